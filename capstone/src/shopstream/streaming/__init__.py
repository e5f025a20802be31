"""Spark's sources, sinks, queries and checkpoints. No business rule."""
