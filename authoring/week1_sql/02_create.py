# %% [markdown] minutes=50 lane="python" path="fast" needs=["1.00"]
# # 1.02 Create
#
# Some day a wrong row knocks at the shop's tables: a slip of the hand, a bug, a broken file. Which rows do the tables refuse?
#
# *50 minutes · lane python: no Java · needs 1.00 (1.01 explains fact and dimension)*
#
# After this notebook you can:
#
# - **create** tables for customers, products and orders, and insert rows
# - **choose** types and keys that SQLite really holds you to
# - **store** money so that no cent is lost
# - **refuse** wrong rows with `not null`, `check` and `references`

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. What does <code>select count(*) from order_fact</code> give?</summary>
#
# One number: how many rows the table has.</details>
#
# <details><summary>2. <code>order_fact</code>, <code>customer_dim</code>, <code>product_dim</code>: which of them grows with every sale?</summary>
#
# `order_fact`. A fact table records what happens. A dimension describes who, or what: customers, products.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_database, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

empty = open_database()

# %% [markdown]
# The shop's owner has written down her design. `create table` names a table, then its columns, each with a type. The **primary key** is the column by which you know a row.
#
# *Tip*: a table is made once. To begin again, run the cell with `open_database()`, then those below it.

# %% language="sql"
# create table customer_dim (
#     customer_id int primary key,
#     customer_name varchar(255),
#     location varchar(255)
# );
# create table product_dim (
#     product_id int primary key,
#     product_name varchar(255),
#     category varchar(255)
# );

# %% language="sql"
# create table order_fact (
#     order_id int primary key,
#     product_id int,
#     customer_id int,
#     quantity int,
#     order_amount decimal(10,2),
#     order_date timestamp
# );

# %% [markdown]
# `insert` adds a row: the table, its columns in brackets, then the values in the same order. Text stands in single quotes, a number does not.

# %% language="sql"
# insert into customer_dim (customer_id, customer_name, location) values (2001, 'Bob', 'California');
# insert into product_dim (product_id, product_name, category) values (1, 'Smartphone', 'Electronics');
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount, order_date)
# values (1001, 1, 2001, 1, 499.90, '2026-11-02 09:00:00');
# select * from order_fact;

# %% [markdown]
# Now six things that nobody wants. By their names, `varchar(255)` is text of at most 255 characters, `decimal(10,2)` a number with two decimals, `timestamp` a moment.
#
# **Predict.** Write down six letters: R for refused, A for accepted.
#
# 1. two customers without a key: their id is `null`, the word for "no value"
# 2. a customer whose id is the text `'Bob'`
# 3. a name of 300 characters
# 4. an amount of 19.999
# 5. an order of `'yesterday'`
# 6. an order of product 99, which does not exist

# %% language="sql"
# -- 1, 2 and 3; printf('%.300c', 'x') writes 300 times x
# insert into customer_dim (customer_id, customer_name, location)
# values (null, 'Cem', 'Ankara'), (null, 'Dee', 'Oslo');
# insert into customer_dim (customer_id, customer_name, location) values ('Bob', 'Eve', 'Berlin');
# insert into customer_dim (customer_id, customer_name, location) values (2003, printf('%.300c', 'x'), 'Rome');

# %% language="sql"
# -- 4, 5 and 6
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount, order_date)
# values (1002, 1, 2001, 1, 19.999, '2026-11-02 09:00:00');
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount, order_date)
# values (1003, 1, 2001, 1, 19.99, 'yesterday');
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount, order_date)
# values (1004, 99, 2001, 1, 19.99, '2026-11-02 09:00:00');

# %% [markdown]
# Nothing is refused. Look at what now lies in the tables; `typeof` says as what a value is stored.

# %% language="sql"
# select customer_id, typeof(customer_id) as stored_as, length(customer_name) as name_length from customer_dim;

# %% language="sql"
# select order_id, product_id, order_amount, typeof(order_amount) as stored_as, order_date from order_fact;

# %% [markdown]
# **Explain.** To SQLite a type is a wish, called **type affinity**. A value that can become the wished type does: `'7'` is stored as 7. Any other stays as it is. The numbers in `varchar(255)` and `decimal(10,2)` are not even read.
#
# `int primary key` allows NULL, an old bug that is kept because old files rely on it. Two NULLs are no repeat: NULL equals nothing. And product 99? Nobody said that a product must exist.
#
# *Note*: PostgreSQL refuses 1, 2 and 3. It rounds 4 to 20.00, takes 5 for the day before today, and stores 6.

# %% [markdown]
# One word after the bracket makes types binding: `strict`. Throw the tables away (`drop table`), then try the word on the owner's types. A cell that begins with `%%refused` runs until SQLite refuses, and shows its reason.

# %% language="refused"
# drop table order_fact;
# drop table product_dim;
# drop table customer_dim;
# create table customer_dim (
#     customer_id int primary key,
#     customer_name varchar(255),
#     location varchar(255)
# ) strict;

# %% [markdown]
# A **strict table** knows `int` (or `integer`), `real`, `text`, `blob`, `any`, and no length. A promise that SQLite would not keep, you cannot write down.
#
# What you mean beyond the type becomes a rule, a **constraint**: `not null` says that a value must be there, `check (...)` what must hold for it, or between two columns of the row. `location` may be missing: the shop does not always know it.
#
# Run the tables, then 1, 2 and 3 again. Each refusal names the column and the rule.

# %% language="sql"
# create table customer_dim (
#     customer_id int not null primary key,
#     customer_name text not null check (length(customer_name) <= 255),
#     location text
# ) strict;
# create table product_dim (
#     product_id int not null primary key,
#     product_name text not null,
#     category text
# ) strict;
# insert into customer_dim (customer_id, customer_name, location) values (2001, 'Bob', 'California');
# insert into product_dim (product_id, product_name, category) values (1, 'Smartphone', 'Electronics');

# %% language="refused"
# insert into customer_dim (customer_id, customer_name, location)
# values (null, 'Cem', 'Ankara'), (null, 'Dee', 'Oslo');

# %% language="refused"
# insert into customer_dim (customer_id, customer_name, location) values ('Bob', 'Eve', 'Berlin');

# %% language="refused"
# insert into customer_dim (customer_id, customer_name, location) values (2003, printf('%.300c', 'x'), 'Rome');

# %% [markdown]
# **Predict.** Many people spell the type out: `integer primary key`. As types, `int` and `integer` are the same. Two visits come without a key. They are
#
# (a) refused · (b) stored without a key · (c) something else

# %% language="sql"
# create table visit (visit_id integer primary key, page text not null) strict;
# insert into visit (visit_id, page) values (null, 'lamps'), (null, 'mugs');
# select visit_id, page from visit;

# %% [markdown]
# **Explain.** The exact words `integer primary key` make the column SQLite's own row number, and a missing one is *filled in*. That is right for a number that means nothing outside the table. A `customer_id` comes from the shop: filled in, it is a customer whom nobody knows. So `int` here.
#
# *Cost*: an `int` key needs an index of its own: more space, slower loads. 1.11 measures such things.

# %% [markdown]
# Next, money. SQLite stored the owner's `decimal(10,2)` as `real`, the type for fractions.
#
# **Predict.** You put ten coins of 0.10 together. Then you turn 19.99 euros into whole cents; `cast(... as int)` cuts a fraction off. What do you get?

# %% language="sql"
# select
#     0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 as ten_coins,
#     19.99 * 100 as times_100,
#     cast(19.99 * 100 as int) as cents;

# %% [markdown]
# **Explain.** A `real` is a *binary* fraction. 0.1 has no exact one, as 1/3 has no exact decimal. The errors are tiny until you add, compare or cut: then a cent is gone.
#
# So money is counted: whole cents, an `int`, the unit in the column's name. The owner's `order_amount` stays, for reading: a **generated column** is computed from others when you look. Nobody writes it, and you never add it up.

# %% [markdown]
# Last, the date. A strict table keeps a moment as text. If all have one form, the order of text is the order of time. `datetime(x)` gives the moment in that form, or NULL if x is none.
#
# **Predict.** Does `check (written_at = datetime(written_at))` refuse `'yesterday'`?

# %% language="sql"
# create table diary (written_at text check (written_at = datetime(written_at))) strict;
# insert into diary (written_at) values ('yesterday');
# select
#     written_at,
#     datetime(written_at) as moment,
#     written_at = datetime(written_at) as with_equals,
#     written_at is datetime(written_at) as with_is
# from diary;

# %% [markdown]
# **Explain.** Accepted. `=` with NULL gives NULL: not true (1), not false (0), but **unknown**. A `check` refuses only what is *false*. `is` asks the same and always answers 1 or 0 (*Note*: elsewhere it is written `is not distinct from`).
#
# So a missing value passes every check that compares it: `check` refuses wrong values, `not null` missing ones. Often you want both.

# %% [markdown]
# `references product_dim` says that the product must be there: a **foreign key**. The order table needs two.
#
# **Predict.** The second order below is a guest's: its `customer_id` is NULL. Is it refused?

# %% language="sql"
# create table order_fact (
#     order_id int not null primary key,
#     product_id int not null references product_dim,
#     customer_id int references customer_dim,
#     quantity int not null check (quantity > 0),
#     order_amount real generated always as (order_amount_cents / 100.0) virtual,
#     order_date text not null check (order_date is datetime(order_date)),
#     order_amount_cents int not null check (order_amount_cents >= 0)
# ) strict;

# %% language="sql"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (1001, 1, 2001, 1, 49990, '2026-11-02 09:00:00');
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (1005, 1, null, 1, 1999, '2026-11-02 10:00:00');
# select order_id, customer_id, order_amount, order_amount_cents from order_fact;

# %% [markdown]
# **Explain.** Accepted, as it should be: a foreign key, too, lets NULL pass. A guest is nobody, not an unknown customer. `product_id` has `not null` as well: an order of nothing is no order.
#
# Now 4, first as you gave it, then in cents. Then 5 and 6.

# %% language="refused"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount, order_date)
# values (1002, 1, 2001, 1, 19.999, '2026-11-02 09:00:00');

# %% language="refused"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (1002, 1, 2001, 1, 1999.9, '2026-11-02 09:00:00');

# %% language="refused"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (1003, 1, 2001, 1, 1999, 'yesterday');

# %% language="refused"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (1004, 99, 2001, 1, 1999, '2026-11-02 09:00:00');

# %% [markdown]
# Six of six are refused; Bob and the guest are in. Only the foreign key keeps silent about which column it was.
#
# *Warning*: SQLite holds foreign keys only where the connection has said `pragma foreign_keys = on`. `open_database` said it for you. Without it, product 99 is back.
#
# **Break it.** From the next lesson on, `open_shop` gives you a full shop. Its tables refuse what yours refuse, with three exceptions. Find them in the two rows below.

# %%
shop = open_shop(seed)
print(shop)

# %% language="sql"
# insert into customer_dim (customer_id, customer_name, location) values (null, printf('%.300c', 'x'), 'Rome');
# insert into order_fact (order_id, product_id, customer_id, quantity, order_amount_cents, order_date)
# values (null, 1, null, 1, 1999, 'yesterday');
# select
#     (select count(*) from customer_dim where length(customer_name) > 255) as long_names,
#     (select count(*) from order_fact where order_date is not datetime(order_date)) as wrong_dates;

# %% [markdown]
# A missing key is filled in (`integer primary key`); a long name and a wrong date are stored. The program that fills the shop promises to send none. The query checks the promise; its `where` keeps the rows for which a condition is true. One long name, one wrong date, both yours.

# %% [markdown]
# In this notebook you:
#
# - **created** tables for customers, products and orders, and inserted rows
# - **chose** types and keys that SQLite really holds you to
# - **stored** money so that no cent is lost
# - **refused** wrong rows with `not null`, `check` and `references`
#
# One trade-off: a constraint costs a little at each insert, and one bad row stops the load. A query costs nothing until you run it, and finds the bad row when it is in. Week 2 puts a quarantine in front of both.
#
# Exercise: [exercises/02_create.ipynb](exercises/02_create.ipynb) · Next: [1.03 Query](03_query.ipynb) · Read: *STRICT Tables*, in the documentation of SQLite, [sqlite.org/stricttables.html](https://www.sqlite.org/stricttables.html)
