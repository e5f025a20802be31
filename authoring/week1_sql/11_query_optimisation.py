# %% [markdown] minutes=60 lane="python" path="core" needs=["1.08"]
# # 1.11 Query optimisation
#
# A customer is on the phone, and support asks for their orders. To find a few, the shop reads them all. What helps, and who pays for it?
#
# *60 minutes · lane python: no Java · needs 1.08*
#
# After this notebook you can:
#
# - **read** the plan of a select, an update and a delete
# - **choose** an index: its columns, their order, what it covers
# - **say** why an index is not used
# - **count** what an index saves, and what it costs a load

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. What is the difference between <em>scan</em> and <em>search</em> in a plan?</summary>
#
# Scan reads a table from end to end, search goes straight to the rows (1.01).</details>
#
# <details><summary>2. Why a range, and not <code>substr(order_date, 1, 10) = '2026-11-13'</code>?</summary>
#
# A function around a column is worked out for every row (1.03). Today you see the rest of that sentence.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_shop, show  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.pictures.btree import Sale, btree, in_words
from shopstream.lessons.plan import plan
from shopstream.lessons.work import pages_in_use, plans

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
print(shop)

# %% language="sql"
# -- the shop comes with five indexes, for joins: drop them, to see what life is without
# drop index if exists order_of_customer;
# drop index if exists payment_of_order;
# drop index if exists refund_of_order;
# drop index if exists order_of_session;
# drop index if exists interaction_of_session;
# select name as index_name, tbl_name as table_name from sqlite_schema where type = 'index'

# %% [markdown]
# ## Scan or search
#
# The indexes that are left belong to keys. None helps support with its question. `%%plan` shows what SQLite says to `explain query plan`, runs the statement, counts its steps, and takes back what it changes. Run the first one.
#
# **Predict.** Then you make an index on `customer_id`. What part of the steps will remain?
#
# (a) half · (b) a tenth · (c) less than a twentieth

# %% language="plan"
# select order_date, order_amount_cents from order_fact where customer_id = 2001

# %% language="sql"
# create index if not exists by_customer on order_fact (customer_id)

# %% language="plan"
# select order_date, order_amount_cents from order_fact where customer_id = 2001

# %% [markdown]
# **Explain.** An **index** is a sorted copy of a column, each value with the place of its row. SQLite keeps it as a **B-tree**: pages of 4,096 bytes, of which each page above says where those below begin. From the top page, the root, it takes a few pages down to a value, even among millions.
#
# The brackets in the plan say by what SQLite jumps. Here is a shop of 15 rows:

# %%
buyers = [2003, 2001, 2004, 2002, 2005, 2003, 2006, 2002, 2004, 2005, 2006, 2001, 2002, 2003, 2004]
sales = [Sale(row, buyer, 700 + 300 * (row * 7 % 11)) for row, buyer in enumerate(buyers, start=1)]
show(btree(sales, 2001, covering=False), in_words(sales, 2001, covering=False))

# %% [markdown]
# Each row found is one more jump, to any page of the table. Could the index hold the answer itself?
#
# **Predict.** The new index has all that support asks for, so nobody jumps. What happens to the steps?
#
# (a) half remain · (b) most remain · (c) hardly any

# %% language="sql"
# create index if not exists by_customer_covering on order_fact (customer_id, order_date, order_amount_cents)

# %% language="plan"
# select order_date, order_amount_cents from order_fact where customer_id = 2001

# %%
show(btree(sales, 2001, covering=True), in_words(sales, 2001, covering=True))

# %% [markdown]
# **Explain.** This is a **covering** index. Most steps remain: a step is a step, whether its page is at hand or comes from a disk. What it saves is pages. *Note*: a covering index after `scan` is no search: all of it is read.
#
# *Cost*: every load writes it, too. Keep it for a question asked all day.
#
# ## The order of the columns
#
# How many views and carts of product 12 are there in one week? Two indexes hold the same two columns.
#
# **Predict.** Which needs fewer steps, or are they equal?

# %% language="sql"
# create index if not exists time_product on interaction_fact (event_at, product_id);
# create index if not exists product_time on interaction_fact (product_id, event_at)

# %%
plans("""
-- time first; "indexed by" forces an index on SQLite, for comparisons like this one
select count(*) from interaction_fact indexed by time_product
where product_id = 12 and event_at >= '2026-11-13' and event_at < '2026-11-20';

-- product first
select count(*) from interaction_fact indexed by product_time
where product_id = 12 and event_at >= '2026-11-13' and event_at < '2026-11-20';
""")

# %% [markdown]
# **Explain.** Compare the brackets. By time first, SQLite reads the whole week, all products. By product first, the answer itself lies together. **Equality first, then the range**: after a range, no later column helps to jump.
#
# An index on `(a, b)` serves `a` alone, too, as a phone book finds all Novaks; not `b` alone.
#
# ## An index that is not used
#
# The covering index goes, and three come; the last is the key of a list from a file, whose customer numbers are text. And Ann opens an account.

# %% language="sql"
# drop index if exists by_customer_covering;
# create index if not exists by_date on order_fact (order_date);
# create index if not exists by_name on customer_dim (customer_name);
# create table if not exists newsletter (customer_id text primary key, sent_at text not null);
# insert or ignore into newsletter (customer_id, sent_at)
# select customer_id, '2026-11-13 08:00:00' from customer_dim;
# insert or ignore into customer_dim (customer_id, customer_name) values (9001, 'Ann Novak')

# %% [markdown]
# **Predict.** Each of these four has an index on a column that it compares. Which of them use it?

# %%
plans("""
-- 1 a day
select sum(order_amount_cents) from order_fact where substr(order_date, 1, 10) = '2026-11-13';
-- 2 the end of a name
select location from customer_dim where customer_name like '%Novak';
-- 3 a customer, or a product
select sum(order_amount_cents) from order_fact where customer_id = 2001 or product_id = 12;
-- 4 who of order 1500 got the newsletter?
select n.sent_at from order_fact as o
inner join newsletter as n on n.customer_id = o.customer_id where o.order_id = 1500;
""")

# %% [markdown]
# **Explain.** None of them jumps; in 4, `n` is scanned.
#
# 1. The index holds times, not what `substr` or `date` makes of them.
# 2. Names are sorted by their beginning.
# 3. `product_id` has no index, so every row must be looked at anyway.
# 4. A number compared with a text column: SQLite turns each *text* into a number first, which hides it like a function.
#
# *Note.* `customer_id = '2001'` is harmless: the column is a number, your text is turned once.

# %%
plans("""
-- 1 a range on the bare column
select sum(order_amount_cents) from order_fact
where order_date >= '2026-11-13' and order_date < '2026-11-14';
-- 2 another question: the beginning of a name
select location from customer_dim where customer_name glob 'J*';
-- 3 both columns have an index
select sum(order_amount_cents) from order_fact where customer_id = 2001 or order_date >= '2026-11-29';
-- 4 the number becomes text, once; better: make the column a number
select n.sent_at from order_fact as o
inner join newsletter as n on n.customer_id = cast(o.customer_id as text) where o.order_id = 1500;
""")

# %% [markdown]
# These are the repairs. `glob` is SQLite's own `like`, with `*` for any text; its `like` ignores case, and so passes over an index that does not, even for `'J%'`.
#
# ## Update and delete
#
# They, too, must find their rows. Ann has bought nothing, looked at nothing, and asks to be deleted.
#
# **Predict.** One row, by its primary key. Is that (a) ten steps, (b) a thousand, or (c) more than a scan of all orders?

# %%
plans("""
-- an update by the key's index
update order_fact set quantity = quantity + 1 where order_id = 1500;
-- an update that nothing helps
update payment_fact set is_captured = 1 where paid_at >= '2026-11-29';
-- Ann
delete from customer_dim where customer_id = 9001;
""")

# %% [markdown]
# **Explain.** Ann is found at once. Then SQLite must be sure that nobody points at her, and asks each table with a foreign key to `customer_dim`. You gave `order_fact` an index; the other two are scanned. A foreign key makes no index on the side that points, in PostgreSQL neither.

# %% language="sql"
# create index if not exists interaction_of_customer on interaction_fact (customer_id);
# create index if not exists change_of_customer on customer_change (customer_id)

# %% language="plan"
# delete from customer_dim where customer_id = 9001

# %% [markdown]
# ## Two that could serve
#
# Who put product 40 into a cart in the last week? One index has kind and time, another the product. **Predict** which one SQLite takes. Which would you take?

# %% language="sql"
# drop index if exists time_product;
# drop index if exists product_time;
# create index if not exists kind_time on interaction_fact (kind, event_at);
# create index if not exists view_of_product on interaction_fact (product_id)

# %%
carts = """
select session_id from interaction_fact
where kind = 'cart' and product_id = 40 and event_at >= '2026-11-23'
"""
plans(carts)

# %% language="sql"
# analyze;
# select idx as index_name, stat from sqlite_stat1 where tbl = 'interaction_fact'

# %%
plans(carts)

# %% [markdown]
# **Explain.** The **planner**, which chooses the way, guessed a kind to be as rare as a product. `analyze` counts: first the rows of the table, then how many share a value of the first column, of the first two, and so on. The counts are averages, as old as the last `analyze`.
#
# ## What a load pays
#
# **Predict.** A day's views arrive. How much more is it with three indexes than with none: in steps, in pages of the database?

# %% language="sql"
# create table if not exists arrived as
# select session_id, customer_id, product_id, kind, event_at
# from interaction_fact where event_at >= '2026-11-29';
# drop index if exists interaction_of_customer;
# drop index if exists kind_time;
# drop index if exists view_of_product

# %%
load = """
insert into interaction_fact (session_id, customer_id, product_id, kind, event_at)
select session_id, customer_id, product_id, kind, event_at from arrived
"""
connection = shop.engine.raw_connection().driver_connection  # as given
connection.executescript("".join(f"drop index if exists load_{number};" for number in (1, 2, 3)))
costs = [(plan(connection, load).steps, pages_in_use(connection))]
for number, columns in enumerate(["customer_id", "session_id", "product_id, event_at"], start=1):
    connection.execute(f"create index load_{number} on interaction_fact ({columns})")
    costs.append((plan(connection, load).steps, pages_in_use(connection)))
for number, (steps, pages) in enumerate(costs):
    print(f"indexes: {number}, steps of the load: {steps:,}, pages of the database: {pages:,}")

# %% [markdown]
# **Explain.** Each index is one more entry for each row. In steps that looks cheap: to put an entry into its place is one step, wherever the place is. In pages the database grows by more than half, to be written and copied into each backup.
#
# *Tip.* Before a first load, no indexes; create them after it. *Note.* A **partial index** holds some rows: `create index unpaid on payment_fact (order_id) where is_captured = 0` is small, and serves who asks with that `where`.

# %%
(steps, pages), (most_steps, most_pages) = costs[0], costs[-1]
assert steps < most_steps < 1.7 * steps
assert most_pages > 1.5 * pages
revenue = connection.execute("select sum(order_amount_cents) from order_fact").fetchone()[0]
assert revenue == shop.ledger["revenue_cents"]
print(f"{most_steps / steps:.2f} times the steps, {most_pages / pages:.2f} times the pages")
print("and the revenue is the ledger's, as before: an index changes no answer")

# %% [markdown]
# In this notebook you:
#
# - **read** the plans of selects, updates and deletes
# - **chose** indexes: their columns, their order, what they cover
# - **said** why an index was not used
# - **counted** what an index saves, and what it costs a load
#
# One limit: the owner's total needs every row. A **summary table**, a row a day, spares that, but each load must keep it true.
#
# Exercise: [1.11](exercises/11_query_optimisation.ipynb) · Next: [the lab, The missing revenue](lab_missing_revenue.ipynb) · Module: [`plan.py`](../capstone/src/shopstream/lessons/plan.py)
#
# Read: Markus Winand, *Use The Index, Luke*: https://use-the-index-luke.com
