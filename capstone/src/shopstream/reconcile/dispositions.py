"""What became of each line: it is accepted, a duplicate, or quarantined, and exactly one of the three."""

import json
from dataclasses import dataclass, field

from shopstream.contracts.events import Reason
from shopstream.reconcile.canonical import moment
from shopstream.reconcile.law import Law, Rule, compare, judge
from shopstream.reconcile.queries import Query, both_sides, rows


@dataclass(frozen=True)
class Dispositions:
    """What became of the lines. A line is named as in ``line 17``.

    ``received`` has the time of each line, ``accepted`` the line of each event, ``duplicates`` the event that a line repeats,
    ``quarantined`` the reason of a line. ``undecided`` says of each line that has no disposition, or two, what is wrong with it.
    """

    received: dict[str, str] = field(default_factory=dict)
    accepted: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)


LINES_FED = Rule("lines_fed", "lines", "each line that was fed is in bronze")
DISPOSITIONS = Rule("dispositions", "lines", "each line of bronze is accepted, or a duplicate, or quarantined, and one of these only")
KEPT_LINES = Rule(
    "kept_lines", "rows", "each row of silver and quarantine is a line of bronze, with its time of receipt and, if refused, its body"
)
REASONS = frozenset(Reason)
QUARANTINE_REASONS = Rule("quarantine_reasons", "lines", "each refused line has a reason that the contract knows")
UNIQUE_KEYS = Rule("unique_keys", "rows", "no key stands twice in its table")


def read_dispositions(query: Query) -> Dispositions:
    """The dispositions as they are stored. A line in neither silver nor quarantine has to be a repeat, as its body says."""
    accepted = dict(rows(query, "laws/accepted_events"))
    repeats = [(*row, event_id_of(row[2])) for row in rows(query, "laws/undecided_lines")]
    originals = {accepted[event_id] for *_, event_id in repeats if event_id in accepted}
    bodies = {sequence: body for sequence, body in rows(query, "laws/accepted_bodies") if sequence in originals}
    duplicates, undecided = {}, {}
    for sequence, place_count, body, event_id in repeats:
        if place_count:
            undecided[line_name(sequence)] = "is both accepted and quarantined"
        elif event_id not in accepted:
            undecided[line_name(sequence)] = "is neither accepted nor quarantined, and repeats no accepted event"
        elif accepted[event_id] > sequence:
            undecided[line_name(sequence)] = f"came before the accepted {line_name(accepted[event_id])} of the same event"
        elif bodies.get(accepted[event_id]) != body:
            undecided[line_name(sequence)] = f"has the event_id of the accepted {line_name(accepted[event_id])}, and says something else"
        else:
            duplicates[line_name(sequence)] = event_id
    return Dispositions(
        received={line_name(sequence): moment(received_at) for sequence, received_at in rows(query, "laws/bronze_lines")},
        accepted={event_id: line_name(sequence) for event_id, sequence in accepted.items()},
        duplicates=duplicates,
        quarantined={line_name(sequence): reason for sequence, reason in rows(query, "laws/quarantined_lines")},
        undecided=undecided,
    )


def line_name(sequence: int) -> str:
    """What a line is called.

    >>> line_name(17)
    'line 17'
    """
    return f"line {sequence}"


def event_id_of(body: str) -> str | None:
    """What a body says its event is; None where it says nothing."""
    try:
        event_id = json.loads(body)["event_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return event_id if isinstance(event_id, str) else None


def line_laws(query: Query, stored: Dispositions, lines_fed: int) -> list[Law]:
    """The laws by which no line is lost, and none counts twice."""
    unknown = [f"{name} has the reason {reason!r}" for name, reason in stored.quarantined.items() if reason not in REASONS]
    placed = len(stored.accepted) + len(stored.duplicates) + len(stored.quarantined)
    return [
        judge(LINES_FED, lines_fed, len(stored.received), []),
        judge(DISPOSITIONS, len(stored.received), placed, [f"{name} {problem}" for name, problem in stored.undecided.items()]),
        compare(KEPT_LINES, *both_sides(query, "laws/kept_lines")),
        judge(QUARANTINE_REASONS, len(stored.quarantined), len(stored.quarantined) - len(unknown), unknown),
        compare(UNIQUE_KEYS, *both_sides(query, "laws/unique_keys")),
    ]
