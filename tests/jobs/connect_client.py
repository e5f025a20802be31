"""Run jobs as a client of Spark Connect: no JVM in this process, so what needs one fails.

Arguments: address, feed, folder, and the jobs. What the client's Spark says of a JVM is printed at the end.
"""

import sys
from dataclasses import replace
from pathlib import Path

from pyspark.sql import SparkSession
from shopstream.landing import count_lines
from shopstream.local.spark import job, params_of

if __name__ == "__main__":
    address, feed, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    spark = SparkSession.builder.remote(address).getOrCreate()
    params = replace(params_of(folder, feed / "landing", folder / "spark.db"), lake="")  # as where tables have names only
    for name in sys.argv[4:]:
        job(name).run(spark, replace(params, ledger=str(feed / "ledger"), lines_fed=str(count_lines(feed / "landing"))))
    try:
        print(spark.sparkContext.version)
    except Exception as error:
        print(type(error).__name__)
