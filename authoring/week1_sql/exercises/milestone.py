# %% [markdown] minutes=160 lane="python" path="fast" needs=["1.07"]
# # Milestone 1: The warehouse
#
# Your tables, then six questions to them, then their indexes. [The assignment](../milestone.ipynb) says how each is judged.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.given import contract
from shopstream.lessons.warehouse import keep_schema, open_warehouse

# %load_ext shopstream.lessons

q = keep_schema(exercise("1.milestone", seed=seed))

# %%
contract()

# %% [markdown]
# *Fast path*: take both `#` away, run the cell, and copy what it prints into the answer below. The dimensions are done; the facts are yours.

# %%
# from shopstream.lessons.week1_sql.qmilestone import half_built
# print(half_built())

# %% [markdown]
# {{ schema }}

# %% [markdown]
# ## Six questions
#
# The next cell fills your tables with the shop, and `%%sql` cells ask them. While they are not right yet, it opens the shop's own, so you may go on with the questions. Answers are checked on the same rows in the shop's own tables: use the columns of the contract.

# %%
shop = open_warehouse(q)
print(shop)

# %% [markdown]
# {{ come_back }}

# %% [markdown]
# {{ weekend }}

# %% [markdown]
# {{ second_try }}

# %% [markdown]
# {{ saturday }}

# %% [markdown]
# {{ money_stays }}

# %% [markdown]
# {{ left_behind }}

# %% [markdown]
# ## Their indexes

# %% [markdown]
# {{ indexes }}

# %% [markdown]
# Solutions: [the same notebook, answered](../solutions/milestone.ipynb). Your tables differ from them? Read both, and say what each would refuse that the other takes.
