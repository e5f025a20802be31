# %% [markdown] minutes=50 lane="python" path="fast" needs=["1.02"]
# # 1.03 Query
#
# The owner of the shop writes five thank-you cards, for large orders of the first week. Which five, and is none missing?
#
# *50 minutes · lane python: no Java · needs 1.02*
#
# After this notebook you can:
#
# - **choose** columns and rows, and say what one row of the result is
# - **compute** with cents, text and dates, and lose nothing on the way
# - **sort** so that a limit gives the same rows every time
# - **prove** by counting that a filter has lost no row

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. Which column of <code>order_fact</code> do you calculate with: <code>order_amount</code> or <code>order_amount_cents</code>?</summary>
#
# The cents. `order_amount` is for reading: a binary fraction cannot hold most decimals exactly.</details>
#
# <details><summary>2. What is <code>null = null</code>?</summary>
#
# Neither true nor false: unknown.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# `select` names columns, `from` the table, `as` gives a column another name in the result. `limit 3` stops after three rows. What follows `--` is for people.
#
# The **grain** says what one row of the result is. Write it down first, in words.

# %% language="sql"
# -- grain: an order
# select order_id, customer_id, quantity, order_amount_cents as cents, order_date
# from order_fact
# limit 3

# %% [markdown]
# ## Compute
#
# **Predict.** The owner thinks in euro, so you divide by 100. What will the first row show?
#
# (a) its euro with two decimals · (b) the nearest whole euro · (c) the whole euro, the rest cut off

# %% language="sql"
# -- grain: an order
# select order_id, order_amount_cents as cents, order_amount_cents / 100 as euro
# from order_fact
# limit 3

# %% [markdown]
# **Explain.** A whole number divided by a whole number is a whole number: `5 / 2` is 2, and 199 cents are 1 euro. The rest is cut off, without a word. `100.0` keeps it. (Spark's `/` always keeps it: the same text gives another answer there.)
#
# So calculate in whole cents, and divide by 100.0 last, for display (a last zero is not shown: 9.90 appears as 9.9). What does one piece cost? That stays in whole cents if the division leaves no rest. Count the orders where it leaves one: `<>` means *not equal*.

# %% language="sql"
# -- grain: the whole table, in one row
# select count(*) as orders_with_a_rest
# from order_fact
# where order_amount_cents / quantity * quantity <> order_amount_cents

# %% language="sql"
# -- grain: an order of more than one piece
# select order_id, quantity, order_amount_cents / 100.0 as euro, order_amount_cents / quantity as unit_cents
# from order_fact
# where quantity > 1
# limit 3

# %% [markdown]
# ## Sort
#
# Until now `limit 3` gave you *any* three rows. `order by` sorts first; `desc` puts the largest at the top.

# %% language="sql"
# -- grain: an order; the three with the most pieces
# select order_id, quantity, order_date
# from order_fact
# order by quantity desc
# limit 3

# %% [markdown]
# **Break it.** A colleague adds an index, a list of the rows by quantity, as at the back of a book (1.11). No row changes. Then the same query again. Before you run: will you see the same three orders?

# %% language="sql"
# create index if not exists by_quantity on order_fact (quantity);
#
# -- grain: an order; the three with the most pieces
# select order_id, quantity, order_date
# from order_fact
# order by quantity desc
# limit 3

# %% [markdown]
# Three other orders, and both answers are right: many more orders have as many pieces. Among equals the database may choose, and it chooses whatever is nearest.
#
# Go on sorting until no two rows are equal. A **total order** ends with a unique key. `desc` belongs to the one column before it.

# %% language="sql"
# drop index if exists by_quantity;
#
# -- grain: an order; most pieces first, then the dearest, then the earliest number
# select order_id, quantity, order_amount_cents / 100.0 as euro
# from order_fact
# order by quantity desc, order_amount_cents desc, order_id
# limit 3

# %% [markdown]
# ## Filter
#
# "Large", says the owner, is an order of three or four pieces, for 200 euro or more.
#
# **Predict.** You write it as she says it, and sort by amount, the smallest first. How much does the first row cost?
#
# (a) 200 euro or a little more · (b) less than 200 euro

# %% language="sql"
# -- grain: an order
# select order_id, quantity, order_amount_cents / 100.0 as euro
# from order_fact
# where quantity = 3 or quantity = 4 and order_amount_cents >= 20000
# order by order_amount_cents, order_id
# limit 3

# %% [markdown]
# **Explain.** `and` binds tighter than `or`, as times binds tighter than plus. SQL read: three pieces at any price, or else four pieces for 200 euro. Parentheses say what you mean; here `quantity in (3, 4)` does, too, and so does `quantity between 3 and 4`, both ends included.
#
# Then count both sides. `not` turns a condition round; `union all` puts results below each other.

# %% language="sql"
# -- grain: a side of the filter
# select 'large' as side, count(*) as orders from order_fact
# where quantity in (3, 4) and order_amount_cents >= 20000
# union all
# select 'not large', count(*) from order_fact
# where not (quantity in (3, 4) and order_amount_cents >= 20000)
# union all
# select 'all', count(*) from order_fact

# %% [markdown]
# The two sides make the whole: no row is lost. Keep this check. It will fail once.
#
# ## Dates
#
# `order_date` is text, year first, every part with all its digits. So text order is time order, and you compare dates like numbers.
#
# **Predict.** The first week goes from Monday, 2026-11-02, to Sunday, 2026-11-08. Which days does this `between` hold?
#
# (a) all seven · (b) Monday to Saturday · (c) Tuesday to Saturday

# %% language="sql"
# -- grain: an order; the last three of the week
# select order_id, order_date
# from order_fact
# where order_date between '2026-11-02' and '2026-11-08'
# order by order_date desc, order_id desc
# limit 3

# %% [markdown]
# **Explain.** Saturday night, and no Sunday. Text is compared letter by letter, as in a dictionary. `2026-11-08 09:15:00` begins like `2026-11-08` and goes on, so it comes after it. As a time, `'2026-11-08'` is midnight, when Sunday begins.
#
# Ask for a **half-open range**: from the start, and *before* the start of what follows. No last second to think of, and the next week begins where this one ends.

# %% language="sql"
# -- grain: a way to ask for the first week
# select 'between' as way, count(*) as orders from order_fact
# where order_date between '2026-11-02' and '2026-11-08'
# union all
# select 'half-open', count(*) from order_fact
# where order_date >= '2026-11-02' and order_date < '2026-11-09'

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.first_week import first_week, orders_by_day

counts = orders_by_day(shop.engine)
words = f"a bar for each day. Between ends at the midnight before Sunday and loses {counts[6]:,} orders; "
words += "the half-open range ends at the midnight after Sunday, and all seven days are in it."
show(first_week(counts), words)

# %% [markdown]
# ## Pieces of text
#
# `date` gives the day of a moment, `strftime('%H', ...)` its hour. `substr(text, start, length)` cuts a piece out of any text. All three give text.

# %% language="sql"
# -- grain: an order of the first Sunday, from six in the evening on
# select
#     order_id,
#     date(order_date) as day,
#     substr(order_date, 6, 5) as month_and_day,
#     strftime('%H', order_date) as hour
# from order_fact
# where date(order_date) = '2026-11-08' and strftime('%H', order_date) >= '18'
# order by order_date, order_id
# limit 3

# %% [markdown]
# *Warning*: the quotes around `'18'` matter. SQLite puts every text after every number: compared with 18, each hour of the day passes, and there is no error.
#
# *Cost*: a function around a column is worked out for every row. A range on the bare column can use an index (1.11).
#
# `||` joins texts. `like` compares with a pattern, in which `%` stands for any text.

# %% language="sql"
# -- grain: a product whose name begins with "mug"
# select
#     product_id || ': ' || lower(product_name) as label,
#     length(product_name) as letters,
#     product_name = 'mug, large' as is_equal
# from product_dim
# where product_name like 'mug%'
# order by product_id

# %% [markdown]
# The shop writes `Mug`, the pattern says `mug`. In SQLite `like` does not tell capitals from small letters, but from a to z only: `'évora'` does not find `Évora`. In PostgreSQL and Spark it tells them apart. `=` always does, here and there: `is_equal` is 0, false, also for the large mug. True is 1.
#
# ## What is not there
#
# A friend hands out the cards in Porto. All others go by post.
#
# **Predict.** The customers with `location = 'Porto'` plus those with `location <> 'Porto'` make
#
# (a) all · (b) fewer than all · (c) more than all

# %% language="sql"
# -- grain: a side of the filter
# select 'Porto' as side, count(*) as customers from customer_dim where location = 'Porto'
# union all
# select 'not Porto', count(*) from customer_dim where location <> 'Porto'
# union all
# select 'all', count(*) from customer_dim

# %% [markdown]
# Your check fails. Ask for the verdicts of both conditions. `distinct` gives equal rows only once.

# %% language="sql"
# -- grain: a pair of verdicts that occurs
# select distinct location = 'Porto' as is_porto, location <> 'Porto' as is_not_porto
# from customer_dim
# order by is_porto

# %% [markdown]
# **Explain.** Some customers have no location: there is NULL, no value. Every comparison with NULL is unknown, `<>` as much as `=`, and `where` keeps only what is true. Such a customer is on neither side.
#
# Even `= null` is never true. `is null` asks for what is missing, `is not null` for what is there.

# %% language="sql"
# -- grain: a condition
# select '= null' as condition, count(*) as customers from customer_dim where location = null
# union all
# select 'is null', count(*) from customer_dim where location is null
# union all
# select 'by post', count(*) from customer_dim where location <> 'Porto' or location is null

# %% [markdown]
# With the unknown, "by post" and Porto make all. Whether a customer without an address *can* get post, no query decides: ask the owner.
#
# Now her five orders. You have met each line of the query. A guest has no `customer_id` and no address, so guests are left out, on purpose.

# %% language="sql"
# -- grain: an order that gets a card; the dearest first
# select order_id, customer_id, quantity, order_amount_cents / 100.0 as euro, date(order_date) as day
# from order_fact
# where order_date >= '2026-11-02' and order_date < '2026-11-09'
#     and quantity in (3, 4) and order_amount_cents >= 20000
#     and customer_id is not null
# order by order_amount_cents desc, order_id
# limit 5

# %% [markdown]
# **Reconcile.** Half-open weeks share no order and leave none out. So four of them hold what the ledger holds. Here Python sends the query and adds up.

# %%
four_weeks = """
    select count(*) from order_fact where order_date >= '2026-11-02' and order_date < '2026-11-09'
    union all select count(*) from order_fact where order_date >= '2026-11-09' and order_date < '2026-11-16'
    union all select count(*) from order_fact where order_date >= '2026-11-16' and order_date < '2026-11-23'
    union all select count(*) from order_fact where order_date >= '2026-11-23' and order_date < '2026-11-30'
"""
with shop.engine.connect() as connection:
    weeks = connection.exec_driver_sql(four_weeks).scalars().all()
print(f"{sum(weeks):,} orders in four weeks, {shop.ledger['orders']:,} in the ledger")
assert sum(weeks) == shop.ledger["orders"]

# %% [markdown]
# In this notebook you:
#
# - **chose** columns and rows, and said what one row of the result is
# - **computed** with cents, text and dates, and lost nothing on the way
# - **sorted** so that a limit gives the same rows every time
# - **proved** by counting that a filter has lost no row
#
# One trade-off: a total order makes a limit repeatable, not fair. Where the fifth order and the sixth cost the same, the lower number wins, every time. And sorting costs: where any three rows will do, leave it out.
#
# Exercise: [exercises/03_query.ipynb](exercises/03_query.ipynb) · Next: [1.04 Group and NULL](04_group_and_null.ipynb)
#
# Read: Edsger W. Dijkstra, *Why numbering should start at zero*, EWD 831, 1982: two pages on why ranges are half-open.
