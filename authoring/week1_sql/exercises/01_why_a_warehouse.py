# %% [markdown] minutes=30 lane="python" path="core" needs=["1.01"]
# # Exercise 1.01 Why a warehouse
#
# Each question gives you a query that runs. Copy it below the line `%%answer`, change what has to change, press Shift and Enter. Before you do, say what one row of the table is.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
q = exercise("1.01", seed=seed)
print(shop)

# %% [markdown]
# {{ one_order }}

# %% [markdown]
# {{ paid }}

# %% [markdown]
# {{ came_back }}

# %% [markdown]
# {{ buyers }}

# %% [markdown]
# {{ outage }}

# %% [markdown]
# {{ by_eight }}
