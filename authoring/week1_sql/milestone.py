# %% [markdown] minutes=180 lane="python" path="fast" needs=["1.07"]
# # Milestone 1: The warehouse
#
# The owner hands you a page with seven names and asks for her warehouse. Which rows will it never hold, and what can she ask it?
#
# *180 minutes, this page about 20 of them · lane python: no Java · needs 1.07*
#
# After this notebook you can:
#
# - **say** what is given, and which decisions are yours
# - **read** a review of your tables, and find the rule behind it
# - **plan** a query over two facts before you write it
# - **prepare** for a review by colleagues

# %% [markdown]
# **Warm-up.** Answer before you unfold.
#
# <details><summary>1. Which exact words make SQLite fill in a missing key, and when do you want that?</summary>
#
# `integer primary key`. For a number that means nothing outside the table. Not for one that somebody sends.</details>
#
# <details><summary>2. <code>check (quantity &gt; 0)</code>: what does it say to NULL?</summary>
#
# Nothing: the condition is unknown, and a check refuses only what is false.</details>

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.given import contract
from shopstream.lessons.warehouse import own_tables

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
q = exercise("1.milestone", seed=seed)
print(shop)

# %% [markdown]
# This is the owner's page. The names are a **contract**: what others rely on, so that they can write programs while you design. Types, keys, rules and further columns are yours.

# %%
contract()

# %% [markdown]
# Two of these ids nobody sends. In two tables a `customer_id` may be missing. One column contradicts another as soon as nobody looks. Find them before you type.
#
# **What you hand in**: `create table` statements, one query for each of six questions, and, once you know 1.11, indexes.
#
# ## How tables are judged
#
# Nobody reads your text. Your statements run on an empty database. A small shop is loaded, row by row: every row is good. Then come the tries: good rows, bad rows, deletions, and a look at what the tables hold. A review says how many there are.
#
# **Predict.** The shop's own tables, which you have asked since 1.07: would they pass?

# %%
q.schema.check(own_tables())

# %% [markdown]
# **Explain.** They refuse an order without a product, and still they trust their only writer. You build for whoever writes: a program, an import on a Friday evening, a hand.
#
# The verdict was a sentence because these tables are a *known* design; some thirty others are known, too. Yours may be nobody's. Then you get a review: what was tried, what happened, what should have.
#
# **Predict.** Somebody takes the word `strict` out of the shop's tables. Which kinds of rows come in now that did not before?

# %%
q.schema.check(own_tables().replace(") strict;", ");"))

# %% [markdown]
# **Explain.** Each line is a kind of fault: the first row that showed it, how many more there are, and a reason. The missing ids and the days came in before; new are numbers that are text or fractions, and a day that is missing: outside a strict table even a key may be NULL. Mend the kind, not the row.
#
# The next design never gets as far as the tries.
#
# **Predict.** A colleague's sentence is *one row is an order*. Accordingly, the key of `order_fact` is `order_id`. Who is refused first, and by whom?

# %%
one_row_an_order = own_tables().replace("primary key (order_id, line_number)\n", "primary key (order_id)\n")
q.schema.check(one_row_an_order)

# %% [markdown]
# **Explain.** The table refuses a *good* row, and the review names it: the second line of an order. A key that is too narrow loses sales; one that is too wide takes them twice. The grain decides, so write its sentence above each table.
#
# *Tip*: a design that refuses too much looks strong in every test with bad rows. Load real ones first.

# %% [markdown]
# ## How queries are judged
#
# As in every exercise: by what they give, on the shop that you see and on one that you have not seen. There are two questions about customers, two about orders, two about products. Four of them need more than one fact.
#
# **Predict.** *How many pieces of each product were sold on one Saturday, and how often was it put into a cart?* How many rows does one product have after this join, and which of the two numbers is right?

# %% language="sql"
# select
#     o.product_id, sum(o.quantity) as pieces, count(*) as carts,
#     count(distinct i.interaction_id) as true_carts
# from order_fact as o
# inner join interaction_fact as i on i.product_id = o.product_id and i.kind = 'cart'
# where date(o.order_date) = '2026-11-07' and date(i.event_at) = '2026-11-07'
# group by o.product_id
# order by o.product_id
# limit 3

# %% [markdown]
# **Explain.** Neither. Each line met each cart of its product. You know the repair from 1.05: bring each fact to one row of what you join by. Only the table is new.
#
# So plan on paper. For each question three lines: which facts; *one row is a ...* in each before the join; *one row is a ...* in the answer. Ten minutes for six questions, and you will type less.

# %% [markdown]
# ## How colleagues would look
#
# The checker sees behaviour. A review in a real team takes a quarter of an hour and asks what it cannot see:
#
# - Where is the grain written down?
# - Why may this column be missing, and who decided it?
# - Which rule is in a program, not in the table, and what if another program writes?
# - What does each index cost the load?
# - Which change will be asked for next, and what must be rewritten then?
#
# Answer the first three in comments in your file. They outlive you.

# %% [markdown]
# ## How to work
#
# - Tables 75 minutes, queries 75, review of your own file 10. Check after every table: what is there is tried while others are missing.
# - *Fast path*: begin with the half-built file that the exercise prints: dimensions done, `order_fact` without its rules. Half the typing, all of the decisions about facts.
# - When your tables are right, they are kept as `warehouse.sql` beside your notebook.
# - Indexes are stretch: they need 1.11.

# %% [markdown]
# In this notebook you:
#
# - **said** what is given, and which decisions are yours
# - **read** a review of tables, and found the rule behind it
# - **planned** a query over two facts before you wrote it
# - **prepared** for a review by colleagues
#
# One trade-off: each rule is tried at every insert, and one bad row stops a load. Week 2 puts a quarantine in front, so that tables can stay strict and loads do not stop.
#
# Exercise: [the warehouse](exercises/milestone.ipynb) · The shop's own tables in full: [1.07 Star schema design](07_star_schema.ipynb)
#
# Read: *Foreign Key Support*, in the documentation of SQLite: [sqlite.org/foreignkeys.html](https://www.sqlite.org/foreignkeys.html), chapters 3 and 4 on keys of two columns and on what a parent key must be.
