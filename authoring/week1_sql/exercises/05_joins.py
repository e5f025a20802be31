# %% [markdown] minutes=50 lane="python" path="fast" needs=["1.05"]
# # Exercise 1.05 Joins
#
# Write each query below its line `%%answer`. Before each join, say what one row is: before it, and after it.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
q = exercise("1.05", seed=seed)
print(shop)

# %% [markdown]
# {{ never_ordered }}

# %% [markdown]
# {{ orders_each }}

# %% [markdown]
# {{ revenue }}

# %% [markdown]
# {{ unpaid }}

# %% [markdown]
# {{ side_by_side }}

# %% [markdown]
# {{ refunded_share }}
