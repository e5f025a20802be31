# %% [markdown] minutes=60 lane="python" path="fast" needs=["1.04"]
# # 1.05 Joins
#
# The shop wants revenue and refunds in one table. Why does the first query that shows both find money that nobody paid?
#
# *60 minutes · lane python: no Java · needs 1.04*
#
# After this notebook you can:
#
# - **predict** how many rows a join gives, before you run it
# - **choose** between inner join, left join and anti-join
# - **find** a fan-out from the grain before and after a join
# - **repair** it, and reconcile to the cent

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. A guest's order has <code>customer_id</code> NULL. What is <code>customer_id = 2001</code> for it?</summary>
#
# Unknown: neither true nor false. You need this three times today.</details>
#
# <details><summary>2. <code>count(*)</code> and <code>count(location)</code> over the same customers: which is smaller?</summary>
#
# `count(location)`: it passes over NULL.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# An order knows its customer by number only. The name stands in another table. A **join** puts a row of each side by side, where the condition after `on` is true. `o` and `c` are short names for the tables.

# %% language="sql"
# select o.order_id, o.order_amount, o.customer_id, c.customer_name
# from order_fact as o
# inner join customer_dim as c on c.customer_id = o.customer_id
# order by o.order_id
# limit 3

# %% [markdown]
# Think of threads. From each row on the left, tie one to every row on the right with the same key. Each thread becomes a row of the result.

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.threads import matches, threads

orders = {"order 1": 2001, "order 2": 2001, "order 3": None, "order 4": 2003}
customers = {"Ada": 2001, "Bo": 2002, "Cem": 2003}
tied = matches(orders, customers)
words = ", ".join(f"{order} to {name}" for order, name in tied)
show(threads(orders, customers), f"{len(tied)} threads: {words}.")

# %% [markdown]
# **Grain** is what one row stands for. In `order_fact` it is an order, in `customer_dim` a customer.
#
# **Predict.** Join all orders of the shop to their customers. How many rows?
#
# (a) as many as orders · (b) fewer · (c) more

# %% language="sql"
# select count(*) as row_count, round(sum(o.order_amount_cents) / 100.0, 2) as revenue_eur
# from order_fact as o
# inner join customer_dim as c on c.customer_id = o.customer_id

# %% [markdown]
# **Explain.** Compare with the line below `open_shop`: fewer rows, and less revenue. A guest's number is NULL, and NULL equals nothing, so a guest's order has no thread.
#
# The rule: **rows of the result = for each left row, the number of its matches**, all added up. An **inner join** keeps matches, so none means no row. A **left join** keeps every left row: without a match it stays once, and NULL stands on the right.

# %% language="sql"
# select
#     c.customer_id is null as is_guest,
#     count(*) as row_count,
#     round(sum(o.order_amount_cents) / 100.0, 2) as revenue_eur
# from order_fact as o
# left join customer_dim as c on c.customer_id = o.customer_id
# group by is_guest

# %% [markdown]
# The row with `is_guest` 1 is what the inner join lost, in orders and in euros. No message said so.
#
# Turn it around: customers left, orders right, group by the customer. Who orders least?

# %% language="sql"
# select c.customer_id, count(*) as row_count, count(o.order_id) as order_count
# from customer_dim as c
# left join order_fact as o on o.customer_id = c.customer_id
# group by c.customer_id
# order by order_count, c.customer_id
# limit 3

# %% [markdown]
# These three never ordered, and `count(*)` says 1. It counts the row that the left join invented. Count a column of the right-hand table: there it is NULL.
#
# *Warning:* group by the key, not by the name. See what a name is worth here:

# %% language="sql"
# select c.customer_name, count(distinct c.customer_id) as people, count(o.order_id) as order_count
# from customer_dim as c
# left join order_fact as o on o.customer_id = c.customer_id
# group by c.customer_name
# order by people desc, c.customer_name
# limit 3

# %% [markdown]
# ## On or where
#
# `payment_fact` has one row a payment attempt, and `is_captured` is 1 if the money came. No order is captured twice.
#
# **Predict.** Keep every order, and put its captured payment beside it. How many rows?
#
# (a) as many as orders · (b) fewer · (c) more

# %% language="sql"
# select count(*) as row_count
# from order_fact as o
# left join payment_fact as p on p.order_id = o.order_id
# where p.is_captured = 1

# %% [markdown]
# **Explain.** Fewer: the unpaid orders are gone. `where` comes after the join. If no attempt was made, `is_captured` is NULL; if one failed, it is 0. Neither is 1, so the row that `left` should keep falls. Your `where` undid the left join.
#
# A condition on *which rows match* belongs into `on`.

# %% language="sql"
# select count(*) as row_count, count(p.payment_id) as paid, count(*) - count(p.payment_id) as unpaid
# from order_fact as o
# left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1

# %% [markdown]
# ## Rows without a match
#
# You saw that some customers never ordered. Ask for them as you would say it.
#
# **Predict.** How many? Look at the warm-up first.

# %% language="sql"
# select count(*) as never_ordered
# from customer_dim
# where customer_id not in (select customer_id from order_fact)

# %% [markdown]
# **Explain.** None, though three of them stand above. The list holds a guest's NULL. *Is 2001 not in (2002, NULL)?* The NULL might be 2001: unknown.
#
# An **anti-join** keeps left rows without a match. `not exists` looks for a matching row and cares for no value in it, hence `select 1`. A left join does it too, with `where o.order_id is null`: here `where` is meant.

# %% language="sql"
# select count(*) as never_ordered
# from customer_dim as c
# where not exists (select 1 from order_fact as o where o.customer_id = c.customer_id)

# %% [markdown]
# ## A second fact
#
# `refund_fact` has one row a returned piece. Now both facts join the orders, first for *one* order: paid at the second attempt, with two pieces sent back.

# %% language="sql"
# create temp view if not exists one_order as
# select o.order_id, o.order_amount_cents
# from order_fact as o
# inner join payment_fact as p on p.order_id = o.order_id
# inner join refund_fact as r on r.order_id = o.order_id
# group by o.order_id, o.order_amount_cents
# having count(distinct p.payment_id) = 2 and count(distinct r.refund_id) = 2
# order by o.order_amount_cents desc, o.order_id
# limit 1;
#
# select order_id, order_amount_cents from one_order

# %% [markdown]
# **Predict.** One order, two attempts, two pieces. You join the attempts, then the pieces. How many rows, and how often does the order's amount stand in them?

# %% language="sql"
# select p.payment_id, p.is_captured, r.refund_id, r.amount_cents as refund_cents, o.order_amount_cents
# from one_order as o
# inner join payment_fact as p on p.order_id = o.order_id
# inner join refund_fact as r on r.order_id = o.order_id

# %%
attempts = {"failed attempt": "order", "captured attempt": "order"}
pieces = {"first piece": "order", "second piece": "order"}
tied = matches(attempts, pieces)
words = f"{len(attempts)} rows and {len(pieces)} rows of one key: each meets each"
show(threads(attempts, pieces), f"{words}, {len(tied)} threads.")

# %% [markdown]
# **Explain.** The first join made two rows of the order, and each matches both pieces. Nothing ties an attempt to a piece, so each meets each. This is a **fan-out**: a join that repeats what you want to add up. Here it is the order's amount four times, each refund twice.
#
# *Tip:* put a third piece into `pieces`, and guess before you run.
#
# **Predict.** Now the whole shop, with left joins. Few orders are like this one. How many euros too much will the revenue be? Write a number. The view `joined` keeps the query; the cell below it asks the shop's own ledger.

# %% language="sql"
# create temp view if not exists joined as
# select
#     sum(o.order_amount_cents) as revenue_cents,
#     sum(p.amount_cents) filter (where p.is_captured = 1) as captured_cents,
#     sum(r.amount_cents) as refunded_cents
# from order_fact as o
# left join payment_fact as p on p.order_id = o.order_id
# left join refund_fact as r on r.order_id = o.order_id


# %%
def against_ledger(query):
    with shop.engine.connect() as connection:  # as given: the row of a query, for Python
        row = connection.exec_driver_sql(query).mappings().one()
    for name, cents in row.items():
        print(f"{name:15} {euro(cents):>13} EUR,{euro(cents - shop.ledger[name]):>11} too much")
    return row


row = against_ledger("select revenue_cents, captured_cents, refunded_cents from joined")

# %% [markdown]
# **Explain.** All three are too high. Revenue grows with attempts and pieces, captured money with pieces, refunds with attempts. Sums that are a little wrong look right: nobody sees it without a second source.
#
# "The rows repeat? Then `sum(distinct ...)`." On your one order it works: four equal amounts become one.
#
# **Predict.** What part of the shop's revenue does it find?

# %% language="sql"
# select
#     round(sum(distinct o.order_amount_cents) / 100.0, 2) as found_eur,
#     (select round(sum(order_amount_cents) / 100.0, 2) from order_fact) as true_eur
# from order_fact as o
# left join payment_fact as p on p.order_id = o.order_id
# left join refund_fact as r on r.order_id = o.order_id

# %% [markdown]
# **Explain.** `distinct` knows amounts, not orders. All orders of one price became one.
#
# The repair goes to the cause. **Rows of one side repeat, unless what you join on is the key of the other side.** `order_id` is no key of the attempts, nor of the pieces: both repeat orders, and each other. So make it one. First bring each fact to one row an order.

# %% language="sql"
# select order_id, sum(amount_cents) as refunded_cents
# from refund_fact
# group by order_id
# order by order_id
# limit 3

# %% [markdown]
# In brackets, such a query stands for a table: a **subquery**. Now one row is an order before the first join, and after the last. **Reconcile.**

# %% language="sql"
# create temp view if not exists repaired as
# select
#     sum(o.order_amount_cents) as revenue_cents,
#     sum(p.cents) as captured_cents, sum(r.cents) as refunded_cents
# from order_fact as o
# left join (
#     select order_id, sum(amount_cents) as cents from payment_fact where is_captured = 1 group by order_id
# ) as p on p.order_id = o.order_id
# left join (
#     select order_id, sum(amount_cents) as cents from refund_fact group by order_id
# ) as r on r.order_id = o.order_id

# %%
row = against_ledger("select revenue_cents, captured_cents, refunded_cents from repaired")
assert all(cents == shop.ledger[name] for name, cents in row.items())

# %% [markdown]
# **Break it.** A refund does not say whose it is. A colleague fetches the customer from the order, then joins orders and refunds by customer.
#
# **Predict.** Of which side is `customer_id` the key? How many times the true refunds will the sum be?

# %% language="sql"
# select
#     count(*) as row_count,
#     round(1.0 * sum(r.amount_cents) / (select sum(amount_cents) from refund_fact), 1) as times_the_truth
# from order_fact as o
# inner join (
#     select b.customer_id, f.amount_cents
#     from refund_fact as f
#     inner join order_fact as b on b.order_id = f.order_id
# ) as r on r.customer_id = o.customer_id

# %% [markdown]
# **Explain.** Of neither side, so both repeat. Every refund of a customer meets every order of that customer: the best customers are the most wrong. And guests' refunds are not in it at all. Two faults, one number.
#
# Before each join, say two sentences: *one row is a ... before; one row is a ... after.* If they differ, what you had before repeats or is lost: do not add it up.

# %% [markdown]
# In this notebook you:
#
# - **predicted** how many rows a join gives, before you ran it
# - **chose** between inner join, left join and anti-join
# - **found** a fan-out from the grain before and after a join
# - **repaired** it, and reconciled to the cent
#
# One trade-off: bringing facts to one row an order loses what the rows said, such as when each piece came back. Who asks that needs `refund_fact` itself.
#
# Exercise: [1.05](exercises/05_joins.ipynb) · Next: [1.06 Manage](06_manage.ipynb)
#
# Read: Ralph Kimball and Margy Ross, *The Data Warehouse Toolkit*, third edition, 2013: drilling across, on joining facts only after each has been summed.
