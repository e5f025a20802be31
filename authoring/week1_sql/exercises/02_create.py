# %% [markdown] minutes=45 lane="python" path="fast" needs=["1.02"]
# # Exercise 1.02 Create
#
# Write statements below the line that begins with `%%answer`. Your table is judged by what it accepts and refuses. Keys and ids are whole numbers. To try something first, use a `%%sql` cell: an empty database is open.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise, open_database  # not found? Menu Kernel, Change Kernel: choose .venv

# %load_ext shopstream.lessons

empty = open_database()
q = exercise("1.02", seed=seed)
print(q)

# %% [markdown]
# {{ courier }}

# %% [markdown]
# {{ payment }}

# %% [markdown]
# {{ basket_line }}

# %% [markdown]
# {{ refund }}

# %% [markdown]
# {{ guest }}

# %% [markdown]
# {{ delivery }}

# %% [markdown]
# Solutions: [the same notebook, answered](../solutions/02_create.ipynb) · Next: [1.03 Query](../03_query.ipynb)
