# %% [markdown] minutes=45 lane="python" path="core" needs=["1.00"]
# # 1.01 Why a warehouse
#
# At ten on a Friday the shop's checkout breaks, without a word. Who sees it, when, and what has it cost by then?
#
# *45 minutes · lane python: no Java · needs 1.00 · every query is given: you look, and write nothing*
#
# After this notebook you can:
#
# - **tell** OLTP from OLAP by the work that a question takes
# - **say** what "real time" saves and what it costs
# - **place** warehouse, lake and lakehouse on the way of an order
# - **name** fact, dimension and grain, and test a grain sentence

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. The Monday's total was right to the cent. What does that say of its ten minutes?</summary>
#
# Nothing. A late sale is missing in one piece and too much in the next.</details>
#
# <details><summary>2. In <code>select count(*) as orders from customer_dim</code>, what is counted?</summary>
#
# Customers: the table after `from` decides. `as` gives the result a name, also a wrong one.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# ## One shop, asked two ways
#
# The checkout asks for one order. The owner asks what four weeks have brought. `%%plan` shows how the rows are found, and in how many steps. They are not seconds: a slow machine needs as many.
#
# **Predict.** How many times as much work is the owner's question?
#
# (a) about 10 times · (b) about 100 times · (c) more than 1,000 times

# %% language="plan"
# -- the checkout: one order
# select order_id, product_id, customer_id, quantity, order_amount_cents, order_date
# from order_fact
# where order_id = 1500

# %% language="plan"
# -- the owner: all orders
# select sum(order_amount_cents) as cents
# from order_fact

# %% [markdown]
# **Explain.** *Search*: straight to one row, by its key. *Scan*: the whole table, end to end. In a shop ten times the size the total takes ten times the steps, the single order hardly more.
#
# Many small questions and changes, of a few rows each, are **OLTP**: doing business. Few questions over many rows are **OLAP**: analysis. In one database, who pays waits for who counts. So analysis gets a copy of its own: the **warehouse**.

# %% [markdown]
# ## How old may the copy be?
#
# A copy is as old as its last load. On Friday, 2026-11-13, at 10:00, the checkout breaks. No error, only no more orders. The next load shows the hole, and ten minutes later it is repaired.
#
# In truth nothing broke on that day. So the table holds the orders that a break would have cost.

# %% [markdown]
# **Predict.** One shop loads every 24 hours, at 06:00, another every five minutes. How many times as much does the first one lose? Write your number. (The line `-- grain` says what one row of the result is.)

# %% language="sql"
# -- grain: a way to load
# select 'every 24 hours' as load, '06:10 next day' as repaired_at,
#     count(*) as orders_lost, sum(order_amount_cents) / 100.0 as euro_lost
# from order_fact
# where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-14 06:10:00'
# union all
# select 'every hour', '11:10', count(*), sum(order_amount_cents) / 100.0 from order_fact
# where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-13 11:10:00'
# union all
# select 'every five minutes', '10:15', count(*), sum(order_amount_cents) / 100.0 from order_fact
# where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-13 10:15:00'

# %%
from shopstream.lessons import show
from shopstream.lessons.pictures.outage import outage, outage_on_fridays

fridays = outage_on_fridays(shop.engine)
print(fridays.compared())
show(outage(fridays), fridays.in_words())

# %% [markdown]
# **Explain.** The loss follows the shop's day, not the clock: an hour of the evening is dear, one of the night costs next to nothing. A quarter of an hour holds few orders, so chance has a hand in the ratio: look at the other Fridays.
#
# From a day to an hour you save nearly everything, from an hour to five minutes part of the rest. All of it is an upper bound: some customers come back later.

# %% [markdown]
# ## What freshness costs
#
# The other side of the bill: every five minutes makes 288 loads a day, not one.
#
# **Predict.** Nothing is broken. How many of the 288 find no order at all?
#
# (a) hardly any · (b) about one in ten · (c) about one in three

# %% language="sql"
# -- grain: a way to load; unixepoch(order_date) / 300 numbers the five minutes of an order
# select 'hour' as load_every, 24 as loads, round(count(*) / 24.0, 1) as orders_a_load,
#     24 - count(distinct unixepoch(order_date) / 3600) as empty_loads
# from order_fact where order_date >= '2026-11-13' and order_date < '2026-11-14'
# union all
# select 'five minutes', 288, round(count(*) / 288.0, 1), 288 - count(distinct unixepoch(order_date) / 300)
# from order_fact where order_date >= '2026-11-13' and order_date < '2026-11-14'
# union all
# select 'of these, by day', 144, round(count(*) / 144.0, 1), 144 - count(distinct unixepoch(order_date) / 300)
# from order_fact where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-13 22:00:00'

# %% [markdown]
# **Explain.** Most empty loads are those of the night. The last row, from 10:00 to 22:00, is the awkward one: five minutes without an order are normal by day, too. Ring at each, and that many alarms are false. Better wait for two more empty loads: that is what the ten minutes until the repair are for.
#
# And somebody must read the number. Load every five minutes, look at six in the morning, and you lose what the nightly load loses.

# %% [markdown]
# What does one load ask of the checkout's database? Before you run: are its steps nearer to one order's, or to the total's?

# %% language="plan"
# -- one load: the orders of five minutes
# select order_id, order_amount_cents
# from order_fact
# where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-13 10:05:00'

# %% [markdown]
# *Cost*: for a few orders it reads the whole table, 288 times a day, where customers pay. An index helps (1.11). Or the shop tells each order once, and nobody needs to ask.

# %% [markdown]
# ## The way of an order
#
# That is what this course builds. The shop sends each order down a **stream**: events in a row, read while it grows. Three kinds of store lie on the way.
#
# - A **lake** is files: cheap, of any form. It refuses nothing and promises nothing.
# - A **lakehouse** keeps such files as tables: a change happens whole or not at all.
# - A **warehouse** is a database made for questions, in tables with rules.

# %%
from shopstream.lessons.pictures.path import in_words, path

show(path(), in_words())

# %% [markdown]
# Grey words say who reads where. *Bronze* keeps what came, *silver* what was checked, *gold* what people ask for. The further along, the cleaner, and the older: each station takes its time.
#
# *Note*: some firms stop at gold, and call it their warehouse.

# %% [markdown]
# ## The last ten minutes
#
# It is 20:00. The page behind the counter shows, for every ten minutes, how many of its orders are paid. All evenings are added up, so that chance evens out.
#
# **Predict.** Payments work. What does the newest row show?
#
# (a) about the share of the rows above · (b) a clearly smaller one

# %% language="sql"
# -- grain: ten minutes of the evening, as known at 20:00
# select substr(order_date, 12, 4) || '0' as placed_from, count(*) as orders,
#     round(100.0 * sum(time(paid_at) < '20:00:00') / count(*), 1) as percent_paid
# from order_fact
# left join payment_fact on payment_fact.order_id = order_fact.order_id and is_captured = 1
# where time(order_date) >= '19:20:00' and time(order_date) < '20:00:00'
# group by placed_from

# %% [markdown]
# Is the checkout breaking again? Look once more, at 21:00. Nothing else in the query has changed.

# %% language="sql"
# -- grain: ten minutes of the evening, as known at 21:00
# select substr(order_date, 12, 4) || '0' as placed_from, count(*) as orders,
#     round(100.0 * sum(time(paid_at) < '21:00:00') / count(*), 1) as percent_paid
# from order_fact
# left join payment_fact on payment_fact.order_id = order_fact.order_id and is_captured = 1
# where time(order_date) >= '19:20:00' and time(order_date) < '20:00:00'
# group by placed_from

# %% [markdown]
# **Explain.** Nothing was broken. A payment follows its order by seconds, by minutes, now and then by most of an hour. At 20:00 the newest ones were still on the way.
#
# A number read while its data arrive is not final, and the newest row tends to look worst. When may you call it final? You decide that in 2.10.

# %% [markdown]
# ## What is a row?
#
# The warehouse has two kinds of table. A **fact** table records what happens, and grows with every sale. A **dimension** describes whom or what it happens to: `customer_dim`, `product_dim`. Here is a fact table that you have not met.

# %% language="sql"
# select * from payment_fact limit 3

# %% [markdown]
# **Predict.** Sales adds up the amounts of `order_fact`, accounting those of `payment_fact`. Some orders are never paid. Whose total is larger?
#
# (a) that of sales · (b) they are equal · (c) that of accounting

# %% language="sql"
# -- grain: a department
# select 'sales' as department, count(*) as row_count, sum(order_amount_cents) / 100.0 as euro from order_fact
# union all
# select 'accounting', count(*), sum(amount_cents) / 100.0 from payment_fact

# %% [markdown]
# More was paid than was ordered? Both sums are exact, and no row is there twice. But what is a row?
#
# The answer is a sentence, the **grain**: *one row is ...* It can be tested. Count the rows, then what the sentence names: `count(distinct x)` counts the different values of x. Which of these five will hold?

# %% language="sql"
# -- grain: a sentence to be tested
# select 'order_fact: an order' as one_row_is, count(*) as row_count, count(distinct order_id) as different
# from order_fact
# union all
# select 'order_fact: a customer', count(*), count(distinct customer_id) from order_fact
# union all
# select 'payment_fact: a paid order', count(*), count(distinct order_id) from payment_fact
# union all
# select 'refund_fact: a refunded order', count(*), count(distinct order_id) from refund_fact
# union all
# select 'customer_dim: a name', count(*), count(distinct customer_name) from customer_dim

# %% [markdown]
# **Explain.** Where the numbers differ, the sentence is false. These hold:
#
# - `order_fact`: one row is an order, a guest's or a registered customer's
# - `payment_fact`: one row is an *attempt* to pay, good or not
# - `refund_fact`: one row is a *piece* sent back
# - `customer_dim`: one row is a registered customer, buyer or not
#
# A card is refused, then taken: two rows for one order, and accounting added both. `is_captured = 1` keeps the attempts that brought money.
#
# *Warning*: different numbers refute a sentence; equal ones do not prove it.

# %% [markdown]
# Test "a paid order" once more, for captured payments alone. Then **reconcile** both totals with the ledger.

# %% language="sql"
# -- grain: a department that has said what a row is
# select 'sales: an order' as one_row_is, count(*) as row_count, count(distinct order_id) as different,
#     sum(order_amount_cents) / 100.0 as euro
# from order_fact
# union all
# select 'accounting: a paid order', count(*), count(distinct order_id), sum(amount_cents) / 100.0
# from payment_fact where is_captured = 1

# %%
from shopstream.lessons import euro

queries = (
    "select sum(order_amount_cents) from order_fact",
    "select sum(amount_cents) from payment_fact where is_captured = 1",
)
with shop.engine.connect() as connection:
    ordered, captured = (connection.exec_driver_sql(query).scalar() for query in queries)
print("ledger, ordered: ", euro(shop.ledger["revenue_cents"]), "EUR")
print("ledger, captured:", euro(shop.ledger["captured_cents"]), "EUR")
assert (ordered, captured) == (shop.ledger["revenue_cents"], shop.ledger["captured_cents"])

# %% [markdown]
# Both totals are right, each under its own name: *ordered* and *captured*.
#
# In this notebook you:
#
# - **told** OLTP from OLAP by the work that a question takes
# - **said** what "real time" saves and what it costs
# - **placed** warehouse, lake and lakehouse on the way of an order
# - **named** fact, dimension and grain, and tested a grain sentence
#
# One trade-off: fresher is dearer, and less final. First ask who acts on the number, and how fast. If nobody does before tomorrow, load at night.
#
# Exercise: [1.01](exercises/01_why_a_warehouse.ipynb) · Next: [1.02 Create](02_create.ipynb)
#
# Read: Martin Kleppmann, *Designing Data-Intensive Applications*, O'Reilly 2017, chapter 3, "Transaction Processing or Analytics?"
