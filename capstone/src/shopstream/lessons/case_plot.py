"""Who does what in the case of lab 1, and what goes back: drawn from the seed."""

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

WEEK, LAST_DAY, AFTER = "2026-11-09", "2026-11-15", "2026-11-16"
"""The week of the case: from the first day on, and before the third."""

LATE = ("2026-11-15 11:20:07", "2026-11-17 15:41:52")
"""When two refunds of the week before are booked: in the week, and after it."""

BOUNDS = {"week": WEEK, "after": AFTER}
NEVER_PAID = """
    from order_fact
    where order_date >= :week and order_date < :after
    and order_id not in (select order_id from payment_fact where is_captured = 1)
"""

OWNER, FINANCE, MARKETING, ENGINEER, STOCK, CAT = "Signe Holm", "Aldo Brandt", "Petra Lunde", "Yusuf Ostby", "Bruno Tarn", "Mogens"
CLERKS = (
    "Vera Quist", "Imre Falk", "Tilda Moss", "Oskar Bly", "Nanna Prior", "Juro Beck", "Lotte Ravn", "Emil Sand", "Hedda Croy",
)  # fmt: skip
OTHERS = {OWNER: "owner", FINANCE: "finance", MARKETING: "marketing", ENGINEER: "IT", STOCK: "warehouse", CAT: "warehouse, mice"}
DESKS = OTHERS | dict.fromkeys(CLERKS, "returns")
TERMINALS = ("R1", "R2", "R3")
SHIFTS = (6, 14, 22)
REASONS, WEIGHTS = ("exchange", "damaged", "too small", "too late", "not as shown"), (20, 25, 20, 20, 15)


@dataclass
class Plot:
    """Who does what, and when. ``sign_ins`` are (terminal, moment, name); ``chances`` (terminal, from, to): there the culprit is alone."""

    rng: Random
    culprit: str = ""
    framed: str = ""
    careless: str = ""
    witness: str = ""
    terminal: str = ""
    sign_ins: list[tuple[str, str, str]] = field(default_factory=list)
    chances: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    def at_terminal(self, terminal: str, moment: str) -> str:
        """Who signed in last at a terminal, before a moment or at it."""
        there = sorted(entry for entry in self.sign_ins if entry[0] == terminal)
        return there[bisect_right(there, (terminal, moment, "~")) - 1][2]


# Who sits where -------------------------------------------------------------------------------------------------------------------
def plot_of(rng: Random, days: int) -> Plot:
    """Nine clerks, three terminals, three shifts. The culprit stands in for a colleague of the same shift, and uses the break."""
    posts = [(terminal, shift) for shift in SHIFTS for terminal in TERMINALS]
    regular = dict(zip(posts, rng.sample(CLERKS, len(posts)), strict=True))
    shift, (own, victim, third) = rng.choice(SHIFTS[:2]), rng.sample(TERMINALS, 3)
    plot = Plot(rng, culprit=regular[own, shift], framed=regular[victim, shift], terminal=victim)
    plot.careless, plot.witness = rng.sample([clerk for (_, other), clerk in regular.items() if other != shift], 2)
    elsewhere = rng.choice((11, 12, 13, 14, 15))  # one of the days in November
    for day in range(-1, days):
        date = datetime(2026, 11, 2) + timedelta(days=day)
        for terminal, start in posts:
            is_chance = start == shift and 11 <= date.day <= 15 and terminal == (third if date.day == elsewhere else victim)
            sit(plot, regular, terminal, start, date, is_chance=is_chance)
    return plot


def sit(plot: Plot, regular: dict, terminal: str, start: int, date: datetime, *, is_chance: bool) -> None:
    """One shift at a terminal: somebody signs in, and most days a colleague stands in for a break."""
    rng, minute = plot.rng, timedelta(minutes=1)
    colleagues = [regular[other, start] for other in TERMINALS if other != terminal]
    is_ill = rng.random() < 0.15 and not is_chance and plot.framed != regular[terminal, start]
    absent = [clerk for (_, other), clerk in regular.items() if other != start]
    clerk = rng.choice(absent) if is_ill else regular[terminal, start]
    begins = date + timedelta(hours=start, seconds=rng.randrange(-600, 600))
    plot.sign_ins.append((terminal, text(begins), clerk))
    if rng.random() < 0.7 or is_chance:
        leaves = date + timedelta(hours=start) + rng.randrange(60, 390) * minute + timedelta(seconds=rng.randrange(60))
        returns = leaves + rng.randrange(20, 45) * minute
        stands_in = plot.culprit if is_chance else rng.choice(colleagues)
        plot.sign_ins += [(terminal, text(leaves), stands_in), (terminal, text(returns), clerk)]
        if is_chance:
            plot.chances.append((terminal, leaves, returns))


# What goes back -------------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Slip:
    """A refund as the desk writes it. ``lines`` are (line_number, cents); ``is_certain``: its reason is not left to chance."""

    moment: str
    order: int
    lines: tuple[tuple[int, int], ...]
    terminal: str
    reason: str | None = None
    is_certain: bool = False


def honest(plot: Plot, refunds: list[tuple]) -> list[Slip]:
    """The shop's own refunds. Two come much later than usual, and one is booked in two parts, on two slips without a reason."""
    slips: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for order, line, cents, moment in refunds:
        slips[moment, order].append((line, cents))
    usual = [Slip(*key, tuple(lines), plot.rng.choice(TERMINALS)) for key, lines in sorted(slips.items())]
    early = plot.rng.sample([slip for slip in usual if slip.moment < WEEK], 2)
    parted = plot.rng.choice([slip for slip in usual if WEEK < slip.moment < LAST_DAY and len(slip.lines) > 1] or usual)
    late = [replace(slip, moment=moment, reason="damaged", is_certain=True) for slip, moment in zip(early, LATE, strict=True)]
    later = text(datetime.fromisoformat(parted.moment) + timedelta(minutes=35))
    parts = [
        replace(parted, lines=parted.lines[:1], is_certain=True),
        replace(parted, lines=parted.lines[1:], is_certain=True, moment=later),
    ]
    return [slip for slip in usual if slip not in (*early, parted)] + late + [part for part in parts if part.lines]


def harm(connection: sqlite3.Connection, plot: Plot) -> list[Slip]:
    """The culprit's refunds: at most two a break, of whole orders of the week that were never paid."""
    unpaid = connection.execute(f"select order_id, min(order_date) {NEVER_PAID} group by order_id order by order_id", BOUNDS).fetchall()
    done: dict[int, Slip] = {}
    for terminal, leaves, returns in plot.chances:
        known = [order for order, placed in unpaid if placed < text(leaves) and order not in done]
        for order in plot.rng.sample(known, min(2, len(known))):
            moment = leaves + timedelta(seconds=plot.rng.randrange(120, int((returns - leaves).total_seconds()) - 120))
            lines = connection.execute("select line_number, order_amount_cents from order_fact where order_id = ?", (order,)).fetchall()
            done[order] = Slip(text(moment), order, tuple((line, cents) for line, cents in lines if cents), terminal, is_certain=True)
    return list(done.values())


def reason_of(plot: Plot, clerk: str, *, is_hard: bool) -> str | None:
    """What a clerk writes on an honest slip. Anybody may forget it: one often does, and many do after an order that was hard to pay."""
    usual = {plot.careless: 0.7, plot.culprit: 0.3}.get(clerk, 0.1)
    forgets = plot.rng.random() < (0.8 if is_hard else usual)
    reason = plot.rng.choices(REASONS, WEIGHTS)[0]
    return None if forgets else reason


def text(moment: datetime) -> str:
    """As the tables write it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")
