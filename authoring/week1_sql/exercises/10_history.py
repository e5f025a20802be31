# %% [markdown] minutes=60 lane="python" path="core" needs=["1.10"]
# # Exercise 1.10 History: SCD types 1 and 2
#
# Your answers run on a small shop of their own, each time on a fresh copy. `9999-12-31 00:00:00` means: until further notice. To start over, run `open_archive()` again.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.week1_sql.q10_history import open_archive

# %load_ext shopstream.lessons

open_archive()
q = exercise("1.10", seed=seed)

# %% language="sql"
# select customer_id, customer_name, location, valid_from, valid_to
# from customer_version
# order by customer_id, valid_from

# %% [markdown]
# {{ that_night }}

# %% [markdown]
# {{ one_move }}

# %% [markdown]
# {{ by_place }}

# %% [markdown]
# {{ broken_history }}

# %% [markdown]
# {{ nightly_load }}

# %% [markdown]
# {{ rebuild }}
