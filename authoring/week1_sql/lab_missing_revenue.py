# %% [markdown] minutes=20 lane="python" path="core" needs=["1.08"]
# # Lab 1: The missing revenue
#
# Finance and marketing report the same week, and not the same revenue. Where is every cent of the difference?
#
# *20 minutes, then 60 for the exercise · lane python: no Java · needs 1.08*
#
# After this notebook you can:
#
# - **measure** one cause of a difference in cents, against a rule and not against the other number
# - **clear** a suspicion with a query
# - **write** a bridge from one total to the other
# - **make** an accusation, and read what a trigger answers

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. The day's revenue is right to the cent. What does that prove about its ten-minute windows?</summary>
#
# Nothing. Too much here and too little there cancel.</details>
#
# <details><summary>2. How do you keep the newest row of each key?</summary>
#
# Number the rows with `row_number() over (partition by key order by time desc)`, and keep number 1.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import euro, open_case  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

case = open_case(seed)
print(case)

# %% [markdown]
# Monday, 23 November 2026, ten past eight. The owner's memos are in the database, like everything else that is known. The first one holds the rules, the second one is for you.

# %% language="sql"
# select m.written_at, s.staff_name, m.body
# from memo as m
# inner join staff as s on s.staff_id = m.staff_id
# where s.desk = 'owner'
# order by m.written_at

# %% [markdown]
# Petra Lunde of marketing sends this query. A `slip` is what the returns desk writes for each refund.

# %% language="sql"
# select
#     (select sum(o.order_amount_cents) from order_fact as o
#         inner join customer_dim as c on c.customer_id = o.customer_id
#         inner join payment_fact as p on p.order_id = o.order_id
#         where o.order_date >= '2026-11-09' and o.order_date < '2026-11-16') as taken_cents,
#     (select sum(r.amount_cents) from order_fact as o
#         inner join refund_fact as r on r.order_id = o.order_id and r.line_number = o.line_number
#         inner join refund_slip as s on s.refund_id = r.refund_id
#         where o.order_date >= '2026-11-09' and o.order_date < '2026-11-16'
#             and (s.reason <> 'exchange' or s.reason is null)) as refunded_cents

# %% [markdown]
# Aldo Brandt of finance sends this one.

# %% language="sql"
# select
#     (select sum(order_amount_cents) from order_fact
#         where order_date between '2026-11-09' and '2026-11-15'
#             and order_id in (select order_id from payment_fact where is_captured = 1)) as taken_cents,
#     (select sum(r.amount_cents) from refund_fact as r
#         inner join refund_slip as s on s.refund_id = r.refund_id
#         where date(r.refunded_at) between '2026-11-09' and '2026-11-15'
#             and s.reason <> 'exchange') as refunded_cents

# %% [markdown]
# **Predict.** Read both queries beside the rules, for five minutes, with a pencil. Who is right?
#
# (a) marketing · (b) finance · (c) neither
#
# The views `marketing_report` and `finance_report` keep the two queries.

# %% language="sql"
# select 'marketing' as what, (taken_cents - refunded_cents) / 100.0 as eur from marketing_report
# union all
# select 'finance', (taken_cents - refunded_cents) / 100.0 from finance_report
# union all
# select 'difference', cents / 100.0 from unexplained

# %% [markdown]
# **Explain.** The difference says that at least one is wrong. It does not say which, nor by how much. For that you need the rules.
#
# One suspicion to begin with. The rules count guests, and marketing's inner join with the customers loses them.
#
# **Predict.** How large is this one cause, beside the whole difference?
#
# (a) a part of it · (b) all of it · (c) more than all of it

# %% language="sql"
# select sum(order_amount_cents) as guest_cents, (select cents from unexplained) as difference_cents
# from order_fact
# where customer_id is null
#     and order_date >= '2026-11-09' and order_date < '2026-11-16'
#     and order_id in (select order_id from payment_fact where is_captured = 1)

# %% [markdown]
# **Explain.** More than all of it. So something else pulls the other way: a small difference can hide large mistakes.
#
# Note what you measured: the guests' *paid* orders, each *once*, as the rules say. To put guests into marketing's query and look at what changes would have mixed this mistake with its others.
#
# Write it down, with its sign: what marketing has *more*. It has less, so: minus.

# %% language="sql"
# insert or replace into finding (cause, cents)
# select 'guests', -sum(order_amount_cents)
# from order_fact
# where customer_id is null
#     and order_date >= '2026-11-09' and order_date < '2026-11-16'
#     and order_id in (select order_id from payment_fact where is_captured = 1);
#
# select f.cause, f.cents, u.cents as unexplained_cents
# from finding as f
# cross join unexplained as u

# %% [markdown]
# A **bridge** leads from one total to the other, a step for each cause. The view `unexplained` computes its last step: it is 0 when you are done, and when every sign is right.

# %%
from shopstream.lessons import show
from shopstream.lessons.pictures.bridge import bridge, bridge_of

told = bridge_of(case.engine)
assert told.findings["guests"] < 0 < told.rest
show(bridge(told), str(told))

# %% [markdown]
# ## What people say
#
# Everybody has a suspicion. You have a database.

# %% language="sql"
# select m.written_at, s.staff_name, s.desk, m.body
# from memo as m
# inner join staff as s on s.staff_id = m.staff_id
# where s.desk <> 'owner'
# order by m.written_at

# %% [markdown]
# **Predict.** Begin with the warehouse. How many order lines of the week stand at 0 cents, and how much of the difference do they explain?

# %% language="sql"
# select count(*) as order_lines, sum(order_amount_cents) as cents
# from order_fact
# where order_amount_cents = 0
#     and order_date >= '2026-11-09' and order_date < '2026-11-16'

# %% [markdown]
# **Explain.** Whatever they are (the shop adds small gifts), they add nothing to any sum. You need not know who packs them: a cause of 0 cents is none.
#
# Next, the import. The shop's ledger counts orders and payments without these tables. **Reconcile.**

# %%
asked = {
    "revenue_cents": "select sum(order_amount_cents) from order_fact",
    "captured_cents": "select sum(amount_cents) from payment_fact where is_captured = 1",
}
with case.engine.connect() as connection:
    for name, query in asked.items():
        cents = connection.exec_driver_sql(query).scalar()
        print(f"{name:15} {euro(cents):>12} EUR, ledger {euro(case.ledger[name]):>12} EUR")
        assert cents == case.ledger[name]

# %% [markdown]
# To the cent. A right total proves little about its parts, as you know: one payment twice and another gone would cancel. Which query settles that?
#
# <details><summary>Answer</summary>
#
# Count the orders with two captured payments: there are none. Yusuf Ostby can sleep.</details>
#
# What came in is right. What went back, nobody has counted. Two suspicions are left for you, and one memo that is too sure of itself.
#
# The returns desk works in shifts, at three terminals. A slip says at which terminal it was written, and why. Whoever takes a seat signs in; nobody signs out.

# %% language="sql"
# select r.refund_id, r.line_number, r.order_id, r.amount_cents, r.refunded_at, s.terminal, s.reason
# from refund_fact as r
# inner join refund_slip as s on s.refund_id = r.refund_id
# order by r.refund_id, r.line_number
# limit 3

# %% language="sql"
# select i.terminal, i.signed_in_at, i.staff_id, s.staff_name
# from sign_in as i
# inner join staff as s on s.staff_id = i.staff_id
# order by i.terminal, i.signed_in_at
# limit 3

# %% [markdown]
# ## An accusation
#
# A row in `accusation` says who did harm, and of how many cents. **Predict.** Mogens catches mice in the warehouse, and is on the payroll. You accuse him of the whole difference. What does the database do?
#
# (a) it refuses · (b) it takes the row and is silent · (c) it answers

# %% language="sql"
# insert into accusation (staff_id, cents)
# select s.staff_id, abs(m.taken_cents - m.refunded_cents - f.taken_cents + f.refunded_cents)
# from staff as s
# cross join marketing_report as m
# cross join finance_report as f
# where s.staff_name = 'Mogens';
#
# select accusation_id, words from verdict order by accusation_id

# %% [markdown]
# **Explain.** A **trigger** is a statement that the database runs by itself when a table changes. This one turns your row into a key, and tries it on sealed envelopes. One holds the end of the story, some hold help for a wrong guess. Look for the answer as long as you like:

# %% language="sql"
# select lock, length(letter) as digits, substr(letter, 1, 40) as letter_begins
# from envelope
# order by lock
# limit 3

# %% [markdown]
# No table says in words who it was, nor does the trigger. The key is made of person *and* cents, in thousands of steps that no query walks back. A wrong accusation costs nothing, a hasty one costs a colleague's evening, and a case hears five at most.
#
# *Tip:* a fresh `open_case(seed)` forgets all findings and accusations.

# %% [markdown]
# In this notebook you:
#
# - **measured** one cause of a difference in cents, against a rule and not against the other number
# - **cleared** a suspicion with a query
# - **wrote** the first step of a bridge from one total to the other
# - **made** an accusation, and read what a trigger answered
#
# One limit: a bridge that ends at 0 does not prove its steps, for two wrong ones can cancel. Each step must stand on a rule of its own.
#
# The case is yours: [exercise](exercises/lab_missing_revenue.ipynb) · Then: [the milestone](milestone.ipynb) · Again in 2.11: checks that tell on the first day
#
# Read, or rather play: Joon Park and Cathy He, *The SQL Murder Mystery*, Knight Lab: https://mystery.knightlab.com
