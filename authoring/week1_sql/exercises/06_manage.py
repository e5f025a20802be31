# %% [markdown] minutes=60 lane="python" path="core" needs=["1.06"]
# # Exercise 1.06 Manage: DML and transactions
#
# Your answers run on a small shop of their own, each time on a fresh copy. Look at its tables and try your statements in `%%sql` cells. To start over, run `open_stall()` again.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.week1_sql.q06_manage import open_stall

# %load_ext shopstream.lessons

open_stall()
q = exercise("1.06", seed=seed)

# %% language="sql"
# select order_id, product_id, customer_id, quantity, order_date, order_amount_cents from order_fact

# %% [markdown]
# {{ new_order }}

# %% [markdown]
# {{ piece_less }}

# %% [markdown]
# {{ same_person }}

# %% [markdown]
# {{ all_or_nothing }}

# %% language="sql"
# -- for question 5: each message, beside what stock knows of its product
# select m.arrival, m.product_id, m.pieces, m.counted_at,
#     s.pieces as known_pieces, s.counted_at as known_counted_at, s.shelf
# from stock_message as m
# left join stock as s on s.product_id = m.product_id
# order by m.arrival

# %% [markdown]
# {{ stock_count }}

# %% [markdown]
# {{ same_second }}
