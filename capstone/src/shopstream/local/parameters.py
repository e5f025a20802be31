"""What a run is asked to do, checked before anything is made."""

from dataclasses import asdict, dataclass
from pathlib import Path

from shopstream.errors import UsageError

KINDS = ("simulator", "landing", "online_retail")
ENGINES = ("python", "spark")
SIZES = {"default": 200, "large": 2_000}
"""Orders a day of each size."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lines come from: ``kind`` is one of ``KINDS``; ``folder`` is None for the simulator."""

    kind: str
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of the main job, with their defaults: the same names as in ``capstone/run.ipynb``.

    Raises:
        UsageError: an unknown engine or source. Seed, days, orders and faults are checked by the simulator.
    """

    seed: int = 7
    days: int = 7
    orders_per_day: int = SIZES["default"]
    faults: str = "everyday"
    source: str = "simulator"
    engine: str = "python"

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise UsageError(f"no engine {self.engine!r}: use --engine {' or --engine '.join(ENGINES)}")
        parse_source(self.source)

    def __str__(self) -> str:
        shop = f"seed {self.seed}, {self.days} days, {self.orders_per_day} orders a day, faults {self.faults}, "
        return f"{shop if self.source == 'simulator' else ''}source {self.source}, engine {self.engine}"

    def to_dict(self) -> dict:
        return asdict(self)


def parse_source(text: str) -> Source:
    """The source that a text such as ``simulator`` or ``landing=DIR`` names.

    >>> parse_source("landing=feed").kind
    'landing'

    Raises:
        UsageError: the kind is unknown, or the folder is missing from the text.
    """
    kind, equals, folder = text.partition("=")
    if kind not in KINDS or (kind == "simulator") == bool(equals) or (equals and not folder):
        raise UsageError(f"no source {text!r}: use simulator, landing=DIR or online_retail=DIR")
    return Source(kind, Path(folder) if folder else None)


def landing_of(folder: Path) -> Path:
    """The landing folder that a source means: of a feed as ``shopstream simulate`` writes it, or the folder itself."""
    return folder / "landing" if (folder / "landing").is_dir() else folder


def orders_of(size: str) -> int:
    """Orders a day of a size.

    Raises:
        UsageError: no such size.
    """
    if size not in SIZES:
        raise UsageError(f"no size {size!r}: use {' or '.join(SIZES)}")
    return SIZES[size]
