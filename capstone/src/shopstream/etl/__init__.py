"""The Python engine: extract, validate, transform (pure, pandas), load; the pipeline puts them together."""
