"""One job of the bundle on the lakehouse of a run that is there already."""

import time
from dataclasses import replace

from rich.console import Console

from shopstream.errors import UsageError
from shopstream.local.feed import prepare
from shopstream.local.jars import need_pyspark
from shopstream.local.parameters import Parameters
from shopstream.local.runs import Run, writing


def perform(name: str, run: Run, console: Console) -> None:
    """Run a job, and say how long it took.

    Raises:
        EnvironmentProblem: no pyspark, Java or jars.
        UsageError: no such job, or one before it was not run yet.
        ShopstreamError: see the job.
    """
    need_pyspark()
    from deltalake.exceptions import TableNotFoundError
    from pyspark.errors import AnalysisException

    from shopstream.local import spark as local_spark

    work = local_spark.job(name).run
    with writing(run):
        parameters: Parameters = run.parameters
        fed = prepare(parameters, run.feed)
        spark = local_spark.session(run.folder, log=run.spark_log)
        params = local_spark.params_of(run.folder, fed.landing, run.database)
        told = replace(params, ledger=str(fed.ledger or ""), lines_fed=str(fed.lines))
        started = time.perf_counter()
        try:
            work(spark, told)
        except (AnalysisException, TableNotFoundError) as error:
            if isinstance(error, AnalysisException) and error.getCondition() != "TABLE_OR_VIEW_NOT_FOUND":
                raise
            raise UsageError(
                f"run {run.id} has no table that {name} reads: run the jobs before it: {', '.join(local_spark.JOBS)}"
            ) from None
        console.print(f"job {name} of run {run.id} is done ({time.perf_counter() - started:.1f} s)")
