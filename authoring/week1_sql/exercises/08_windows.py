# %% [markdown] minutes=60 lane="python" path="core" needs=["1.08"]
# # Exercise 1.08 CTEs and windows
#
# Write each query below its line `%%answer`. First say what one row is. Then say, for each row, which rows its window sees, and in which order.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
q = exercise("1.08", seed=seed)
print(shop)

# %% [markdown]
# {{ category_share }}

# %% [markdown]
# {{ spent_so_far }}

# %% [markdown]
# {{ best_of_day }}

# %% [markdown]
# {{ behind }}

# %% [markdown]
# {{ known_by_then }}

# %% [markdown]
# {{ seven_days }}
