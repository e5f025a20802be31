"""Writes of several tables at once: each leaves Spark idle for a good part of its time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 4


def side_by_side(works: Iterable[Callable[[], None]]) -> None:
    """Do all of it, some at a time, and wait for the end of all; then the first error, in their order, is raised."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = [pool.submit(work) for work in works]
    for work in begun:
        work.result()
