# %% [markdown] minutes=60 lane="python" path="core" needs=["1.08"]
# # Exercise of lab 1: The missing revenue
#
# The case is open, the guests are found. Five questions are left. Try queries in `%%sql` cells, and write each finding down as below: plus where marketing has more than finance, minus where it has less. When all steps are written, after question 4, `unexplained` is 0. Then accuse.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_case  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

case = open_case(seed)
q = exercise("1.lab", seed=seed)
print(case)

# %% language="sql"
# insert or replace into finding (cause, cents)
# select 'guests', -sum(order_amount_cents)
# from order_fact
# where customer_id is null
#     and order_date >= '2026-11-09' and order_date < '2026-11-16'
#     and order_id in (select order_id from payment_fact where is_captured = 1);
#
# select cents as unexplained_cents from unexplained

# %% [markdown]
# {{ last_day }}

# %% [markdown]
# {{ attempts }}

# %% [markdown]
# {{ another_week }}

# %% [markdown]
# {{ no_reason }}

# %% [markdown]
# {{ accusation }}

# %% [markdown]
# Right? Run the same statement in a `%%sql` cell, then `select words from verdict`: an envelope ends the story. The lesson's cell with `bridge` draws all your steps.
