"""shopstream: a shop that knows the truth about itself, and the pipeline that recovers it from a damaged stream."""
