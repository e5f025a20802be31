# %% [markdown] minutes=20 lane="python" path="fast" needs=[]
# # 1.00 Start here
#
# A shop's page says what the last ten minutes brought in. May you believe it?
#
# *20 minutes · lane python: no Java · needs nothing*
#
# After this notebook you can:
#
# - **run** cells, and **answer** a question about the shop
# - **use** `check`, `hint` and `solution`
# - **say** why a right total proves nothing about its parts
# - **read** what `doctor` tells about your machine

# %% [markdown]
# A notebook is made of cells. Click into a cell with code, press **Shift and Enter**: it runs, and you are in the next one. Run them from top to bottom.
#
# The number below chooses a shop. Take your birthday, year first, without zeros in front: `19770423`. Each number is a shop of its own, and always the same one.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import open_day, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons import exercise, show
from shopstream.lessons.pictures.ten_minutes import ten_minutes

# %load_ext shopstream.lessons

shop = open_shop(seed)
print(shop)

# %% [markdown]
# That was four weeks of an online shop, drawn from your number. It lies in a **database**: tables, and a language to ask them. The language is **SQL**. A cell that begins with `%%sql` asks.

# %% language="sql"
# select * from order_fact limit 3

# %% [markdown]
# Each row is an order. Money stands in whole cents, in the last column. `NULL` means that a value is not known: an order without a customer came from a guest.
#
# Now a question, with an answer that somebody wrote too fast.

# %%
q = exercise("1.00", seed=seed)

# %% language="answer orders"
# -- How many orders did the shop take? One number, in a column called orders.
# select count(*) as orders from customer_dim

# %% [markdown]
# "Not yet", and a reason. The checker ran this query, and knew the mistake.
#
# **Your turn.** Change one word in the cell above: the table after `from` is to be `order_fact`. Run it again until it says "Right". You cannot break anything: an answer runs on a copy. It also runs on a second shop that you do not see, so it cannot be learned by heart.
#
# When you are stuck, ask for a hint. There are two, and the second says more. `q.orders.solution()` shows an answer. (Where an answer is Python, as from lesson 1.06 on, `q.name.check(...)` does what `%%answer` does.)

# %%
q.orders.hint()

# %% [markdown]
# So you can ask a table. May you believe it? Here is another day of your shop: one Monday, as the page behind the counter sees it. Each sale carries two times.

# %%
day = open_day(seed)

# %% language="sql"
# select * from sale limit 3

# %% [markdown]
# `happened_at` is when the customer ordered. `arrived_at` is when the page heard of it. Phones lose the network, so some sales arrive minutes later.
#
# **Predict.** The page adds up what arrives. At the end of the day, does its total equal what the shop sold, to the cent?

# %% language="sql"
# select sum(amount_cents) as cents from sale

# %%
print(f"the shop itself has written down {day.ledger['revenue_cents']} cents")

# %% [markdown]
# To the cent. The shop keeps a **ledger**, which no program of this course writes: what you build is compared with it.
#
# **Predict.** Now cut the day into pieces of ten minutes. For each piece in which something happened: what happened in it, and what arrived in it. How many of these pairs are equal?
#
# (a) all · (b) most · (c) about half · (d) almost none

# %% language="sql"
# create view piece as
# with
# happened as (
#     select substr(happened_at, 12, 4) || '0' as start, sum(amount_cents) as cents from sale group by start
# ),
# arrived as (
#     select substr(arrived_at, 12, 4) || '0' as start, sum(amount_cents) as cents from sale group by start
# )
# select happened.start, happened.cents as happened, coalesce(arrived.cents, 0) as arrived
# from happened
# left join arrived on arrived.start = happened.start;
#
# select count(*) as pieces, count(*) filter (where happened = arrived) as equal_pieces from piece

# %% [markdown]
# **Explain.** A sale that arrives late is missing in one piece and too much in the next. Over the whole day the two cancel out. So *a right total proves nothing about its parts*.
#
# You do not need to read that query yet. In lesson 1.08 you will write one like it. Here is the same as a picture, for the evening.

# %% language="sql windows <<"
# select start, happened, arrived from piece where start between '18:00' and '21:50' order by start

# %%
far = max(windows, key=lambda window: abs(window[1] - window[2]))
show(
    ten_minutes(windows),
    f"two stepped lines from 18:00 to 22:00 that cross again and again. They are furthest apart at {far[0]}: "
    f"{far[1] / 100:.2f} EUR happened, {far[2] / 100:.2f} EUR arrived.",
)

# %% [markdown]
# The whole course is about this gap. Events arrive late, twice, broken or not at all; you build what turns them back into what the shop sent, and compare it with the ledger.
#
# **Your machine.** Week 3 needs Java, week 4 some packages. Find out today. Open a terminal (menu File, New, Terminal), change into the folder that you cloned, and type:
#
# ```
# make doctor LANE=spark
# ```
#
# Each line is one check. `ok` needs nothing. `later` is missing, and no lesson of weeks 1 and 2 needs it; the last column says which command brings it. `warn` works, with a drawback. `missing` must be mended first.

# %% [markdown]
# **Your copies.** The notebooks in JupyterLab are yours: write into them. `.venv/bin/shopstream reset exercises/00` brings back a fresh one and keeps yours beside it. `.venv/bin/shopstream progress` shows what you have solved. That is written down on your machine, and nowhere else.

# %% [markdown]
# In this notebook you:
#
# - **ran** cells, and **answered** a question about the shop
# - **used** `check`, `hint` and `solution`
# - **said** why a right total proves nothing about its parts
# - **read** what `doctor` tells about your machine
#
# One limit: this shop is made. It has a ledger, so you always know who is right. A real shop has none; what you learn here is to build so that you would be.
#
# Exercise: [1.00](exercises/00_start_here.ipynb) · Next: [1.01 Why a warehouse](01_why_a_warehouse.ipynb)
#
# Read: Martin Kleppmann, *Designing Data-Intensive Applications*, chapter 1.
