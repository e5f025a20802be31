# %% [markdown] minutes=20 lane="python" path="fast" needs=["1.00"]
# # Exercise 1.00 Start here
#
# You change queries that work. Each question has a cell to fill: write below its first line, then press Shift and Enter. Below it is a cell with help: remove a `#` and run it.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
q = exercise("1.00", seed=seed)
print(shop)

# %% [markdown]
# {{ orders }}

# %% [markdown]
# {{ sent_back }}

# %% [markdown]
# {{ places }}

# %% [markdown]
# {{ first_day }}

# %% [markdown]
# {{ favourite }}

# %% [markdown]
# Solutions: [the same notebook, answered](../solutions/00_start_here.ipynb) · Next: [1.01 Why a warehouse](../01_why_a_warehouse.ipynb)
