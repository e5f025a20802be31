# %% [markdown] minutes=60 lane="python" path="fast" needs=["1.07"]
# # Exercise 1.07 Star schema design
#
# Write each answer below its line `%%answer`. Before each, say aloud: *one row is ...*

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.week1_sql.q07_star_schema import open_market

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
q = exercise("1.07", seed=seed)
print(shop)

# %% [markdown]
# {{ how_many }}

# %% [markdown]
# {{ mean_order }}

# %%
# From here on: a market stall with a web page. Look at its tables and try statements in %%sql cells.
# (%sql with one % is %%sql for a single line.)
# Each answer runs on a fresh copy of it. To start over, run this cell again.
open_market(seed)
# %sql select * from stall_order limit 4

# %% [markdown]
# {{ interaction_fact }}

# %% [markdown]
# {{ days }}

# %% [markdown]
# {{ to_lines }}

# %% [markdown]
# {{ taken }}
