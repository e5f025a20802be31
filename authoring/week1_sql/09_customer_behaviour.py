# %% [markdown] minutes=60 lane="python" path="core" needs=["1.08"]
# # 1.09 Customer behaviour
#
# Who comes back, and at which step do visitors leave? The shop's first report says that more people order a product than put it into a cart.
#
# *60 minutes · lane python: no Java · needs 1.08*
#
# After this notebook you can:
#
# - **compute** a repeat interval and a cohort table
# - **build** a funnel per product that cannot grow, and list what was viewed and never bought
# - **count** what is bought together, each pair once
# - **cut** sessions from gaps, and compare them with the shop's own

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. What does <code>lag(day)</code> give for a customer's first row?</summary>
#
# NULL, if the window is partitioned by customer: nothing stands before it. Today you decide what that NULL means.</details>
#
# <details><summary>2. Somebody buys a mug and a lamp at once. How many rows has <code>order_fact</code>?</summary>
#
# Two, with one `order_id`: its grain is a line.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
print(shop)

# %% [markdown]
# ## Coming back
#
# How many days pass until a customer orders again? This is the **repeat interval**. A colleague takes `order_fact` as it is, and asks `lag` for the row before.
#
# **Predict.** The mean is
#
# (a) right · (b) too short · (c) too long

# %% language="sql"
# -- grain: the whole table, in one row
# with step as (
#     select
#         order_id, lag(order_id) over history as order_before,
#         julianday(date(order_date)) - julianday(lag(date(order_date)) over history) as days
#     from order_fact
#     where customer_id is not null
#     window history as (partition by customer_id order by order_date, order_id, line_number)
# )
# select
#     round(avg(days), 2) as mean_days, count(days) as intervals,
#     sum(order_id = order_before) as within_one_order
# from step

# %% [markdown]
# **Explain.** Too short. From a line to the next of the same order, no day passes. First make one row an order; the window then sees groups. `julianday` counts days, and of two dates the difference is whole. (PostgreSQL subtracts dates directly.)

# %% language="sql"
# -- grain: an order of a known customer
# create temp view if not exists customer_order as
# select
#     order_id, customer_id, date(order_date) as day, sum(order_amount_cents) as cents,
#     julianday(date(order_date)) - julianday(lag(date(order_date)) over history) as days
# from order_fact
# where customer_id is not null
# group by order_id, customer_id, order_date
# window history as (partition by customer_id order by order_date, order_id);
#
# select customer_id, order_id, day, days from customer_order order by customer_id desc, order_id limit 5

# %% [markdown]
# A first order has no interval. Three people compute the mean: one over all intervals; one writes 0 for the NULLs; one takes each customer's own mean first.
#
# **Predict.** Put the three in order of size.

# %% language="sql"
# -- grain: the whole table, in one row
# with each as (
#     select customer_id, count(*) as orders, sum(days) as days, avg(days) as mean_days
#     from customer_order
#     group by customer_id
# )
# select
#     round(sum(days) / sum(orders - 1), 2) as of_intervals, round(sum(days) / sum(orders), 2) as null_as_0,
#     round(avg(mean_days), 2) as of_customers, count(*) filter (where orders = 1) as ordered_once
# from each

# %% [markdown]
# **Explain.** A 0 says "again on the same day". Nobody knows that of who ordered once: the NULL stays out.
#
# The other two are right. Over intervals, a customer with 40 orders has 39 votes: *how long until the next order?* Over customers, each has one vote: *how long does a customer wait?* Print beside them how many ordered once; neither mean holds these.

# %% [markdown]
# ## Cohorts
#
# A **cohort** is the customers who first ordered in the same week. On 2 November the books begin, so in week 0 everybody seems new. A colleague leaves that week out, and counts the new customers of the others.
#
# **Predict.** Week 0 has some hundreds. Week 1 has about as many, or half, or fewer?

# %% language="sql"
# -- grain: a cohort
# create temp view if not exists weekly as
# select customer_id, cents, cast((julianday(day) - julianday('2026-11-02')) / 7 as integer) as week
# from customer_order;
#
# with first_seen as (
#     select customer_id, min(week) as cohort from weekly where week >= 1 group by customer_id
# )
# select cohort, count(*) as new_customers from first_seen group by cohort order by cohort

# %% [markdown]
# **Explain.** About as many, and most of them are old: without week 0, their second order looks like their first. Compare with `customers` below.
#
# **Find the first order among all orders, then filter.** With the cohort beside each order, the table is a count.

# %% language="sql"
# -- grain: a cohort
# create temp view if not exists cohort_table as
# with told as (
#     select customer_id, week, min(week) over (partition by customer_id) as cohort from weekly
# )
# select
#     cohort, count(distinct customer_id) as customers,
#     count(distinct customer_id) filter (where week = cohort + 1) as a_week_later,
#     count(distinct customer_id) filter (where week = cohort + 2) as two_later,
#     count(distinct customer_id) filter (where week = cohort + 3) as three_later
# from told
# group by cohort;
#
# select cohort, customers, a_week_later, two_later, three_later from cohort_table order by cohort

# %% [markdown]
# *Warning:* the zeros at the lower right are weeks that have not come: nobody left. And cohort 0 holds no beginners, but everybody who bought before the books began and still does. Those come often.
#
# ## A funnel
#
# `interaction_fact` has a row each time somebody views a product or puts it into the cart. A **funnel** counts who reaches each step, and each step is a part of the one before. A report on product 1 shows viewers, carts and order lines.
#
# **Predict.** Which is the largest?

# %% language="sql"
# -- grain: product 1, in one row
# select
#     count(distinct customer_id) filter (where kind = 'view') as viewers,
#     count(*) filter (where kind = 'cart') as carts,
#     (select count(*) from order_fact where product_id = 1) as order_lines
# from interaction_fact
# where product_id = 1

# %% [markdown]
# **Explain.** The funnel grows: three steps, three units. People come on many days, and guests, all NULL, are not even one of them.
#
# Choose one unit: *a session and a product*. `kind = 'cart'` is 1 or 0, so `max` says whether it ever happened (PostgreSQL: `bool_or`). An order carries its `session_id`, so the report joins by it.
#
# **Predict.** For how many of the shop's products do more sessions order than put into the cart?

# %% language="sql"
# -- grain: a session and a product; below, the whole shop
# create temp view if not exists looked as
# select session_id, product_id, max(kind = 'view') as is_viewed, max(kind = 'cart') as is_carted
# from interaction_fact
# group by session_id, product_id;
#
# with funnel as (
#     select l.product_id, sum(l.is_carted) as carted, count(o.session_id) as ordered
#     from looked as l
#     left join (select distinct session_id from order_fact) as o on o.session_id = l.session_id
#     group by l.product_id
# )
# select count(*) as products, sum(ordered > carted) as growing from funnel

# %% [markdown]
# **Explain.** The session ordered *something*, and every product that it had looked at takes the credit. The unit is a session and a product, so the join needs both. And a step is a part of the one before: `and l.is_carted = 1`.

# %% language="sql"
# -- grain: a product
# create temp view if not exists funnel as
# select
#     l.product_id, sum(l.is_viewed) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered
# from looked as l
# left join (select distinct session_id, product_id from order_fact) as o
#     on o.session_id = l.session_id and o.product_id = l.product_id and l.is_carted = 1
# group by l.product_id;
#
# select product_id, viewed, carted, ordered, round(1.0 * ordered / viewed, 3) as bought_of_viewed
# from funnel order by bought_of_viewed, product_id limit 3

# %% [markdown]
# No step grows. But is all that was bought in the funnel?

# %% language="sql"
# -- grain: the whole shop, in one row
# create temp view if not exists last_step as
# with bought as (
#     select session_id, product_id, sum(order_amount_cents) as cents
#     from order_fact
#     group by session_id, product_id
# )
# select
#     count(*) as bought, (select sum(ordered) from funnel) as in_funnel,
#     sum(l.is_carted is null) as not_carted,
#     sum(b.cents) filter (where l.is_carted is null) as not_carted_cents
# from bought as b
# left join looked as l on l.session_id = b.session_id and l.product_id = b.product_id and l.is_carted = 1;
#
# select bought, in_funnel, not_carted, not_carted_cents from last_step

# %% [markdown]
# What was in no cart cost nothing: the shop adds gifts. A funnel leaves them out, so say how many.
#
# **Reconcile.** In the funnel, and in the cohorts, with the guests whom these leave out.

# %%
guests = "(select sum(order_amount_cents) from order_fact where customer_id is null)"
with shop.engine.connect() as connection:
    ask = connection.exec_driver_sql
    step = ask("select bought, in_funnel, not_carted, not_carted_cents from last_step").one()
    growing = ask("select sum(carted > viewed or ordered > carted) from funnel").scalar()
    cents = ask(f"select sum(cents) + {guests} from weekly").scalar()
    table = ask("select customers, a_week_later from cohort_table order by cohort").all()
    seen_in_week_1 = ask("select count(distinct customer_id) from weekly where week = 1").scalar()
assert step.bought == step.in_funnel + step.not_carted
assert step.not_carted_cents == growing == 0
assert cents == shop.ledger["revenue_cents"]
assert table[1].customers < seen_in_week_1 / 2
assert table[0].a_week_later / table[0].customers > table[1].a_week_later / table[1].customers
print(f"{step.in_funnel:,} + {step.not_carted:,} gifts = {step.bought:,} bought")
print(f"cohorts and guests: {euro(cents)} EUR")

# %% [markdown]
# **Break it.** A browser blocks the script that writes views, in four sessions of five. Carts still come.
#
# **Predict.** `carted` counts by itself, `carted_of_viewed` within the step before. Which one tells you that something is broken?

# %% language="sql"
# -- grain: the whole shop, in one row
# with blocked as (
#     select session_id, product_id, max(kind = 'view') as is_viewed, max(kind = 'cart') as is_carted
#     from interaction_fact
#     where kind = 'cart' or session_id % 5 = 0
#     group by session_id, product_id
# )
# select sum(is_viewed) as viewed, sum(is_carted) as carted, sum(is_viewed and is_carted) as carted_of_viewed
# from blocked

# %% [markdown]
# **Explain.** The one that grows. Counted within, the funnel looks well, and four carts in five are gone without a word. So build the funnel that cannot grow, and beside it count what skipped a step.
#
# ## Viewed and never bought
#
# An anti-join (1.05) on two columns. Guests stay out: they buy under no number, so all that they view looks never bought.

# %% language="sql"
# -- grain: a product
# select v.product_id, count(distinct v.customer_id) as never_bought_by
# from interaction_fact as v
# where v.kind = 'view' and v.customer_id is not null
#     and not exists (
#         select 1 from order_fact as o where o.customer_id = v.customer_id and o.product_id = v.product_id
#     )
# group by v.product_id
# order by never_bought_by desc, v.product_id
# limit 3

# %% [markdown]
# ## Bought together
#
# Join the lines of an order with themselves, and pairs stand side by side. First one basket, typed by hand.
#
# **Predict.** How many rows?
#
# (a) 3 · (b) 6 · (c) 9

# %% language="sql"
# -- grain: a pair?
# with basket (order_id, product_id) as (values (1, 10), (1, 20), (1, 30))
# select a.product_id as product_a, b.product_id as product_b
# from basket as a
# inner join basket as b on b.order_id = a.order_id and b.product_id <> a.product_id
# order by product_a, product_b

# %% [markdown]
# **Explain.** Six: each pair is there as (a, b) and as (b, a). With `>` in place of `<>`, the smaller number is always left, and each pair stands once.
#
# **Predict.** Now all baskets. Do `line_pairs` and `orders` differ?

# %% language="sql"
# -- grain: a pair of products
# select
#     a.product_id as product_a, b.product_id as product_b,
#     count(*) as line_pairs, count(distinct a.order_id) as orders
# from order_fact as a
# inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id
# group by a.product_id, b.product_id
# order by orders desc, product_a, product_b
# limit 3

# %% [markdown]
# **Explain.** Who puts a mug into the cart, and later another, has two lines of it, and each meets the lamp. Count orders.
#
# ## Sessions from gaps
#
# The shop writes down a `session_id`. Many logs have none. Then you cut: after more than 30 minutes without an event, a customer's next event begins a session.
#
# **Predict.** The shop's own sessions, those by gaps, those by days: order the counts by size.

# %% language="sql"
# -- grain: an event of a known customer
# create temp view if not exists marked as
# select
#     interaction_id, customer_id, session_id, event_at,
#     coalesce(event_at > datetime(lag(event_at) over history, '+30 minutes'), 1) as is_first
# from interaction_fact
# where customer_id is not null
# window history as (partition by customer_id order by event_at, interaction_id);
#
# select count(distinct session_id) as of_the_shop, sum(is_first) as by_gaps,
#     count(distinct customer_id || ' ' || date(event_at)) as by_days
# from marked

# %% [markdown]
# **Explain.** A day glues morning and evening, and cuts in two who shops past midnight. Gaps do neither. Yet they find too few: who is back within half an hour goes on with the old session.
#
# A customer's first event has no `lag`, and begins one: `coalesce(..., 1)`. `datetime` is exact to the second; a difference of `julianday` is not.

# %%
from shopstream.lessons.figures import show
from shopstream.lessons.pictures.visits import an_evening

evening = an_evening(shop.engine)
show(evening.drawn(), evening.in_words())

# %% [markdown]
# Runs of rows between gaps are **islands**. The running sum of the marks numbers them.
#
# **Predict.** Of ten islands, how many hold exactly one session of the shop? And what do other limits find, from 1 minute to 120?

# %% language="sql"
# -- grain: how many of the shop's sessions an island holds
# with numbered as (
#     select customer_id, session_id, sum(is_first) over history as island
#     from marked
#     window history as (partition by customer_id order by event_at, interaction_id rows unbounded preceding)
# ),
# held as (
#     select count(distinct session_id) as sessions from numbered group by customer_id, island
# )
# select sessions, count(*) as islands from held group by sessions order by sessions limit 4

# %% language="sql"
# -- grain: a limit
# with pause as (
#     select event_at, lag(event_at) over history as event_before
#     from marked
#     window history as (partition by customer_id order by event_at, interaction_id)
# ),
# tried (minutes) as (values (1), (2), (5), (30), (120))
# select
#     t.minutes,
#     sum(coalesce(p.event_at > datetime(p.event_before, '+' || t.minutes || ' minutes'), 1)) as sessions
# from tried as t
# cross join pause as p
# group by t.minutes

# %% [markdown]
# **Explain.** Most islands are one session; the others glue. A limit too short cuts while somebody reads, one too long glues more. Where the count hardly changes from limit to limit, few pauses are so long: choose there.

# %% [markdown]
# In this notebook you:
#
# - **computed** a repeat interval and a cohort table
# - **built** a funnel per product that cannot grow, and listed what was viewed and never bought
# - **counted** what is bought together, each pair once
# - **cut** sessions from gaps, and compared them with the shop's own
#
# One limit: behaviour is not cause. The pairs at the top are made of what sells most anyway, and a low funnel may be a dear product. To learn what a change does, change it for half of the visitors.
#
# Exercise: [1.09](exercises/09_customer_behaviour.ipynb) · Next: [1.10 History](10_history.ipynb) · Again in 3.06: sessions while the events still come
#
# Read: Ron Kohavi, Diane Tang and Ya Xu, *Trustworthy Online Controlled Experiments*, 2020, chapter 3: why a surprising number is most often a wrong one.
