# %% [markdown] minutes=55 lane="python" path="fast" needs=["1.03"]
# # 1.04 Group and NULL
#
# What does the shop sell on a day, and whom does a total leave out without a word?
#
# *55 minutes · lane python: no Java · needs 1.03*
#
# After this notebook you can:
#
# - **predict** what NULL does to `where`, `not`, `count` and `avg`
# - **group** rows, and filter rows before and groups after
# - **tell** an average from an average of averages
# - **find** the days on which nothing was sold

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. Times are text such as <code>2026-11-07 18:03:12</code>. Which expression gives the day?</summary>
#
# `date(order_date)`, or its first ten characters: `substr(order_date, 1, 10)`.</details>
#
# <details><summary>2. Why did <code>location &lt;&gt; 'Porto'</code> lose customers?</summary>
#
# Some have no location. A comparison with NULL is unknown, and `where` keeps only what is true.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% language="sql"
# -- grain: the whole table, in one row
# select
#     count(*) as orders,
#     sum(quantity) as pieces,
#     max(quantity) as most_pieces,
#     round(avg(order_amount_cents) / 100, 2) as mean_order_eur
# from order_fact

# %% [markdown]
# `count`, `sum`, `max` and `avg`, the mean, are **aggregate functions**: many rows in, one value out. A mean is never a whole number to SQLite, so `avg(...) / 100` keeps its cents. `filter (where ...)` behind one lets it see only some rows, so one row can compare several counts.
#
# `<>` lost the customers without a location. A colleague has a repair: "The others are those who are *not* in Porto."
#
# **Predict.** `porto` and `not_porto` together make
#
# (a) all customers · (b) too few, as with `<>` · (c) too many

# %% language="sql"
# -- grain: the whole table, in one row
# select
#     count(*) filter (where location = 'Porto') as porto,
#     count(*) filter (where location <> 'Porto') as other,
#     count(*) filter (where not (location = 'Porto')) as not_porto,
#     count(*) as customers
# from customer_dim

# %% [markdown]
# **Explain.** Too few, and the same few. NULL means *nobody knows*. `not` turns true into false and false into true; **unknown**, the third truth value, stays unknown. If nobody knows whether it rains, nobody knows whether it is dry. `filter`, like `where`, keeps only what is true.
#
# `and` and `or` ask: *would the answer be the same, whatever the unknown turns out to be?* If so, it is known.
#
# **Predict.** SQLite writes true as 1, false as 0, unknown as NULL. Write down the five results.

# %% language="sql"
# select
#     not null as not_unknown,
#     null and 1 as unknown_and_true,
#     null and 0 as unknown_and_false,
#     null or 1 as unknown_or_true,
#     null or 0 as unknown_or_false

# %% [markdown]
# **Explain.** Something and false is false, whatever it is. Something or true is true. The other three depend on what nobody knows.
#
# So `or location is null` rescues the customers without a location: for them its side is true. `is not` does it in one word. `is` and `is not` treat NULL as a value like others, and never answer unknown.

# %% language="sql"
# select
#     count(*) filter (where location = 'Porto') as porto,
#     count(*) filter (where location <> 'Porto' or location is null) as in_words,
#     count(*) filter (where location is not 'Porto') as in_one_word,
#     count(*) as customers
# from customer_dim

# %% [markdown]
# Porto and the others now add up. *Note:* other databases write this `is not` as `is distinct from`; newer versions of SQLite know both.
#
# **Predict.** Three counts over the same table. Order them by size before you run.

# %% language="sql"
# select
#     count(*) as by_row,
#     count(location) as by_value,
#     count(distinct location) as by_place
# from customer_dim

# %% [markdown]
# **Explain.** `count(*)` counts rows. `count(location)` counts rows whose location is known: all aggregates but `count(*)` pass over NULL. `distinct` counts equal values once.
#
# Passing over matters most for `avg`. `case when c then x end` gives `x` where `c` is true, and NULL elsewhere; `else` names another value. Guests have no `customer_id`.
#
# **Predict.** Which columns are equal: the sums, the means, both, neither?

# %% language="sql"
# select
#     sum(case when customer_id is null then order_amount_cents end) as sum_null,
#     sum(case when customer_id is null then order_amount_cents else 0 end) as sum_zero,
#     round(avg(case when customer_id is null then order_amount_cents end)) as mean_null,
#     round(avg(case when customer_id is null then order_amount_cents else 0 end)) as mean_zero
# from order_fact

# %% [markdown]
# **Explain.** A zero changes no sum. It changes a mean: `avg` divides by the number of values it sees. `mean_null` is the mean guest order. `mean_zero` divides guests' cents by everybody's orders.
#
# `coalesce(a, b)` gives the first that is not NULL. Use it where NULL *means* zero: a sum over no rows is NULL, and a report wants 0. Unknown is not zero.

# %% [markdown]
# ## Groups
#
# `group by` puts rows with the same value into a group. Each group becomes one row, and each aggregate sees one group. So it sets the grain.
#
# **Predict.** The last two columns want to be the guests' part of the orders. What differs?

# %% language="sql"
# -- grain: a number of pieces
# select
#     quantity,
#     count(*) as orders,
#     round(avg(order_amount_cents) / 100, 2) as mean_order_eur,
#     count(*) filter (where customer_id is null) / count(*) as guests,
#     round(1.0 * count(*) filter (where customer_id is null) / count(*), 3) as guest_share
# from order_fact
# group by quantity
# order by quantity

# %% [markdown]
# **Explain.** Two whole numbers again: the rest is cut off, and a part of a whole becomes 0. Begin every rate with `1.0 *`.
#
# **Predict.** The shop's best customer: how many orders?

# %% language="sql"
# -- grain: a customer?
# select customer_id, count(*) as orders
# from order_fact
# group by customer_id
# order by orders desc, customer_id
# limit 3

# %% [markdown]
# **Explain.** The winner is nobody. `null = null` is unknown, yet `group by` puts all NULLs into one group of their own. All guests became one giant.
#
# `where` drops rows before there are groups. `having` drops groups afterwards. `where count(*) >= 130` is an error: a row has no count.

# %% language="sql"
# -- grain: a customer with at least 130 orders
# select customer_id, count(*) as orders
# from order_fact
# where customer_id is not null
# group by customer_id
# having count(*) >= 130
# order by orders desc, customer_id

# %% [markdown]
# NULLs are one group in every column. `coalesce` gives that group a name.
#
# **Predict.** There are many products in a category. Which one will `product_name` show?

# %% language="sql"
# -- grain: a category
# select coalesce(category, '(none)') as category_or_none, product_name, count(*) as products
# from product_dim
# group by category_or_none
# order by products desc, category_or_none

# %% [markdown]
# **Explain.** Any one. `product_name` stands neither in `group by` nor in an aggregate, so the group has many values for it. SQLite shows that of some row, without a word; PostgreSQL and Spark refuse. Select only what you group by, and aggregates.
#
# ## An average of averages
#
# Back to the table by quantity. A manager adds up its means and divides by the number of its rows.
#
# **Predict.** The result is the shop's mean order from the first table, or lower, or higher?

# %% language="sql"
# -- grain: the whole table, in one row
# select
#     round(avg(mean_cents) / 100, 2) as mean_of_means_eur,
#     round(1.0 * sum(cents) / sum(orders) / 100, 2) as mean_order_eur
# from (
#     select avg(order_amount_cents) as mean_cents, sum(order_amount_cents) as cents, count(*) as orders
#     from order_fact
#     group by quantity
# )

# %% [markdown]
# **Explain.** Much higher. (A query in brackets may stand where a table stands.) In a mean of means each *group* has one vote, so the few large orders weigh as much as the many small ones. In the second column each *order* has one vote.
#
# Keep sums and counts, and divide last. A mean cannot be averaged again.

# %% [markdown]
# ## Days of nothing
#
# Which product sells on the fewest days? A query in brackets may also stand where one number stands: here, the number of the shop's days. `create temp view rarest as` keeps the query under a name, to be asked like a table.

# %% language="sql"
# -- grain: the product that sells on the fewest days
# create temp view if not exists rarest as
# select
#     product_id,
#     count(*) as orders,
#     count(distinct date(order_date)) as days_sold,
#     (select count(distinct date(order_date)) from order_fact) as days
# from order_fact
# group by product_id
# order by days_sold, product_id
# limit 1;
# select product_id, orders, days_sold, days from rarest

# %% [markdown]
# **Predict.** You count its orders by day, then average the counts. The mean per day is
#
# (a) right · (b) too low · (c) too high

# %% language="sql"
# -- grain: the rows in brackets, in one row
# select count(*) as rows_found, round(avg(orders), 2) as mean_of_rows
# from (
#     select date(order_date) as day, count(*) as orders
#     from order_fact
#     where product_id = (select product_id from rarest)
#     group by day
# )

# %% [markdown]
# **Explain.** Too high. A day without an order has no row, so nothing is there to make a group. It is not even NULL. Yet zero is an answer.
#
# The repair: group rows that are there, the orders of all products, and count this product within. A day on which only others sold now shows a zero.

# %% language="sql"
# -- grain: a day
# create temp view if not exists by_day as
# select
#     date(order_date) as day,
#     count(*) filter (where product_id = (select product_id from rarest)) as orders,
#     sum(order_amount_cents) as shop_cents
# from order_fact
# group by day;
#
# select count(*) as days, count(*) filter (where orders = 0) as empty, round(avg(orders), 2) as mean_of_days
# from by_day

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.days_of_nothing import averages, days_of_nothing

with shop.engine.connect() as connection:  # as given: the rows of the view, for Python
    by_day = connection.exec_driver_sql("select day, orders, shop_cents from by_day order by day").all()
of_rows, of_days = averages(by_day)
words = f"a bar for each day, crosses where nothing was sold. The average of the rows is {of_rows:.2f}, "
words += f"that of all {len(by_day)} days {of_days:.2f}: the crosses pull the line down."
show(days_of_nothing(by_day), words)

# %% [markdown]
# *Note:* a day on which the whole shop sold nothing would still be missing. Then compare with a list of days that comes from no order. Read its first part as given: one day, and again the next, until the last (1.08 explains it).

# %% language="sql"
# -- grain: a day without an order for the product
# with recursive calendar (day) as (
#     select '2026-11-02'
#     union all
#     select date(day, '+1 day') from calendar where day < '2026-11-29'
# )
# select day as day_of_nothing
# from calendar
# where day not in (
#     select date(order_date) from order_fact where product_id = (select product_id from rarest)
# )

# %% [markdown]
# **Break it.** Replace what stands in the brackets after `not in` by `'2026-11-02', null`. Before you run: which days remain?
#
# <details><summary>Answer</summary>
#
# None. For the first day `not in` is false. For every other it is unknown: the day might be the one that nobody knows.</details>

# %% [markdown]
# **Reconcile.** Grouping moves cents into days and must lose none, guests included. `by_day` holds the shop's cents, too.

# %%
cents = sum(row.shop_cents for row in by_day)
assert cents == shop.ledger["revenue_cents"]
print(f"{len(by_day)} days: {euro(cents)} EUR; ledger: {euro(shop.ledger['revenue_cents'])} EUR")

# %% [markdown]
# In this notebook you:
#
# - **predicted** what NULL does to `where`, `not`, `count` and `avg`
# - **grouped** rows, and filtered rows before and groups after
# - **told** an average from an average of averages
# - **found** the days on which nothing was sold
#
# One trade-off: NULL keeps "unknown" honest, and every query pays with a case to think of. A column that must not be unknown is better `not null`.
#
# Exercise: [exercises/04_group_and_null.ipynb](exercises/04_group_and_null.ipynb) · Next: [1.05 Joins](05_joins.ipynb)
#
# Read: E. F. Codd, *Extending the Database Relational Model to Capture More Meaning*, ACM TODS 1979: where NULL and the third truth value come from.
