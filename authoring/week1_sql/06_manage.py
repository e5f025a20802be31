# %% [markdown] minutes=60 lane="python" path="core" needs=["1.05"]
# # 1.06 Manage: DML and transactions
#
# The market stall's sales are being loaded when the power fails, and somebody starts the load again. What does the warehouse say now?
#
# *60 minutes · lane python: no Java · needs 1.05*
#
# After this notebook you can:
#
# - **insert, update and delete** rows, and look first at what a `where` will hit
# - **load** several tables so that all of it is there, or nothing
# - **upsert** messages that come twice and out of order
# - **prove** with a checksum that a second run changes nothing

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. What does <code>references customer_dim</code> in <code>order_fact</code> refuse?</summary>
#
# An order of a customer who is not there. Below you see that it refuses something else, too.</details>
#
# <details><summary>2. Which join finds orders without a payment?</summary>
#
# A left join to `payment_fact` that keeps the rows where its `order_id` is NULL. You need this eye for half a load.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# You have asked the shop so far. Now you change it. The statements that do so, `insert`, `update` and `delete`, are called **DML**, data manipulation language.
#
# **Predict.** You type two rows from a paper list, in the order of the paper: a customer (number, place, name), and an order with all seven values that `select *` shows. Which one does SQLite refuse?
#
# (a) the customer · (b) the order · (c) both · (d) neither

# %% language="sql"
# insert into customer_dim values (9001, 'Bergen', 'Ann Novak');
# select customer_id, customer_name, location from customer_dim where customer_id = 9001

# %% language="refused"
# insert into order_fact values (90000, 1, 9001, 2, 24.00, '2026-11-30 10:00:00', 2400)

# %% [markdown]
# **Explain.** Without names, values go into the columns from left to right. The order has a value too many, as `order_amount` is generated, and SQLite says so. The customer is the worse of the two: Ann lives in "Ann Novak", and nobody was told.
#
# So name the columns, in the order of your paper. `returning` shows the row as it now stands, with what the database added.

# %% language="sql"
# insert into order_fact (order_id, product_id, customer_id, quantity, order_date, order_amount_cents)
# values (90000, 1, 9001, 2, '2026-11-30 10:00:00', 2400)
# returning order_id, customer_id, order_amount

# %% [markdown]
# Ann's row needs an `update`. First look: you have run a `select` with `where customer_id = 9001`, and it gave one row. Then change, with the same `where`, letter for letter. On the right of each `=` stand the *old* values of the row, so two columns can change places.

# %% language="sql"
# update customer_dim set customer_name = location, location = customer_name where customer_id = 9001;
# select customer_id, customer_name, location from customer_dim where customer_id = 9001

# %% [markdown]
# **Predict.** A month later Ann moves to Lyon. It is late, and you forget the `where`. What changes?
#
# (a) nothing, SQLite refuses · (b) the row that you looked at last · (c) every row

# %% language="sql"
# update customer_dim set location = 'Lyon';
# select location, count(*) as customers from customer_dim group by location

# %% [markdown]
# **Explain.** No `where` means all rows, also for `delete`. Nor is there an undo: each statement of a `%%sql` cell is made final as soon as it has run. You will open a fresh copy of the shop in a minute. A real shop has last night's backup, and loses the day.
#
# Against a careless `delete` there is one guard. Customer 2001 has orders and asks to be removed:

# %% language="refused"
# delete from customer_dim where customer_id = 2001

# %% [markdown]
# The foreign key refuses: the orders would belong to nobody. Delete what points to a row first, then the row. Insert the other way round: the order, then its payment.
#
# ## All or nothing
#
# The stall sends two orders and their payments. SQLAlchemy is the library through which Python talks to databases; `shop.engine` is its way to this shop. `with shop.engine.begin() as connection:` begins a piece of work, in which `connection.exec_driver_sql(...)` runs one statement. The next two cells are given.

# %%
shop = open_shop(seed)
sent = {"orders": 2, "payments": 2, "ordered_cents": 6600, "paid_cents": 6600}
orders = """
    insert into order_fact (order_id, product_id, quantity, order_date, order_amount_cents)
    values (90001, 1, 2, '2026-11-30 10:00:00', 2400), (90002, 3, 1, '2026-11-30 10:05:00', 4200)
"""
payments = """
    insert into payment_fact (order_id, amount_cents, is_captured, paid_at)
    values (90001, 2400, 1, '2026-11-30 10:01:00'), (90002, 4200, 1, '2026-11-30 10:06:00')
"""


# %%
def books():
    """What of it is in the shop, to compare with what was sent."""
    with shop.engine.connect() as connection:
        found = connection.exec_driver_sql("""
            select count(o.order_id) as orders, count(p.order_id) as payments,
                coalesce(sum(o.order_amount_cents), 0) as ordered_cents,
                coalesce(sum(p.amount_cents), 0) as paid_cents
            from order_fact as o left join payment_fact as p on p.order_id = o.order_id
            where o.order_id > 90000
        """)
        return dict(found.mappings().one())


# %% [markdown]
# **Predict.** First a block for each statement. Between the two the power fails: `raise` stops Python right there, and `except` is the morning after. What does `books()` find?
#
# (a) orders and payments · (b) orders only · (c) neither

# %%
try:
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(orders)
    raise RuntimeError("the power fails")
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(payments)
except RuntimeError:
    two_blocks = books()
print(two_blocks)

# %% [markdown]
# **Explain.** Half a load is in the shop: orders that look unpaid. Somebody may send a reminder to people who have paid. Two `%%sql` statements would leave the same.
#
# Take the half out. **Predict** again: the same lines, but the power fails *inside one block*. (a), (b) or (c)?

# %% language="sql"
# delete from order_fact where order_id > 90000

# %%
try:
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(orders)
        raise RuntimeError("the power fails")
        connection.exec_driver_sql(payments)
except RuntimeError:
    one_block = books()
print(one_block)

# %% [markdown]
# **Explain.** Nothing is left. The block is a **transaction**: statements that count together or not at all. Its good end is the **commit**, which makes them final. An error takes them all back: the **rollback**.
#
# *Note.* After a real power failure, SQLite does it when the file is next opened: until the commit it keeps a copy of what was there before.
#
# Now without a crash. Reconcile with what was sent, and with the shop's ledger.

# %%
with shop.engine.begin() as connection:
    connection.exec_driver_sql(orders)
    connection.exec_driver_sql(payments)
    revenue = connection.exec_driver_sql("select sum(order_amount_cents) from order_fact").scalar()
loaded, told = books(), shop.ledger["revenue_cents"]
print(loaded)
assert loaded == sent
assert revenue == told + sent["ordered_cents"]
print(f"revenue {revenue:,} cents = the ledger's {told:,} + the stall's {sent['ordered_cents']:,}")

# %%
from shopstream.lessons import show
from shopstream.lessons.pictures.crash import what_others_see

left = [f"{end['orders']} orders and {end['payments']} payments" for end in (two_blocks, one_block, loaded)]
show(
    what_others_see(two_blocks, one_block, loaded),
    f"a commit after each insert shows others half a load, and the crash leaves {left[0]}. "
    f"One block with a crash shows nothing and leaves {left[1]}. "
    f"One block without a crash shows nothing until its commit, then {left[2]}.",
)

# %% [markdown]
# *Tip.* A transaction is also the undo that you missed. `connection.exec_driver_sql(...).rowcount` is the number of rows changed. If it is not the number that your `select` gave, `raise` inside the block.
#
# ## Twice, and out of order
#
# After a crash you send the batch again, so some of it comes twice. A supplier's price messages do that every day, and they overtake each other. The shop's list has one row a product. The shelf is the shop's own: no message holds it.

# %% language="sql"
# create table product_price (
#     product_id integer primary key references product_dim, price_cents integer not null,
#     changed_at text not null, message_id integer not null, shelf text
# ) strict;
# insert into product_price (product_id, price_cents, changed_at, message_id, shelf) values
#     (1, 990, '2026-11-29 18:00', 480, 'A1'),
#     (2, 700, '2026-11-29 18:00', 481, 'A2'),
#     (3, 1500, '2026-11-30 12:00', 512, 'A3');
# select product_id, price_cents, changed_at, message_id, shelf from product_price

# %% language="sql"
# create table price_message (
#     arrival integer primary key, message_id integer, product_id integer, price_cents integer, changed_at text
# ) strict;
# insert into price_message (message_id, product_id, price_cents, changed_at) values
#     (501, 1, 1100, '2026-11-30 09:00'), (502, 2, 750, '2026-11-30 09:30'), (502, 2, 750, '2026-11-30 09:30'),
#     (505, 4, 450, '2026-11-30 10:00'), (506, 4, 430, '2026-11-30 10:00'), (499, 1, 1050, '2026-11-30 08:00');
# select arrival, message_id, product_id, price_cents, changed_at from price_message

# %% [markdown]
# **Predict.** SQL has three short ways to bring these messages into the list: `insert`, `insert or ignore`, `insert or replace`. Write down price and shelf of product 1 after each. (Behind `insert into` a query may stand in place of `values`: its rows are inserted.)

# %% language="refused"
# insert into product_price (product_id, price_cents, changed_at, message_id)
# select product_id, price_cents, changed_at, message_id from price_message

# %% language="sql"
# insert or ignore into product_price (product_id, price_cents, changed_at, message_id)
# select product_id, price_cents, changed_at, message_id from price_message order by arrival;
# select product_id, price_cents, changed_at, message_id, shelf from product_price

# %% language="sql"
# insert or replace into product_price (product_id, price_cents, changed_at, message_id)
# select product_id, price_cents, changed_at, message_id from price_message order by arrival;
# select product_id, price_cents, changed_at, message_id, shelf from product_price

# %% [markdown]
# **Explain.** Plain `insert` stops at the first known key and takes itself back: one statement is all or nothing. `or ignore` keeps the old row for ever: yesterday's price. `or replace` deletes the row and inserts another, so what the message does not say is gone: the shelf. And the last to *arrive* wins: product 1 shows the price of 08:00, not that of 09:00.
#
# You want an **upsert**: insert, or update the columns that you name. `excluded` is the row that found its key taken. The last `where` is the guard: only if newer. Run it twice.

# %%
upsert = """
    insert into product_price (product_id, price_cents, changed_at, message_id)
    select product_id, price_cents, changed_at, message_id from price_message
    where true  -- every row; without it SQLite may take the next "on" for that of a join
    order by arrival
    on conflict (product_id) do update set
        price_cents = excluded.price_cents, changed_at = excluded.changed_at, message_id = excluded.message_id
    where excluded.changed_at > product_price.changed_at
"""


# %%
def run(statement):
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(statement)
        sums = "select count(*), sum(price_cents), sum(message_id) from product_price"
        return connection.exec_driver_sql(sums).one()


once, twice = run(upsert), run(upsert)
print("once: ", once)
print("twice:", twice)
assert once == twice

# %% language="sql"
# select product_id, price_cents, changed_at, message_id, shelf from product_price

# %% [markdown]
# The three numbers are a **checksum**: they change when the table does. A load that you may repeat without harm is **idempotent**. The prices have healed, too: the messages were there to be read again. The shelves have not: no message knows them.
#
# **Predict.** You empty the list and load the messages in order of arrival, then once more backwards. Are the two lists equal?

# %%
backwards = upsert.replace("order by arrival", "order by arrival desc")
for statement in (upsert, backwards):
    run("delete from product_price")
    print(run(statement))

# %% [markdown]
# **Explain.** Product 4 has two messages of the same minute. Neither is newer, so the first to arrive stays: chance decides. A guard must end in a unique column, here `message_id`. In brackets, two pairs compare like words in a dictionary: by time, and at equal times by number.

# %%
by_time = "excluded.changed_at > product_price.changed_at"
by_time_and_id = """
    (excluded.changed_at, excluded.message_id) > (product_price.changed_at, product_price.message_id)
"""
lists = []
for statement in (upsert, backwards):
    run("delete from product_price")
    lists.append(run(statement.replace(by_time, by_time_and_id)))
print(lists)
assert lists[0] == lists[1]

# %% [markdown]
# In this notebook you:
#
# - **inserted, updated and deleted** rows, and looked first at what a `where` will hit
# - **loaded** two tables so that all of it was there, or nothing
# - **upserted** messages that came twice and out of order
# - **proved** with a checksum that a second run changes nothing
#
# Two limits. A checksum of sums can agree by accident; week 2 compares a hash of the whole table. And a transaction has a price: while yours writes, every other writer of a SQLite file waits, and a crash at its end throws all its work away. Commit a batch, not a night.
#
# Exercise: [1.06](exercises/06_manage.ipynb) · Next: [1.07 Star schema design](07_star_schema.ipynb) · Again in 2.09: the same load, killed half way, and in 3.08: the same guard in `merge`
#
# Read: *Atomic Commit In SQLite*, in SQLite's own documentation: https://sqlite.org/atomiccommit.html
