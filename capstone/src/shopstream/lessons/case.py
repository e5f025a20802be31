"""The case of lab 1: the shop's books, in which two departments count differently and one person does harm, in a SQLite database in memory.

**How the answer is kept from sight.** An accusation is a person and an amount. A trigger makes a key from both, by thousands of steps that
no query walks backwards, and looks for an envelope with that lock; the key alone turns the envelope's digits into words. So no
table holds the amount, nor does ``sqlite_schema``, and neither says who it was. Some envelopes are for known wrong answers.

It keeps a curious learner on the path of the evidence: who lists tables finds digits, and a case hears five accusations. It does not stop
whoever reads this module, or writes a program that walks the steps back (about a minute). Nothing but a lesson depends on it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from importlib.resources import files
from random import Random

from shopstream.lessons import current
from shopstream.lessons.case_plot import (
    AFTER,
    BOUNDS,
    DESKS,
    ENGINEER,
    FINANCE,
    LAST_DAY,
    NEVER_PAID,
    OWNER,
    STOCK,
    Plot,
    Slip,
    harm,
    honest,
    plot_of,
    reason_of,
)  # fmt: skip
from shopstream.lessons.envelope import sealed
from shopstream.lessons.shelf import kept
from shopstream.lessons.shop import Shop, database, engine_on, euro, ledger_of

SHOWN = {"days": 21, "orders_per_day": 120}
UNSEEN = {"days": 21, "orders_per_day": 80}
"""Small enough that the departments disagree by thousands, not by tens of thousands; too large to be looked through."""


def open_case(seed: int = 7) -> Shop:
    """The shop of a seed in which revenue is missing. You may change everything: it is a copy. The next ``%%sql`` cells ask it.

    Its ledger knows what was ordered and what was paid. What went back, nobody has counted: that is the case.

    Raises:
        UsageError: a seed that cannot be.
    """
    current.engine = engine_on(shown_case(seed))
    ledger = ledger_of(seed, "baskets", **SHOWN)
    return Shop(current.engine, {name: value for name, value in ledger.items() if name != "refunded_cents"})


@lru_cache(maxsize=4)
def shown_case(seed: int) -> bytes:
    """The case that a learner sees, serialised."""
    return kept(f"case of {SHOWN} {seed!r}", lambda: case(seed, **SHOWN))


@lru_cache(maxsize=16)
def unseen_case(seed: int) -> bytes:
    """A smaller one with other people in it."""
    return kept(f"case of {UNSEEN} {seed!r}", lambda: case(seed, **UNSEEN))


def case(seed: int, **size: int) -> bytes:
    """The database of a case, which is the same for the same seed to the byte."""
    from shopstream.lessons.books import books_of

    plot, tables = plot_of(Random(f"case {seed}"), size["days"]), books_of(seed, "baskets", **size)
    unwanted = ("refund_fact", "interaction_fact", "customer_change")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database({name: rows for name, rows in tables.items() if name not in unwanted}, "baskets"))
        connection.executescript("drop table interaction_fact; drop table customer_change;")
        connection.executescript(written("case.sql"))
        delay(connection)
        people = hire(connection, plot)
        refunds = tables["refund_fact"].select("order_id", "line_number", "amount_cents", "refunded_at").rows()
        book(connection, plot, honest(plot, refunds) + harm(connection, plot))
        for moment, name, body in memos(connection, plot):
            connection.execute("insert into memo (written_at, staff_id, body) values (?, ?, ?)", (moment, people[name], body))
        connection.executemany(
            "insert into envelope (lock, letter) values (?, ?)", sorted(dict(envelopes(connection, plot, people)).items())
        )
        connection.commit()
        connection.execute("vacuum")
        connection.execute("analyze")
        return connection.serialize()


# What is written down -------------------------------------------------------------------------------------------------------------
def hire(connection: sqlite3.Connection, plot: Plot) -> dict[str, int]:
    """Write down the staff and their sign-ins; returns the number of each name."""
    people = dict(zip(DESKS, plot.rng.sample(range(11, 11 + len(DESKS)), len(DESKS)), strict=True))
    rows = sorted((people[name], name, desk) for name, desk in DESKS.items())
    connection.executemany("insert into staff values (?, ?, ?)", rows)
    sign_ins = [(terminal, people[name], moment) for terminal, moment, name in sorted(plot.sign_ins, key=lambda entry: entry[1:])]
    connection.executemany("insert into sign_in (terminal, staff_id, signed_in_at) values (?, ?, ?)", sign_ins)
    return people


def book(connection: sqlite3.Connection, plot: Plot, slips: list[Slip]) -> None:
    """Write down all refunds, numbered in order of time."""
    failed = {order for (order,) in connection.execute("select order_id from payment_fact where is_captured = 0")}
    for number, slip in enumerate(sorted(slips, key=lambda slip: (slip.moment, slip.order)), start=1):
        drawn = reason_of(plot, plot.at_terminal(slip.terminal, slip.moment), is_hard=slip.order in failed)
        reason = slip.reason if slip.is_certain else drawn
        connection.execute("insert into refund_slip values (?, ?, ?)", (number, slip.terminal, reason))
        rows = [(number, line, slip.order, cents, slip.moment) for line, cents in slip.lines]
        connection.executemany(
            "insert into refund_fact (refund_id, line_number, order_id, amount_cents, refunded_at) values (?, ?, ?, ?, ?)", rows
        )


def delay(connection: sqlite3.Connection) -> None:
    """Let the last paid order of the week's last day come in its last minute, and be paid after midnight."""
    (order,) = connection.execute(
        "select o.order_id from order_fact as o inner join payment_fact as p on p.order_id = o.order_id "
        "where o.order_date >= :last and o.order_date < :after group by o.order_id "
        "having min(p.is_captured) = 1 order by max(o.order_date) desc, o.order_id desc limit 1",
        {"last": LAST_DAY, "after": AFTER},
    ).fetchone()
    connection.execute("update order_fact set order_date = ? where order_id = ?", (f"{LAST_DAY} 23:59:38", order))
    connection.execute("update payment_fact set paid_at = ? where order_id = ?", (f"{AFTER} 00:00:21", order))


# What people say ------------------------------------------------------------------------------------------------------------------
SEEN_MOST = """
    select c.customer_name
    from refund_fact as r
    inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number
    inner join customer_dim as c on c.customer_id = o.customer_id
    where r.refunded_at >= :week and r.refunded_at < :after
    group by c.customer_name
    having min(o.order_id in (select order_id from payment_fact where is_captured = 1)) = 1
    order by count(distinct r.refund_id) desc, c.customer_name
    limit 1
"""
"""The name on most refunds of the week, of those who paid for all of their orders."""

RULES = (
    "House rules. A week runs from Monday 00:00 until the next Monday 00:00, UTC. Its revenue: the orders placed in it that were paid, "
    "guests too, each once; less the refunds booked in it, whenever the order was placed. "
    "An exchange has a slip, and no money moves: it is no refund."
)
CASE = (
    "Finance and marketing each sent me the revenue of the week from 9 to 15 November. They differ. I want every cent of it explained "
    "by noon. If it was all carelessness, good. If not, I want a name and an amount."
)


def memos(connection: sqlite3.Connection, plot: Plot) -> Iterator[tuple[str, str, str]]:
    """(moment, name, text). The owner's hold; four others suspect what has not taken a cent, and finance is mistaken."""
    (name,) = connection.execute(SEEN_MOST, BOUNDS).fetchone()
    place = f"{plot.terminal}. Everybody knows whose place that is: {plot.framed} is there day after day."
    yield "2026-11-02 08:00:00", OWNER, RULES
    yield (
        "2026-11-11 07:40:00",
        STOCK,
        "Order lines at 0 cents again, every day. Somebody gives our goods away, and it is not the warehouse.",
    )
    yield "2026-11-12 03:05:00", ENGINEER, "The import of payments stopped at 02:10. I ran it again. If payments are in twice, it was me."
    yield "2026-11-14 16:20:00", plot.witness, f"One more refund for {name}. Does anybody read these slips?"
    yield "2026-11-17 09:00:00", FINANCE, "Our week is closed. An empty reason on a slip is a nuisance, but it changes no total."
    yield "2026-11-20 18:05:00", plot.witness, f"If a slip is wrong, ask at {place}"
    yield "2026-11-23 08:10:00", OWNER, CASE


# What opens to whom ---------------------------------------------------------------------------------------------------------------
def causes_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Each cause, with what it adds to marketing's total against finance's, in cents. Together they are the difference."""
    return dict(connection.execute(written("case_causes.sql"), BOUNDS).fetchall())


def envelopes(connection: sqlite3.Connection, plot: Plot, people: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Lock and letter of each answer that is known, the right one and the wrong ones."""
    causes = causes_of(connection)
    (gap,) = connection.execute("select cents from unexplained").fetchone()
    (unpaid,) = connection.execute(f"select sum(order_amount_cents) {NEVER_PAID}", BOUNDS).fetchone()
    forgotten, harm = -causes["forgotten reasons"], -causes["never paid"]
    listed = "; ".join(f"{name} {signed(cents)}" for name, cents in causes.items())
    yield sealed(0, abs(gap), "This is the whole difference. It has several causes, some up, some down. At most one of them is a crime.")
    yield sealed(0, unpaid, "This is what all unpaid orders of the week would have brought. Nobody takes what never came: what went back?")
    yield sealed(0, forgotten, "Slips without a reason, of orders that were paid: goods came back, money went back, in a hurry.")
    yield sealed(
        0, forgotten + harm, "All slips of the week without a reason. Those of paid orders were forgotten, not stolen. Keep the others."
    )
    yield sealed(0, harm, "The cents are right, the person is not. Who had signed in last at the terminal, before each of these slips?")
    yield sealed(
        people[plot.framed],
        harm,
        f"The cents are right. {plot.framed} works at {plot.terminal}, and had not signed in last before any of these slips. Who had?",
    )
    yield sealed(
        people[plot.culprit],
        harm,
        f"Case closed. {plot.culprit} stood in for colleagues at their breaks, and paid back orders that nobody had paid: "
        f"{euro(harm)} EUR. The reason stayed empty, because finance's <> does not see an empty one. "
        f"Marketing less finance, to the cent: {listed}. Together {signed(gap)} EUR. {plot.framed} was having coffee.",
    )


def signed(cents: int) -> str:
    """An amount with its sign.

    >>> signed(-123456), signed(0)
    ('-1,234.56', '0.00')
    """
    return f"{'-' if cents < 0 else '+' if cents else ''}{euro(abs(cents))}"


def written(name: str) -> str:
    """A file of SQL beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
