"""What the bundle runs: one module for each task, each with ``run(spark, params)``."""
