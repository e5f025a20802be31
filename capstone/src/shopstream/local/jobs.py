"""One job of the bundle on the lakehouse of a run that is there already."""

import time
from dataclasses import replace

from rich.console import Console

from shopstream.local.feed import prepare
from shopstream.local.parameters import Parameters
from shopstream.local.runs import Run, writing


def perform(name: str, run: Run, console: Console) -> None:
    """Run a job, and say how long it took.

    Raises:
        UsageError: no such job.
        ShopstreamError: see the job.
    """
    from shopstream.local import spark as local_spark

    work = local_spark.job(name).run
    with writing(run):
        parameters: Parameters = run.parameters
        fed = prepare(parameters, run.feed)
        spark = local_spark.session(run.folder, log=run.spark_log)
        params = local_spark.params_of(run.folder, fed.landing, run.database)
        told = replace(params, ledger=str(fed.ledger or ""), lines_fed=str(fed.lines))
        started = time.perf_counter()
        work(spark, told)
        console.print(f"job {name} of run {run.id} is done ({time.perf_counter() - started:.1f} s)")
