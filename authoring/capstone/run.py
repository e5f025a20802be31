# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # One run of the shop
#
# A shop sends what happens in it as a stream of events. On the way the stream is damaged. How much of what happened can be
# proved from what arrived?
#
# This notebook is the main job. It feeds the stream through the pipeline, looks at what came out, and compares it with the
# shop's own ledger, to the cent. `make run` executes it with papermill. You can also run it here, cell by cell.

# %%
from IPython.display import display
from shopstream.local.job import Job
from shopstream.local.story import flow, freshness, lateness, laws, quarantine, revenue, tables

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

# %% [markdown]
# ## What is asked for
#
# The same parameters give the same lines, byte for byte. `source` may also be `landing=DIR` or `online_retail=DIR`. An empty
# `run_dir` stands for a temporary folder, which ends with the run.

# %% tags=["parameters"]
seed = 7
days = 7
orders_per_day = 200
faults = "everyday"
source = "simulator"
engine = "python"
run_dir = ""

# %%
job = Job(
    seed=seed,
    days=days,
    orders_per_day=orders_per_day,
    faults=faults,
    source=source,
    engine=engine,
    run_dir=run_dir,
)
print(job.parameters)

# %% [markdown]
# ## Feed and load
#
# The collector's files are the stream: one line for each message received, good or bad. The pipeline reads them in batches.
# A batch that is cut off is done again and gives the same rows, so a kill loses nothing and doubles nothing.

# %%
fed = job.feed()
print(fed)

# %%
job.load(fed)
totals = job.totals()

# %% [markdown]
# ## What became of each line
#
# Each line has one of three fates. It is **accepted**; or it is a **duplicate** of an accepted one; or it goes to
# **quarantine** with one reason. There is no fourth.

# %%
fates = flow.read(fed.lines, totals)
display(flow.draw(fates))
print(flow.words(fates))

# %% [markdown]
# ## Why lines were refused
#
# A line may be wrong in several ways. It gets the first reason that applies, in a fixed order. So counts by reason mean
# something, and two engines agree on them.

# %%
reasons = quarantine.read(job.query)
display(quarantine.draw(reasons))
print(quarantine.words(reasons))

# %% [markdown]
# ## Event time and arrival
#
# Each event carries two times: when it happened, and when the collector received it. An event is **late** when the second is
# more than the allowed lateness after the first. This is a property of the line. It does not depend on when you run.

# %%
delays = lateness.read(job.query)
display(lateness.draw(delays))
print(lateness.words(delays))

# %% [markdown]
# ## Freshness
#
# A line can be queried once its file is complete. How old is the event by then? The answer is in the shop's time, so it is
# the same on a slow machine.

# %%
ages = freshness.read(job.query)
display(freshness.draw(ages))
print(freshness.words(ages))

# %% [markdown]
# ## Revenue by day
#
# Gold is what the warehouse says. The ledger says two things: what happened, and what of it was received at all. Gold must
# equal what was received. The rest was lost at the source, and no pipeline can bring it back.

# %%
sales = revenue.read(job.query, fed.ledger)
display(revenue.draw(sales))
print(revenue.words(sales))

# %% [markdown]
# ## The laws
#
# Nothing may be lost, doubled or invented between the lines and the tables. Each law compares what is stored with what
# other code says should be there. With a ledger, each measure is compared key by key. So a day too high and a day too low
# do not cancel out.

# %%
verdict = job.reconcile(fed)
print(verdict)

# %% [markdown]
# ## The tables
#
# The hash of a table covers its business columns, with sorted rows. Equal hashes are equal tables, however the input was
# split, ordered or interrupted.

# %%
result = job.finish(fed, verdict)
sizes = tables.read(result.tables)
display(tables.draw(sizes))
print(tables.words(sizes))

# %% [markdown]
# ## The verdict

# %%
print(laws.verdict(result))
job.close()
