# %% [markdown] minutes=60 lane="python" path="core" needs=["1.06", "1.08"]
# # 1.10 History: SCD types 1 and 2
#
# On the 16th the shop reports the revenue of the half-month by place. Today the same query over the same orders gives other numbers. Why?
#
# *60 minutes · lane python: no Java · needs 1.06, 1.08*
#
# After this notebook you can:
#
# - **close and insert** a version of a customer, so that history stays
# - **join** an order to the version that was valid at its second
# - **test** for a change where either side may be NULL
# - **state** "no gaps, no overlaps" with `lead`, and run it

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. A load may run twice without harm. What is it called, and what made the upsert of 1.06 so?</summary>
#
# Idempotent. A key that replaces, and a guard that lets only newer messages through.</details>
#
# <details><summary>2. <code>lead(x) over (partition by c order by t)</code> on the last row of each c?</summary>
#
# NULL: nothing follows. A third value, as in `lead(x, 1, 'end')`, says what to take instead.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_shop, show  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.pictures.versions import in_words, versions

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
print(shop)

# %% [markdown]
# Customers move and change their names. `customer_change` keeps each announcement, in order of arrival. Here is a customer with very many:

# %% language="sql"
# select change_id, customer_name, location, changed_at
# from customer_change
# where customer_id = (
#     select customer_id from customer_change group by customer_id order by count(*) desc, customer_id limit 1
# )
# order by change_id

# %% [markdown]
# ## One row a customer
#
# Most shops keep the last announcement only. When the 16th began, the last ones were those below. With them the shop made its report.

# %% language="sql"
# -- grain: a place; NULL holds guests, and customers who gave none
# create table report_sent as
# with known as (
#     select
#         customer_id, location,
#         row_number() over (partition by customer_id order by change_id desc) as place
#     from customer_change
#     where changed_at < '2026-11-16'
# )
# select k.location, sum(o.order_amount_cents) as cents
# from order_fact as o
# left join known as k on k.customer_id = o.customer_id and k.place = 1
# where o.order_date < '2026-11-16'
# group by k.location

# %% [markdown]
# `customer_dim` holds what is known today. No order of that half-month has changed since. The view puts today's place beside each order line.
#
# **Predict.** You run the report again. How many of its rows show another amount: (a) none, (b) one or two, (c) most? And all places together?

# %% language="sql"
# create temp view type_1 as
# select o.order_date, o.order_amount_cents as cents, c.location
# from order_fact as o
# left join customer_dim as c on c.customer_id = o.customer_id;
# create temp view today as
# select location, sum(cents) as cents from type_1 where order_date < '2026-11-16' group by location;
#
# select
#     t.location, r.cents as sent, t.cents as today, t.cents - r.cents as difference,
#     sum(t.cents - r.cents) over () as all_places
# from today as t
# inner join report_sent as r on r.location is t.location
# order by abs(t.cents - r.cents) desc

# %% [markdown]
# **Explain.** In cents: the sum of all places is the same, its parts have moved. An order keeps its date, but it is shown where its customer lives *today*: whoever moves takes old orders along.
#
# Overwriting is **type 1** of a **slowly changing dimension** (SCD). It is right for what nobody asks of the past: a typing error, a telephone number. It is wrong for "where did we sell?"

# %% [markdown]
# ## One row a version
#
# **Type 2** keeps every version with the time for which it holds, from `valid_from` until `valid_to`. A far date says: until further notice. `customer_id` now repeats, so a version gets a number of its own, a **surrogate key**.
#
# Nell lives in Cork, and moves to Lyon on the 10th at 10:00. That takes two statements: **close** the open version, **insert** the next one, which begins at that second.

# %% language="sql"
# create table customer_version (
#     version_key integer primary key, customer_id integer not null,
#     customer_name text not null, location text,
#     valid_from text not null, valid_to text not null default '9999-12-31 00:00:00'
# ) strict;
# create index version_of_customer on customer_version (customer_id);  -- for speed: lesson 1.11
#
# insert into customer_version (customer_id, customer_name, location, valid_from)
# values (9001, 'Nell Berg', 'Cork', '2026-11-02 08:00:00')

# %% language="sql"
# update customer_version set valid_to = '2026-11-10 10:00:00'
# where customer_id = 9001 and valid_to = '9999-12-31 00:00:00';
# insert into customer_version (customer_id, customer_name, location, valid_from)
# values (9001, 'Nell Berg', 'Lyon', '2026-11-10 10:00:00');
# select version_key, customer_id, location, valid_from, valid_to from customer_version

# %% [markdown]
# Nell orders three times: before the move, in its very second, and after it.
#
# **Predict.** You ask for the version *between* whose times an order lies. How many rows?

# %% language="sql"
# create table nell_order (order_id integer primary key, order_date text, cents integer) strict;
# insert into nell_order values
#     (1, '2026-11-06 18:00:00', 1000), (2, '2026-11-10 10:00:00', 2000), (3, '2026-11-13 09:00:00', 4000);
#
# select o.order_id, o.order_date, o.cents, v.location
# from nell_order as o
# inner join customer_version as v on v.customer_id = 9001 and o.order_date between v.valid_from and v.valid_to

# %% [markdown]
# **Explain.** `between` takes both ends: order 2 is in Cork and in Lyon, and its money counts twice. To close at 09:59:59 helps only until a clock knows half seconds.
#
# Read a version as **half-open**: its first second belongs to it, its end does not.

# %% language="sql"
# select o.order_id, o.order_date, o.cents, v.location
# from nell_order as o
# inner join customer_version as v
#     on v.customer_id = 9001 and o.order_date >= v.valid_from and o.order_date < v.valid_to


# %%
def rows(query):
    with shop.engine.connect() as connection:
        return connection.exec_driver_sql(query).fetchall()


history = rows("select location, valid_from, valid_to from customer_version order by valid_from")
orders = {f"order {number}": at for number, at in rows("select order_id, order_date from nell_order")}
show(versions(history, orders), in_words(history, orders))

# %% [markdown]
# ## A stream of announcements
#
# Now the shop's own customers. `told` is what a loader reads: of each customer and second the last word, as in 1.08. `type_2` puts beside an order line the place at its second.
#
# The two cells after it are given: for each announcement Nell's two statements, all in one transaction. `:location` stands for the announcement's value. They write into the same table, emptied first.

# %% language="sql"
# create temp view told as
# with numbered as (
#     select
#         change_id, customer_id, customer_name, location, changed_at,
#         row_number() over (partition by customer_id, changed_at order by change_id desc) as place
#     from customer_change
# )
# select change_id, customer_id, customer_name, location, changed_at from numbered where place = 1;
#
# create temp view type_2 as
# select o.order_date, o.order_amount_cents as cents, v.location
# from order_fact as o
# left join customer_version as v
#     on v.customer_id = o.customer_id and o.order_date >= v.valid_from and o.order_date < v.valid_to

# %%
news = """
    select customer_id, customer_name, location, changed_at
    from told where changed_at >= ? order by change_id
"""
close = """
    update customer_version set valid_to = :changed_at
    where customer_id = :customer_id and valid_to = '9999-12-31 00:00:00'
"""
insert = """
    insert into customer_version (customer_id, customer_name, location, valid_from)
    select :customer_id, :customer_name, :location, :changed_at
"""


# %%
def load(close, insert, since="2026-11-01", afresh=False):
    with shop.engine.begin() as connection:
        if afresh:
            connection.exec_driver_sql("delete from customer_version")
        for one in connection.exec_driver_sql(news, (since,)).mappings().all():
            connection.exec_driver_sql(close, dict(one))
            connection.exec_driver_sql(insert, dict(one))
    [(count, cents)] = rows("select (select count(*) from customer_version), sum(cents) from type_2")
    print(f"{count:,} versions; revenue {euro(cents)}, the ledger says {euro(shop.ledger['revenue_cents'])}")


load(close, insert, afresh=True)

# %% [markdown]
# To the cent. In the night the loader falls over, and somebody starts it again from the 16th.
#
# **Predict.** The table holds all these announcements already. What becomes of the versions, and of the revenue?

# %%
load(close, insert, since="2026-11-16")

# %% [markdown]
# **Explain.** More revenue, and nobody has ordered. An old announcement closes today's version *before it began*, and opens the past a second time. Orders in there find two versions.
#
# For half-open versions one sentence says "no gaps, no overlaps": **each ends after it begins, where the next one of its customer begins.** `lead` fetches that beginning, or the far date after the last. What breaks the sentence is a row of `fault`.

# %% language="sql"
# create temp view fault as
# with followed as (
#     select
#         customer_id, valid_from, valid_to,
#         lead(valid_from, 1, '9999-12-31 00:00:00') over history as next_from
#     from customer_version
#     window history as (partition by customer_id order by valid_from, version_key)
# )
# select customer_id, valid_from, valid_to, next_from from followed
# where valid_from >= valid_to or valid_to <> next_from;
#
# select count(*) as faults, sum(valid_to < valid_from) as end_before_they_begin from fault

# %% [markdown]
# An **assertion** is a query that must give no row. A loader can run this one before it commits.
#
# The loader lacks two guards: what is not newer changes nothing, and what says nothing new is no version. Then it inserts only where no version is open.
#
# **Predict.** You load afresh, then replay. Who complains now: the ledger, the assertion, or nobody?

# %%
newer = " and valid_from < :changed_at"
unequal = " and (customer_name <> :customer_name or location <> :location)"
none_open = """ where not exists (
    select 1 from customer_version where customer_id = :customer_id and valid_to = '9999-12-31 00:00:00'
)"""
load(close + newer + unequal, insert + none_open, afresh=True)
load(close + newer + unequal, insert + none_open, since="2026-11-16")
print("rows of fault:", len(rows("select customer_id from fault")))

# %% [markdown]
# Nobody, and replays change nothing. One more question: does each open version say what `customer_dim` says? (Values in brackets are compared pair by pair.)

# %% language="sql"
# select count(*) as customers,
#     sum((v.customer_name, v.location) is not (c.customer_name, c.location)) as differ,
#     sum(v.location is null and c.location is not null) as now_known,
#     sum(v.location is not null and c.location is null) as now_unknown
# from customer_version as v
# inner join customer_dim as c on c.customer_id = v.customer_id
# where v.valid_to = '9999-12-31 00:00:00'

# %% [markdown]
# **Explain.** From unknown to Cork is a move, and so is the way back. `<>` answers NULL to both, and the loader passes over them as if nobody had said a word. The money was complete, in wrong places.
#
# A change is tested with `is not` (`is distinct from` in PostgreSQL and Spark).

# %%
different = " and (customer_name, location) is not (:customer_name, :location)"
guarded = (close + newer + different, insert + none_open)
contents = """
    select customer_id, customer_name, location, valid_from, valid_to from customer_version order by 1, 4
"""
load(*guarded, afresh=True)
once = rows(contents)
load(*guarded, since="2026-11-16")
load(*guarded)
assert rows(contents) == once
assert not rows("select customer_id from fault")

# %% [markdown]
# The same history without a loader, in one query: drop what says nothing new, and end each version where the next begins. A first row has no `lag`, so its name is news. Two ways that agree row by row are a strong test of both, here where announcements arrive in order.

# %% language="sql"
# create temp view rebuilt as
# with compared as (
#     select
#         customer_id, customer_name, location, changed_at,
#         (lag(customer_name) over history, lag(location) over history)
#             is not (customer_name, location) as is_news
#     from told
#     window history as (partition by customer_id order by changed_at)
# )
# select
#     customer_id, customer_name, location, changed_at as valid_from,
#     lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at) as valid_to
# from compared
# where is_news

# %%
again = "select customer_id, customer_name, location, valid_from, valid_to from rebuilt order by 1, 4"
newest = """
    select customer_id, customer_name, location from rebuilt
    where valid_to = '9999-12-31 00:00:00' order by customer_id
"""
assert rows(again) == rows(contents)
assert rows(newest) == rows("select customer_id, customer_name, location from customer_dim order by 1")
print("the loader agrees with the rebuild, and the rebuild with customer_dim")

# %% [markdown]
# ## The half-month again
#
# **Predict.** Now by the place at each order's second. Does the report show what was sent on the 16th, what you saw today, or neither?

# %% language="sql"
# create temp view half_month as
# select a.location, r.cents as sent, t.cents as today, sum(a.cents) as at_the_time
# from type_2 as a
# inner join report_sent as r on r.location is a.location
# inner join today as t on t.location is a.location
# where a.order_date < '2026-11-16'
# group by a.location, r.cents, t.cents;
#
# select location, sent, today, at_the_time from half_month order by location

# %%
sent, today, at_the_time = rows("select sum(sent), sum(today), sum(at_the_time) from half_month")[0]
assert sent == today == at_the_time
assert rows("select location from half_month where at_the_time not in (sent, today)")
print(f"half-month, all places: {euro(sent)}, {euro(today)}, {euro(at_the_time)}")
for view in ("type_1", "type_2"):
    month = sum(cents for _, cents in rows("select location, sum(cents) from " + view + " group by location"))
    assert month == shop.ledger["revenue_cents"]
    print(f"{view}, all orders by place: {euro(month)}, as in the ledger")

# %% [markdown]
# **Explain.** Neither. The report was wrong when it was sent: whoever had moved by then had taken orders along. The last column stays as it is, for announcements that come later begin later versions. Or do they?
#
# **Break it.** A letter lay about. It says: this customer lived in Oslo from the 5th on. Who will tell you so, the loader's history or `rebuilt`?

# %% language="sql"
# insert into customer_change (customer_id, customer_name, location, changed_at)
# select customer_id, customer_name, 'Oslo', '2026-11-05 12:00:00'
# from customer_version
# where valid_from >= '2026-11-20' and valid_to = '9999-12-31 00:00:00'
# order by version_key
# limit 1

# %%
load(*guarded)
print("loader: ", rows("select location, valid_from, valid_to from customer_version where location = 'Oslo'"))
print("rebuilt:", rows("select location, valid_from, valid_to from rebuilt where location = 'Oslo'"))

# %% [markdown]
# **Explain.** The guard against replays turns the letter away: it is older than the open version. Loads in order of arrival have no place for it. The rebuild puts it where its time belongs, and the past changes once more, rightly. In 3.09 a stream does both.
#
# *Note.* **Type 3** keeps one older value in a column of its own, `previous_location`. It serves one planned change, such as new sales regions, and forgets the first value at the second change.

# %% [markdown]
# In this notebook you:
#
# - **closed and inserted** versions, so that history stayed
# - **joined** orders to the version that was valid at their second
# - **tested** for a change where either side may be NULL
# - **stated** "no gaps, no overlaps" with `lead`, and ran it
#
# The price: `customer_id` is no key any more. Each join must say *when*, and whoever forgets it gets a fan-out. Where only today counts, type 1 is the better table.
#
# Exercise: [1.10](exercises/10_history.ipynb) · Next: [1.11 Query optimisation](11_query_optimisation.ipynb) · Again in 3.09: versions from a stream, with late changes
#
# Read: *Temporal features in SQL:2011*, K. Kulkarni and J.-E. Michels, on half-open periods in the standard: https://sigmodrecord.org/publications/sigmodRecord/1209/pdfs/07.industry.kulkarni.pdf
