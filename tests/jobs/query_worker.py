"""Run one job in a process that is there to be killed. Arguments: folder, landing, job. Prints the id of its JVM first."""

import sys
from dataclasses import replace
from pathlib import Path

from shopstream.local import jvm
from shopstream.local.spark import job, params_of, session

if __name__ == "__main__":
    folder, landing, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    spark = session(folder, log=folder / "worker.log")
    print(jvm._running.pid, flush=True)
    job(name).run(spark, replace(params_of(folder, landing, folder / "spark.db"), files_per_batch="20"))
