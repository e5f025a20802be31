"""Run the jobs as a client of Spark Connect: no JVM in this process, so what needs one fails. Arguments: address, landing, folder."""

import sys
from pathlib import Path

from pyspark.sql import SparkSession
from shopstream.local.spark import params_of, run_jobs

if __name__ == "__main__":
    address, landing, folder = sys.argv[1:]
    spark = SparkSession.builder.remote(address).getOrCreate()
    for _, work in run_jobs(spark, params_of(Path(folder), Path(landing), Path(folder) / "spark.db")):
        work()
    try:
        print(spark.sparkContext.version)
    except Exception as error:
        print(type(error).__name__)
