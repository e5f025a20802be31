# %% [markdown] minutes=50 lane="python" path="core" needs=["1.11"]
# # Exercise 1.11 Query optimisation
#
# A smaller shop, whose indexes nobody has chosen with care. Try statements in `%%plan` and `%%sql` cells; to start over, run `open_shop_to_tune(seed)` again. Each answer runs on a fresh copy. It must bring the steps down, and change no answer.

# %% tags=["parameters"]
seed = 7

# %%
from shopstream.lessons import exercise  # not found? Menu Kernel, Change Kernel: choose .venv
from shopstream.lessons.week1_sql.q11_query_optimisation import open_shop_to_tune

# %load_ext shopstream.lessons

open_shop_to_tune(seed)
q = exercise("1.11", seed=seed)

# %% [markdown]
# {{ support }}

# %% [markdown]
# {{ one_index }}

# %% [markdown]
# {{ one_hour }}

# %% [markdown]
# {{ test_account }}

# %% [markdown]
# {{ spring_clean }}
