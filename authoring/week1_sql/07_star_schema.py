# %% [markdown] minutes=60 lane="python" path="fast" needs=["1.05"]
# # 1.07 Star schema design
#
# A customer puts three things into one basket, and `order_fact` has no place for them. How does it get one, and no cent is lost?
#
# *60 minutes · lane python: no Java · needs 1.05*
#
# After this notebook you can:
#
# - **say** the grain of a table in one sentence, and test it by the key
# - **move** `order_fact` from order to order line, and prove that no cent is lost
# - **tell** measures that add up from those that do not
# - **design** `interaction_fact`, and compare it with orders through one date dimension

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. An order was paid at the second attempt. You join orders to attempts. How often does its amount stand in the result?</summary>
#
# Twice: one row is an attempt now.</details>
#
# <details><summary>2. What does <code>order_id int not null primary key</code> refuse?</summary>
#
# A missing number, and a second row with the same number.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# Sunday evening, a guest's order: products 1, 3 and 5, together 75.00 EUR. One statement writes three rows.
#
# **Predict.** Which of them does the table take?
#
# (a) all three · (b) the first · (c) none

# %% language="refused"
# insert into order_fact (order_id, product_id, quantity, order_date, order_amount_cents) values
#     (90001, 1, 2, '2026-11-29 21:30:00', 2400),
#     (90001, 3, 1, '2026-11-29 21:30:00', 4200),
#     (90001, 5, 1, '2026-11-29 21:30:00', 900)

# %% [markdown]
# **Explain.** None: a statement that fails takes back what it wrote. *One row is an order* is the grain of this table, and its **key is that sentence as a rule**. The second row would be the same order again.
#
# A colleague knows a way: no key, a row for the basket with what it cost, and a row for each product in it. An order of one product has its one row, as before.

# %% language="sql"
# create table sale (order_id int not null, product_id int, amount_cents int not null) strict;
# insert into sale (order_id, product_id, amount_cents) values
#     (90000, 2, 1500),
#     (90001, null, 7500),
#     (90001, 1, 2400), (90001, 3, 4200), (90001, 5, 900);
# select order_id, product_id, amount_cents from sale

# %% [markdown]
# **Predict.** Three departments ask the table for revenue. Finance adds up everything. Purchasing joins the products. The checkout wants orders, so rows without a product. Write three numbers. Which is true?

# %% language="sql"
# select 'finance' as department, sum(amount_cents) as revenue_cents from sale
# union all
# select 'purchasing', sum(s.amount_cents)
# from sale as s
# inner join product_dim as p on p.product_id = s.product_id
# union all
# select 'checkout', sum(amount_cents) from sale where product_id is null

# %% [markdown]
# **Explain.** 90.00 EUR were taken. Purchasing is right, until somebody sells what has no product, such as a voucher. The checkout misses order 90000, finance has the basket twice. No query has an error in it. The table says two sentences, *one row is an order* and *one row is a product in an order*: **mixed grain**. Each department reads the one it likes.
#
# One table, one grain: the finest that the source can tell. Lines add up to orders. From orders nobody gets the lines back.

# %% [markdown]
# ## Move the grain
#
# The new sentence: **one row is a line of an order**; its key has two columns. You make the new table beside the old one, copy, check, and only then swap them: a **migration**. (To begin again, run `open_shop`.)
#
# `insert into ... select` stores the rows that a query gives. An old order has one product, so its line is number 1. The colleague joins the customers, "to be sure they exist".
#
# **Predict.** The copy runs without a message. Is it complete?

# %% language="sql"
# create table order_line (
#     order_id int not null,
#     line_number int not null,
#     product_id int not null references product_dim,
#     customer_id int references customer_dim,
#     quantity int not null check (quantity > 0),
#     order_amount real generated always as (order_amount_cents / 100.0) virtual,
#     order_date text not null,
#     order_amount_cents int not null check (order_amount_cents >= 0),
#     primary key (order_id, line_number)
# ) strict

# %% language="sql"
# insert into order_line
#     (order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents)
# select o.order_id, 1, o.product_id, o.customer_id, o.quantity, o.order_date, o.order_amount_cents
# from order_fact as o
# inner join customer_dim as c on c.customer_id = o.customer_id

# %% language="sql"
# create temp view if not exists moved as
# select
#     count(*) as old_rows, count(l.order_id) as new_rows,
#     sum(o.order_amount_cents) - sum(l.order_amount_cents) as lost_cents,
#     count(*) filter (
#         where l.product_id <> o.product_id or l.quantity <> o.quantity or l.order_date <> o.order_date
#         or l.order_amount_cents <> o.order_amount_cents or l.customer_id is not o.customer_id
#     ) as unlike
# from order_fact as o
# left join order_line as l on l.order_id = o.order_id;
# select old_rows, new_rows, lost_cents, unlike from moved

# %% [markdown]
# **Explain.** The guests again: they match no customer. Nobody would have told you. The check keeps every old row by a left join, and asks what became of it.
#
# An anti-join copies what is missing. Run that cell twice: the second time it copies nothing.
#
# **Predict.** Once the copy is complete, the old table may go. Does `drop table` run?

# %% language="sql"
# insert into order_line
#     (order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents)
# select o.order_id, 1, o.product_id, o.customer_id, o.quantity, o.order_date, o.order_amount_cents
# from order_fact as o
# where not exists (select 1 from order_line as l where l.order_id = o.order_id);
# select old_rows, new_rows, lost_cents, unlike from moved

# %% language="refused"
# drop table order_fact

# %% [markdown]
# **Explain.** As many rows, no cent lost, none unlike its old one. Yet payments and refunds say `references order_fact`: they would point to nothing. They move, too.
#
# A refund is for a line, so it gets both columns. A payment is for an *order*, and `order_id` alone is no table's key any more: it stays, without a reference. The database no longer asks whether that order exists.

# %% language="sql"
# create table payment_attempt (
#     payment_id integer primary key,
#     order_id int not null,
#     amount_cents int not null check (amount_cents >= 0),
#     is_captured int not null check (is_captured in (0, 1)),
#     paid_at text not null
# ) strict;
# insert into payment_attempt (payment_id, order_id, amount_cents, is_captured, paid_at)
# select payment_id, order_id, amount_cents, is_captured, paid_at from payment_fact

# %% language="sql"
# create table refund_line (
#     refund_id integer primary key,
#     order_id int not null,
#     line_number int not null,
#     amount_cents int not null check (amount_cents >= 0),
#     refunded_at text not null,
#     foreign key (order_id, line_number) references order_line
# ) strict;
# insert into refund_line (refund_id, order_id, line_number, amount_cents, refunded_at)
# select refund_id, order_id, 1, amount_cents, refunded_at from refund_fact

# %% [markdown]
# **Reconcile** before anything is dropped, with a source that is neither table: the shop's ledger. Then drop what points to a table before the table itself. `rename to` also mends the reference in `refund_line`.

# %%
copies = {
    "revenue_cents": "select sum(order_amount_cents) from order_line",
    "captured_cents": "select sum(amount_cents) from payment_attempt where is_captured = 1",
    "refunded_cents": "select sum(amount_cents) from refund_line",
}
with shop.engine.connect() as connection:  # as given: the number of each query, for Python
    for name, query in copies.items():
        cents = connection.exec_driver_sql(query).scalar()
        print(f"{name:15} {euro(cents):>13} EUR, {cents - shop.ledger[name]} cents off the ledger")
        assert cents == shop.ledger[name]

# %% language="sql"
# drop view moved; drop table payment_fact; drop table refund_fact; drop table order_fact;
# alter table payment_attempt rename to payment_fact;
# alter table refund_line rename to refund_fact;
# alter table order_line rename to order_fact;
# insert into order_fact (order_id, line_number, product_id, quantity, order_date, order_amount_cents) values
#     (90001, 1, 1, 2, '2026-11-29 21:30:00', 2400),
#     (90001, 2, 3, 1, '2026-11-29 21:30:00', 4200), (90001, 3, 5, 1, '2026-11-29 21:30:00', 900);
# select count(*) as lines, sum(order_amount_cents) as cents from order_fact where order_id = 90001

# %% [markdown]
# ## A table of days
#
# The basket has its place. A fact with its dimensions around it is a **star**; yours still lacks a point, the day. Does that need a table? `strftime('%w', ...)` gives the weekday's number as text, and Saturday is '6'.
#
# **Predict.** A colleague's weekend is "from 6 on". How many days has it in these four weeks?

# %% language="sql"
# select strftime('%w', order_date) >= '6' as is_weekend, count(distinct date(order_date)) as days
# from order_fact
# group by is_weekend

# %% [markdown]
# **Explain.** Four, not eight: for this function Sunday is '0'. In another database the week begins elsewhere, and the next colleague writes another rule.
#
# A **date dimension** says it once: one row is a day, 1 is Monday, 7 is Sunday. It also holds what no function knows, such as holidays. The list of days is that of 1.04, as given; `%` is the rest of a division.

# %% language="sql"
# create table date_dim (
#     date_on text not null primary key,
#     weekday int not null check (weekday between 1 and 7),
#     is_weekend int not null check (is_weekend = (weekday >= 6))
# ) strict;
# insert into date_dim (date_on, weekday, is_weekend)
# with recursive calendar (day) as (
#     select '2026-11-02' union all select date(day, '+1 day') from calendar where day < '2026-11-29'
# )
# select day, (strftime('%w', day) + 6) % 7 + 1, strftime('%w', day) in ('0', '6') from calendar;
# select is_weekend, count(*) as days from date_dim group by is_weekend

# %% [markdown]
# *Warning:* an inner join to it loses the sales of a day that it does not have. Yours has every day; a real one is filled years ahead.
#
# ## What adds up
#
# A number in a fact is a **measure**. Your table has one basket. Here are four weeks in which everybody bought in baskets: the same lines, the same cents. Its `order_fact` also says in which visit an order came, and a refund may be for several lines.
#
# **Predict.** A report was right while a row was an order. Which of its four numbers are right now?

# %%
before = shop
shop = open_shop(seed, books="baskets")
assert shop.ledger["revenue_cents"] == before.ledger["revenue_cents"]
print(shop)

# %% language="sql"
# select
#     count(*) as orders,
#     sum(quantity) as pieces,
#     round(sum(order_amount_cents) / 100.0, 2) as revenue_eur,
#     round(avg(order_amount_cents) / 100, 2) as mean_order_eur
# from order_fact

# %% [markdown]
# **Explain.** Pieces and revenue. `orders` counts lines, and the mean is that of a line, too small. The report does not break, it misleads: whoever moves a grain must find its readers.
#
# **Predict.** Now orders are counted properly, by category. You add up each column. Which sums are the shop's?

# %% language="sql"
# create temp view if not exists by_category as
# select
#     p.category, count(distinct o.order_id) as orders, sum(o.quantity) as pieces,
#     sum(o.order_amount_cents) as cents
# from order_fact as o
# inner join product_dim as p on p.product_id = o.product_id
# group by p.category;
#
# select 'added up' as total, sum(orders) as orders, sum(pieces) as pieces, sum(cents) as cents from by_category
# union all
# select 'shop', count(distinct order_id), sum(quantity), sum(order_amount_cents) from order_fact

# %% [markdown]
# **Explain.** Cents and pieces belong to one line, and a line to one category: they are **additive**, along every dimension. An order with two categories counts in both. Orders add up along days, as an order has one day; customers do not, for they come back.
#
# Means, prices and percentages add up along nothing, and their mean is 1.04's mean of means. Keep what adds up, and divide last: the mean order is `1.0 * sum(order_amount_cents) / count(distinct order_id)`.

# %% [markdown]
# ## A second fact
#
# The shop also notes what visitors do, visit by visit (a *session*). One row could be
#
# 1. a session
# 2. a product in a session, looked at or put into the cart
# 3. one act: a look, or a product put into the cart
#
# Ask what was looked at and never bought, and sentence 1 fails. Ask at what hour people look, and 2 fails: a row for several looks has no single time.
#
# **Predict.** How many acts would `primary key (session_id, product_id, kind)` refuse?
#
# (a) none · (b) a few · (c) thousands

# %% language="sql"
# select count(*) as acts, count(*) - (
#     select count(*) from (select distinct session_id, product_id, kind from interaction_fact)
# ) as refused
# from interaction_fact

# %% [markdown]
# **Explain.** People look twice. That key is sentence 2 as a rule. Two acts may even have the same second, so `interaction_fact` numbers its rows itself: `integer primary key`. It has no amount: you count rows. Nor does an order belong in it as a third `kind`: that is another sentence.
#
# A dimension with one key and one meaning for several facts is **conformed**. Through it you compare two facts, each first brought to the same grain (1.05):

# %% language="sql"
# -- grain: working days, or weekends
# select i.is_weekend, i.looks, o.lines, round(100.0 * o.lines / i.looks, 1) as lines_per_100_looks
# from (
#     select d.is_weekend, count(*) as looks from interaction_fact as f
#     inner join date_dim as d on d.date_on = date(f.event_at)
#     where f.kind = 'view' group by d.is_weekend
# ) as i
# inner join (
#     select d.is_weekend, count(*) as lines from order_fact as f
#     inner join date_dim as d on d.date_on = date(f.order_date) group by d.is_weekend
# ) as o on o.is_weekend = i.is_weekend

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.star import INTERACTIONS, ORDERS, in_words, stars

show(stars(ORDERS, INTERACTIONS), in_words(ORDERS, INTERACTIONS))

# %% [markdown]
# In this notebook you:
#
# - **said** the grain of a table in one sentence, and tested it by the key
# - **moved** `order_fact` from order to order line, and proved that no cent was lost
# - **told** measures that add up from those that do not
# - **designed** `interaction_fact`, and compared it with orders through one date dimension
#
# One trade-off: the finest grain has the most rows, and each reader who wants orders must group. A view with one row an order saves them that, if its name says so.
#
# Exercise: [1.07](exercises/07_star_schema.ipynb) · Next: [1.08 Windows](08_windows.ipynb)
#
# Read: Ralph Kimball and Margy Ross, *The Data Warehouse Toolkit*, third edition, 2013, chapter 3: four steps from a business process to a star.
