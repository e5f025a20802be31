"""DataFrames in, DataFrames out: the rules of the Python engine in Spark. No session, read, write, action or clock."""
