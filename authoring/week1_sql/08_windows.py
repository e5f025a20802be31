# %% [markdown] minutes=60 lane="python" path="core" needs=["1.07"]
# # 1.08 CTEs and windows
#
# A report shows the shop's revenue so far, line by line. At the end it is right to the cent. Why is it wrong on the way?
#
# *60 minutes · lane python: no Java · needs 1.07*
#
# After this notebook you can:
#
# - **write** a query as named steps
# - **compute** shares, running totals, ranks and values of the row before
# - **predict** what a frame holds where rows tie
# - **keep** the newest row of each key, and prove it

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. A product sells on 20 days of 28. You group its orders by day. What is lost?</summary>
#
# Eight days. A day of nothing has no row to group. It comes back today.</details>
#
# <details><summary>2. Two price messages are of the same minute. Why did the guard need <code>message_id</code>?</summary>
#
# Neither was newer, so chance decided. An order must end in a unique column.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
print(shop)

# %% [markdown]
# ## Steps with names
#
# A row of `order_fact` is a line of a basket. From lines to orders, from orders to days: two steps. In 1.04 the first one stood in brackets, inside the second. `with name as (...)` puts it in front, so you read from top to bottom.

# %% language="sql"
# -- grain: a day
# with basket as (
#     select order_id, order_date, sum(order_amount_cents) as cents
#     from order_fact
#     group by order_id, order_date
# )
# select date(order_date) as day, count(*) as orders, sum(cents) as cents
# from basket
# group by day
# order by day
# limit 3

# %% [markdown]
# `basket` is a **CTE**, a common table expression. Several may follow each other, with commas; each sees those before it. Give each step one job, and say its grain. A CTE ends with its statement; a view stays.
#
# You ran such a query in 1.00, with the steps `happened` and `arrived`. Now you can read it.
#
# ## A total beside each row
#
# `group by` gives up rows for totals. With `over`, an aggregate becomes a **window function**: it looks at many rows and removes none. `over ()` looks at all of them.
#
# **Predict.** `limit` keeps three products. What does `shop_cents` add up?
#
# (a) these three · (b) all products

# %% language="sql"
# -- grain: a product
# with product as (
#     select product_id, sum(order_amount_cents) as cents
#     from order_fact
#     group by product_id
# )
# select
#     product_id, cents, sum(cents) over () as shop_cents,
#     round(1.0 * cents / sum(cents) over (), 3) as share
# from product
# order by cents desc, product_id
# limit 3

# %% [markdown]
# **Explain.** All: compare with the line below `open_shop`. A query works in this order: `from`, `where`, `group by`, `having`, *then windows*, then `order by` and `limit`. A window sees what `where` has left, and knows nothing of `limit`.
#
# ## So far
#
# An `order by` inside `over` turns the total into a **running total**: up to here. Four sales, typed by hand, are enough to see what "here" means.
#
# **Predict.** Write down the four totals.

# %% language="sql"
# -- grain: a sale
# create temp view if not exists sale as
# with typed (sale_id, day, cents) as (
#     values (1, '11-02', 100), (2, '11-03', 200), (3, '11-03', 300), (4, '11-04', 400)
# )
# select sale_id, day, cents from typed;
#
# select sale_id, day, cents, sum(cents) over (order by day) as so_far from sale

# %% [markdown]
# **Explain.** Sale 2 already holds the money of sale 3. The rows that a window function looks at, from where it stands, are its **frame**. With `order by` and nothing else, the frame is
#
# `range between unbounded preceding and current row`
#
# `range` compares values, and takes in every row that ties with the current one. `rows` counts rows. *Unbounded preceding* is the first row of all; `rows unbounded preceding` is short for `rows between` it `and current row`.

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.frames import frames, running

with shop.engine.connect() as connection:  # as given: the rows of the view, for Python
    sales = connection.exec_driver_sql("select day, cents from sale order by sale_id").all()
words = "a bar for each sale, to the end of its frame. "
words += f"By rows each bar is a sale longer, totals {running(sales, 'rows')}. "
words += f"By range the bars of a day end together, totals {running(sales, 'range')}."
show(frames(sales), words)

# %% [markdown]
# **Predict.** The report has a row for each order line and runs by `order_date`. On how many lines is its total not that of the lines so far?
#
# (a) none: times have seconds · (b) one in a hundred · (c) one in four

# %% language="sql"
# -- grain: an order line
# create temp view if not exists report as
# select
#     order_id, line_number, order_date,
#     sum(order_amount_cents) over (order by order_date) as default_cents,
#     sum(order_amount_cents) over (
#         order by order_date, order_id, line_number rows unbounded preceding
#     ) as so_far_cents
# from order_fact;
#
# select
#     count(*) as lines,
#     count(*) filter (where default_cents <> so_far_cents) as differ,
#     round(1.0 * count(*) filter (where default_cents <> so_far_cents) / count(*), 2) as part
# from report

# %% [markdown]
# **Explain.** All lines of a basket have one time, so all but the last already hold the lines that follow, which shows where these cost anything. No message says so. Say `rows`, and end `order by` in a unique key: with `rows` alone, nobody decides which of two ties comes first.
#
# **Reconcile** the last line.

# %%
with shop.engine.connect() as connection:
    last = connection.exec_driver_sql("""
        select default_cents, so_far_cents from report order by order_id desc, line_number desc limit 1
    """).one()
assert last.default_cents == last.so_far_cents == shop.ledger["revenue_cents"]
print(f"both: {euro(last.so_far_cents)} EUR; ledger: {euro(shop.ledger['revenue_cents'])} EUR")

# %% [markdown]
# Both end right. A right total proves nothing about its parts.
#
# ## Places
#
# `row_number`, `rank` and `dense_rank` number rows. **Predict.** They number the same four sales by day. Write three columns of four numbers.

# %% language="sql"
# -- grain: a sale
# select
#     sale_id, day,
#     row_number() over (order by day, sale_id) as row_number,
#     rank() over (order by day) as rank,
#     dense_rank() over (order by day) as dense_rank
# from sale
# order by sale_id

# %% [markdown]
# **Explain.** `row_number` never gives a number twice: it needs a unique last column. `rank` is that of sport: two seconds, no third. `dense_rank` leaves no gap. So "the first three" may be three rows, or more, or many: say which.
#
# ## The newest row of each key
#
# `customer_change` has a row each time a customer's name or place is announced. You want each customer's newest. `partition by` opens a window for each customer. Ask as you would say it.

# %% language="refused"
# select customer_id, customer_name, location
# from customer_change
# where row_number() over (partition by customer_id order by changed_at desc) = 1

# %% [markdown]
# Look at the order again: when `where` chooses rows, no window has been opened. So number in one step, and filter in the next. *Note:* Databricks has `qualify`, a `where` after windows; SQLite and PostgreSQL have not.

# %% language="sql"
# -- grain: a customer
# create temp view if not exists newest as
# with numbered as (
#     select
#         customer_id, customer_name, location,
#         row_number() over (partition by customer_id order by changed_at desc) as place
#     from customer_change
# )
# select customer_id, customer_name, location from numbered where place = 1;
#
# select count(*) as newest, (select count(*) from customer_change) as announcements from newest

# %% [markdown]
# One row for each customer of the shop. `customer_dim` holds what the shop itself knows of them.
#
# **Predict.** How many of your rows differ from it?

# %% language="sql"
# -- grain: the whole table, in one row
# select
#     count(*) as customers,
#     count(*) filter (
#         where n.customer_name is not c.customer_name or n.location is not c.location
#     ) as wrong
# from customer_dim as c
# inner join newest as n on n.customer_id = c.customer_id

# %% [markdown]
# **Explain.** Some customers correct themselves within the second. Two rows are the newest, and `row_number` takes either. The count of rows cannot tell.
#
# `change_id` grows with each announcement. As last column it breaks every tie. Remember this query as **`keep_latest`**: you write it again in each week.

# %% language="sql"
# -- grain: a customer
# create temp view if not exists latest as
# with numbered as (
#     select
#         customer_id, customer_name, location,
#         row_number() over (partition by customer_id order by changed_at desc, change_id desc) as place
#     from customer_change
# )
# select customer_id, customer_name, location from numbered where place = 1

# %%
with shop.engine.connect() as connection:
    equal_rows = connection.exec_driver_sql("""
        select count(*)
        from customer_dim as c
        inner join latest as l on l.customer_id = c.customer_id
            and l.customer_name is c.customer_name and l.location is c.location
    """).scalar()
assert equal_rows == shop.ledger["customers"]
print(f"{equal_rows:,} customers equal, of {shop.ledger['customers']:,}")

# %% [markdown]
# ## The row before
#
# `lag(x)` gives `x` of the row before, `lead(x)` of the row after. Before and after are what `order by` says; without it, SQLite takes rows as they lie, and is silent. `window` gives a name to what two functions share.
#
# **Predict.** `differs` counts rows whose place is not that of the row before. It is
#
# (a) the moves · (b) too few · (c) too many

# %% language="sql"
# -- grain: the whole table, in one row
# with step as (
#     select
#         location, lag(location) over history as location_before, row_number() over history as place
#     from customer_change
#     window history as (partition by customer_id order by changed_at, change_id)
# )
# select
#     count(*) filter (where location is not location_before) as differs,
#     count(*) filter (where place > 1 and location is not location_before) as moves
# from step

# %% [markdown]
# **Explain.** Too many. A customer's first row has none before it, so `lag` is NULL, as if the place had been unknown.
#
# **Break it.** Replace `partition by customer_id order by` with `order by customer_id,` and run again. Before you do: what is before a customer's first row?
#
# <details><summary>Answer</summary>
#
# The last row of another customer. It looks like a move. And `place > 1` spares only one row of the shop.</details>

# %% [markdown]
# ## Seven days
#
# A frame may be narrow: `rows between 6 preceding and current row` holds seven rows. You want the seven-day average of the product that sells on the fewest days.

# %% language="sql"
# -- grain: a day on which the product sold
# create temp view if not exists rare as
# select date(order_date) as day, sum(quantity) as pieces
# from order_fact
# where product_id = (
#     select product_id from order_fact
#     group by product_id
#     order by count(distinct date(order_date)), product_id
#     limit 1
# )
# group by day;
#
# select day, pieces from rare order by day limit 3

# %% [markdown]
# **Predict.** Over how many days can its seven rows reach?

# %% language="sql"
# -- grain: a day on which the product sold
# with moving as (
#     select day, min(day) over seven as from_day, round(avg(pieces) over seven, 2) as mean_pieces
#     from rare
#     window seven as (order by day rows between 6 preceding and current row)
# )
# select
#     from_day, day, mean_pieces,
#     (select count(*) from date_dim where date_on between from_day and day) as days
# from moving
# order by days desc, day
# limit 3

# %% [markdown]
# **Explain.** Seven rows are not seven days: a day of nothing has no row, so the frame reaches further back, and the mean has no zeros in it. Start from the calendar.

# %% language="sql"
# -- grain: a day
# create temp view if not exists moving as
# select
#     d.date_on, coalesce(r.pieces, 0) as pieces, min(d.date_on) over seven as from_day,
#     count(*) over seven as days, round(avg(coalesce(r.pieces, 0)) over seven, 2) as mean_pieces
# from date_dim as d
# left join rare as r on r.day = d.date_on
# window seven as (order by d.date_on rows between 6 preceding and current row);
#
# select date_on, pieces, from_day, days, mean_pieces from moving order by date_on limit 8

# %% [markdown]
# Look at `days`: the first six frames are short. Keep rows with `days = 7`, in a next step.
#
# **No `date_dim`?** Make days, as in 1.04. The part before `union all` gives the first row. The part below it takes what was new last time, and makes the next. When nothing new comes, it ends. *Warning:* without its `where` it never does.

# %% language="sql"
# -- grain: the whole calendar, in one row
# with recursive calendar (day) as (
#     select '2026-11-02'
#     union all
#     select date(day, '+1 day') from calendar where day < '2026-11-29'
# )
# select count(*) as days, min(day) as first_day, max(day) as last_day, count(d.date_on) as in_date_dim
# from calendar as c
# left join date_dim as d on d.date_on = c.day

# %% [markdown]
# In this notebook you:
#
# - **wrote** queries as named steps
# - **computed** shares, running totals, ranks and values of the row before
# - **predicted** what a frame holds where rows tie
# - **kept** the newest row of each key, and proved it
#
# One trade-off: a window sorts its rows, all of them, for each different `order by`. Where one total is enough, `group by` costs less.
#
# Exercise: [1.08](exercises/08_windows.ipynb) · Next: [1.09 Customer behaviour](09_customer_behaviour.ipynb) · Again in 1.10: `lead` closes a version
#
# Read: *Window Functions*, in SQLite's own documentation, on frame specifications: https://sqlite.org/windowfunctions.html
