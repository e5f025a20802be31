"""Writes of several tables at once: each leaves Spark idle for a good part of its time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 4


def side_by_side(works: Iterable[Callable[[], T]]) -> list[T]:
    """Do all of it, some at a time, and wait for the end of all: what each gave, or the first error, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = [pool.submit(work) for work in works]
    return [work.result() for work in begun]
