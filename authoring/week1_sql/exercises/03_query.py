# %% [markdown] minutes=45 lane="python" path="fast" needs=["1.03"]
# # Exercise 1.03 Query
#
# Write each query below its line `%%answer`, then press Shift and Enter. Before you write, say what one row of the result is.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed)
q = exercise("1.03", seed=seed)
print(shop)

# %% [markdown]
# {{ ada }}

# %% [markdown]
# {{ unit_price }}

# %% [markdown]
# {{ by_post }}

# %% [markdown]
# {{ pick_list }}

# %% [markdown]
# {{ evenings }}
