"""Where a run's lines come from: the simulator, a landing folder, or real data."""

import json
from dataclasses import dataclass
from pathlib import Path

from shopstream.datasets.online_retail import convert
from shopstream.landing import count_lines, landing_files
from shopstream.local.parameters import Parameters, Source, landing_of, parse_source
from shopstream.simulator import simulate, write_feed


@dataclass(frozen=True, slots=True)
class Fed:
    """What a run is fed: ``lines`` are distinct by sequence.

    Without a ledger only the laws of conservation can be checked. ``natural_ids`` and ``report`` come with real data.
    """

    landing: Path
    lines: int
    ledger: Path | None = None
    natural_ids: Path | None = None
    report: dict | None = None

    def __str__(self) -> str:
        told = "and the shop's ledger." if self.ledger else "and no ledger: the laws of conservation are all that can be checked."
        counts = [f"{name.replace('_', ' ')}: {_counted(count)}" for name, count in (self.report or {}).items()]
        return "\n".join([f"{self.lines:,} lines in {len(landing_files(self.landing)):,} files, {told}", *counts])


def _counted(count: object) -> str:
    if isinstance(count, dict):
        return ", ".join(f"{name} {_counted(part)}" for name, part in count.items()) or "none"
    return f"{count:,}" if isinstance(count, int) else str(count)


def prepare(parameters: Parameters, folder: Path) -> Fed:
    """The lines of a run. What is written goes to ``folder``; what is complete there already is kept.

    Raises:
        UsageError: parameters that the simulator refuses.
        SourceError: a folder that cannot be read.
    """
    source = parse_source(parameters.source)
    return {"simulator": _simulated, "landing": _landed, "online_retail": _converted}[source.kind](parameters, source, folder)


def is_complete(folder: Path) -> bool:
    """Whether a simulated feed is whole: the readable ledger is written last."""
    return (folder / "ledger" / "ledger.json").is_file()


def _simulated(parameters: Parameters, source: Source, folder: Path) -> Fed:
    if not is_complete(folder):
        shop = {"seed": parameters.seed, "days": parameters.days, "orders_per_day": parameters.orders_per_day}
        write_feed(simulate(**shop, faults=parameters.faults), folder)
    return _landed(parameters, Source("landing", folder), folder)


def _landed(parameters: Parameters, source: Source, folder: Path) -> Fed:
    landing = landing_of(source.folder)
    return Fed(landing, count_lines(landing), source.folder / "ledger" if is_complete(source.folder) else None)


def _converted(parameters: Parameters, source: Source, folder: Path) -> Fed:
    report = folder / "source_report.json"
    if not report.exists():
        convert(source.folder, folder)
    landing = folder / "landing"
    counted = json.loads(report.read_text(encoding="utf-8"))
    return Fed(landing, count_lines(landing), natural_ids=folder / "natural_ids.parquet", report=counted)
