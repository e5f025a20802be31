"""Landing files in batches of lines, from a high-water mark on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shopstream.landing import Line, landing_files, read_landing


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines with the file that each came from, and how many lines of each of these files are then read."""

    lines: list[tuple[str, Line]]
    marks: dict[str, int]


def read_batches(folder: Path, marks: Mapping[str, int], *, lines_per_batch: int) -> Iterator[Batch]:
    """The lines of a landing folder that no mark covers, in the order of the files. Memory holds one batch.

    Args:
        marks: file name to the number of its lines that are loaded.

    Raises:
        SourceError: a file cannot be read, or a line is not the collector's.
    """
    done = dict(marks)
    lines = ((path.name, line) for path in landing_files(folder) for line in read_landing(path, skip=done.get(path.name, 0)))
    while part := list(islice(lines, lines_per_batch)):
        counts = _counted(source for source, _ in part)
        marks = {source: done.get(source, 0) + count for source, count in counts.items()}
        done |= marks
        yield Batch(part, marks)


def _counted(sources: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for source in sources:
        counts[source] = counts.get(source, 0) + 1
    return counts
