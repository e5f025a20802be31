# %% [markdown] minutes=60 lane="python" path="core" needs=["1.08"]
# # Exercise 1.09 Customer behaviour
#
# Write each query below its line `%%answer`. First say the unit that you count: customers, orders, lines, sessions. Guests have no `customer_id`.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_shop  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

shop = open_shop(seed, books="baskets")
q = exercise("1.09", seed=seed)
print(shop)

# %% [markdown]
# {{ never_bought }}

# %% [markdown]
# {{ repeat_interval }}

# %% [markdown]
# {{ new_customers }}

# %% [markdown]
# {{ bought_together }}

# %% [markdown]
# {{ funnel }}

# %% [markdown]
# {{ sessions }}
