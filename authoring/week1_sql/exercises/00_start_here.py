# %% [markdown] minutes=15 lane="python" path="fast" needs=["1.00"]
# # Exercise 1.00 Start here
#
# Each question has a cell to fill and a cell with help. Write your query below the line that begins with `%%answer`, then press Shift and Enter.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose the one in .venv

# %load_ext shopstream.lessons

# %%
shop = open_shop(seed)
q = exercise("1.00", seed=seed)
print(shop)

# %% [markdown]
# {{ orders }}
