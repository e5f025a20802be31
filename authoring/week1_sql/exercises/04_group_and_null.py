# %% [markdown] minutes=35 lane="python" path="fast" needs=["1.04"]
# # Exercise 1.04 Group and NULL
#
# Write each query below the line that begins with `%%answer`. Days are UTC; guests have no `customer_id`. Rows may come in any order.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

# %%
shop = open_shop(seed)
q = exercise("1.04", seed=seed)
print(shop)

# %% [markdown]
# {{ per_day }}

# %% [markdown]
# {{ not_lyon }}

# %% [markdown]
# {{ guest_share }}

# %% [markdown]
# {{ regulars }}

# %% [markdown]
# {{ nightly }}

# %% [markdown]
# {{ spend }}

# %% [markdown]
# {{ empty_days }}
