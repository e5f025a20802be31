"""The pictures of a run: one module each, with ``read`` (figures from the warehouse), ``draw`` (a picture) and ``words``."""
