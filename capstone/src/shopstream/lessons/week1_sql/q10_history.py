"""Exercise 1.10: versions that are closed, joined at their time, checked, loaded twice and rebuilt. On a small shop of its own.

In the shop of the lessons nobody orders in the very second of a move, so `between` would pass there. Here several do.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from itertools import pairwise
from random import Random

from sqlalchemy import Engine

from shopstream.lessons import current
from shopstream.lessons.script import LoadedTwice, Probe, ScriptQuestion
from shopstream.lessons.shop import database, engine_on
from shopstream.lessons.sql import SqlQuestion

# The shop of this exercise ---------------------------------------------------------------------------------------------------------
MORE_TABLES = """
create table customer_version (
    version_key integer primary key,
    customer_id integer not null,
    customer_name text not null,
    location text,
    valid_from text not null,
    valid_to text not null default '9999-12-31 00:00:00'
) strict;

create table announcement (
    customer_id integer primary key,
    customer_name text not null,
    location text,
    changed_at text not null
) strict;

create table bought_version (
    customer_id integer not null,
    location text,
    valid_from text not null,
    valid_to text not null
) strict;

create table bought_change (
    change_id integer primary key,
    customer_id integer not null,
    location text,
    changed_at text not null
) strict;
"""

COLUMNS = {
    "customer_dim": "customer_id, customer_name, location",
    "product_dim": "product_id, product_name, category",
    "customer_version": "customer_id, customer_name, location, valid_from, valid_to",
    "order_fact": "order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents, session_id",
    "announcement": "customer_id, customer_name, location, changed_at",
    "bought_version": "customer_id, location, valid_from, valid_to",
    "bought_change": "change_id, customer_id, location, changed_at",
}

FAR = "9999-12-31 00:00:00"
NIGHT = "2026-11-10 00:00:00"


def at(day: int, hour: int = 0, minute: int = 0) -> str:
    return f"2026-11-{day:02} {hour:02}:{minute:02}:00"


def archive(tables: Mapping[str, Iterable[tuple]]) -> bytes:
    """The tables of this exercise with these rows. `customer_dim` holds what the open versions say."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database({}, "baskets"))
        connection.executescript(MORE_TABLES)
        today = [row[:3] for row in tables["customer_version"] if row[4] == FAR]
        for name, rows in ({"customer_dim": today} | dict(tables)).items():
            marks = ", ".join("?" for _ in COLUMNS[name].split(", "))
            connection.executemany(f"insert into {name} ({COLUMNS[name]}) values ({marks})", rows)
        connection.commit()
        return connection.serialize()


PRODUCTS = [(1, "Mug, blue", "kitchen"), (2, "Lamp, small", "home"), (3, "Teapot, large", "kitchen")]

BY_HAND = archive(
    {
        "product_dim": PRODUCTS,
        "customer_version": [
            (2001, "Ann Novak", "Bergen", at(1, 8), NIGHT),
            (2001, "Ann Novak", "Cork", NIGHT, at(15, 12)),
            (2001, "Ann Novak", "Lyon", at(15, 12), FAR),
            (2002, "Bo Lindqvist", None, at(1, 8), at(8, 14)),
            (2002, "Bo Lindqvist", "Porto", at(8, 14), FAR),
            (2003, "Cem Kaya", "Porto", at(2, 9), NIGHT),
            (2003, "Cem Kaya", "Turin", NIGHT, FAR),
            (2004, "Dina Rossi", "Graz", at(1, 8), at(13, 9)),
            (2004, "Dina Kaya", "Graz", at(13, 9), FAR),  # another name, the same place
            (2005, "Eve Berg", "Turin", at(3, 10), at(12, 10)),
            (2005, "Eve Berg", None, at(12, 10), FAR),
            (2006, "Ole Fuentes", "Lyon", at(14, 7), FAR),  # nobody knew him on the 10th
            (2007, "Uma Silva", None, at(5, 6), FAR),
            (2010, "Zoe Kern", "Graz", at(6, 8), at(10, 15)),
            (2010, "Zoe Kern", "Porto", at(10, 15), FAR),  # moves on the 10th, and not in its first second
        ],
        "order_fact": [
            (1, 1, 1, 2001, 1, at(9, 18), 900, 1),
            (1, 2, 2, 2001, 2, at(9, 18), 2400, 1),
            (2, 1, 3, 2001, 1, NIGHT, 2500, 2),  # in the second of a move
            (3, 1, 1, 2001, 3, at(16, 9), 2700, 3),
            (4, 1, 2, 2002, 1, at(5, 11), 1200, 4),
            (5, 1, 3, 2002, 2, at(8, 14), 5000, 5),  # in the second of a move
            (6, 1, 1, None, 2, at(11, 20), 1800, 6),
            (7, 1, 2, 2003, 4, at(12, 8), 4800, 7),
            (8, 1, 3, 2005, 1, at(12, 10), 2500, 8),  # in the second of a move
            (9, 1, 1, 2004, 1, at(13, 9), 900, 9),  # in the second of a new name
            (10, 1, 2, 2006, 2, at(15, 16), 2400, 10),
            (11, 1, 3, None, 1, at(3, 13), 2500, 11),
            (12, 1, 2, 2005, 1, at(4, 19), 1200, 12),
            (13, 1, 1, 2010, 1, at(10, 9), 800, 13),  # on the day of a move, before it
        ],
        "announcement": [
            (2001, "Ann Novak", "Cork", at(20, 10)),
            (2002, "Bo Lindqvist", None, at(20, 11)),  # a known place becomes unknown
            (2003, "Cem Kaya", "Turin", at(20, 12)),  # nothing new
            (2004, "Dina Berg", "Graz", at(20, 13)),  # a name only
            (2005, "Eve Berg", "Bergen", at(20, 14)),  # an unknown place becomes known
            (2006, "Ole Fuentes", "Malmö", at(13, 7)),  # older than what is known
            (2007, "Uma Silva", None, at(20, 15)),  # nothing new, and unknown
            (2008, "Pia Lund", "Évora", at(20, 16)),  # new
            (2009, "Rui Costa", None, at(20, 17)),  # new, place unknown
            (2010, "Zoe Berg", "Graz", at(20, 18)),  # name and place
        ],
        "bought_version": [
            (3001, "Bergen", at(1), at(5)),
            (3001, "Cork", at(5), at(9)),
            (3001, "Graz", at(9), FAR),
            (3002, None, at(1), at(5)),
            (3002, "Lyon", at(6), FAR),  # a gap of a day
            (3003, "Porto", at(2), at(8)),
            (3003, "Turin", at(6), FAR),  # an overlap of two days
            (3004, "Graz", at(3), FAR),
            (3005, "Turin", at(1), at(4)),
            (3005, "Cork", at(4), at(10)),
            (3005, None, at(9), at(12)),  # an overlap
            (3005, "Lyon", at(13), FAR),  # and a gap
            (3006, "Malmö", at(4), at(7)),
            (3006, "Porto", at(7), at(11)),  # no open version
        ],
        "bought_change": [
            (11, 3001, "Bergen", at(1, 8)),
            (12, 3002, None, at(1, 9)),
            (13, 3003, "Porto", at(2, 9)),
            (14, 3001, "Bergen", at(4, 17)),  # nothing new
            (15, 3004, "Graz", at(3, 10)),
            (16, 3005, None, at(3, 10)),  # in the same second as somebody else
            (17, 3001, "Cork", at(6, 18)),
            (18, 3001, "Lyon", at(6, 18)),  # corrects the one before, in its second
            (19, 3004, "Graz", at(7, 7)),  # nothing new
            (20, 3002, "Porto", at(8, 14)),
            (21, 3003, "Turin", at(9, 9)),
            (22, 3006, "Lyon", at(9, 10)),
            (23, 3001, "Lyon", at(9, 11)),  # nothing new
            (24, 3005, None, at(9, 12)),  # nothing new
            (25, 3002, None, at(10, 15)),
            (26, 3003, "Cork", at(5, 16)),  # late
            (27, 3006, "Bergen", at(12, 10)),
            (28, 3006, "Lyon", at(12, 10)),  # takes it back
        ],
    }
)

CITIES = ["Bergen", "Cork", "Graz", "Lyon", "Porto", "Turin", None]


def busy_month(seed: int) -> bytes:
    """Other rows in the same tables. Customer 2003 has several versions and does not live in Cork, as the prompt says."""
    rng = Random(seed)
    versions = [row for number in range(2001, 2013) for row in a_history(rng, number)]
    opened = {row[0]: row for row in versions if row[4] == FAR}
    return archive(
        {
            "product_dim": PRODUCTS,
            "customer_version": versions,
            "order_fact": [an_order(rng, number, versions) for number in range(1, 81)],
            "announcement": [an_announcement(rng, row) for row in opened.values()]
            + [(number, f"New {number}", rng.choice(CITIES), at(20, rng.randrange(8, 20))) for number in (2021, 2022, 2023)],
            "bought_version": [row for number in range(3001, 3011) for row in a_bad_history(rng, number)],
            "bought_change": announcements(rng),
        }
    )


def a_history(rng: Random, number: int) -> list[tuple]:
    """Versions of a customer that meet; often one of them begins with the 10th."""
    count = 3 if number == 2003 else rng.randrange(1, 5)
    begins = sorted(rng.sample([at(day, hour) for day in range(1, 18) for hour in (6, 12, 18)], count))
    if count > 1 and rng.random() < 0.6:
        begins = sorted({begins[0] if begins[0] < NIGHT else at(2, 6), NIGHT, *begins[2:]})
    name, places = f"Customer {number}", [rng.choice(CITIES)]
    while len(places) < len(begins):
        places.append(rng.choice([city for city in CITIES if city != places[-1]]))
    if number == 2003:
        places = ["Porto" if place == "Cork" else place for place in places]
    ends = [*begins[1:], FAR]
    return [(number, name, place, begin, end) for place, begin, end in zip(places, begins, ends, strict=True)]


def an_order(rng: Random, number: int, versions: list[tuple]) -> tuple:
    """An order of a guest, or of a customer who is known; often in the second in which a version begins."""
    cents = rng.randrange(5, 90) * 100
    if rng.random() < 0.2:
        return number, 1, rng.randrange(1, 4), None, 1, at(rng.randrange(1, 25), 13), cents, number
    customer, _, _, begin, _ = rng.choice(versions)
    when = begin if rng.random() < 0.4 else max(begin, at(rng.randrange(10, 25), 13))
    return number, 1, rng.randrange(1, 4), customer, rng.randrange(1, 4), when, cents, number


def an_announcement(rng: Random, row: tuple) -> tuple:
    """What a customer says on the 20th: something new or nothing. Some say what was so before their open version began."""
    number, name, place, begin, _ = row
    name = rng.choice([name, name, f"{name} jr."])
    told = rng.choice([place, rng.choice(CITIES)])
    return number, name, told, at(1, 1) if begin > at(3) and rng.random() < 0.25 else at(20, rng.randrange(8, 20))


def a_bad_history(rng: Random, number: int) -> list[tuple]:
    """Versions that may meet, leave a gap, or overlap."""
    begins = sorted(rng.sample(range(2, 26), rng.randrange(1, 5)))
    ends = [max(day + rng.choice([0, 0, 0, -1, 1]), begin + 1) for begin, day in pairwise(begins)]
    last = rng.choice([FAR, FAR, at(28)])
    return [(number, rng.choice(CITIES), at(begin), end) for begin, end in zip(begins, [*map(at, ends), last], strict=True)]


def announcements(rng: Random) -> list[tuple]:
    """Announcements of which some say nothing new, some fall into one second, some arrive late."""
    told = []
    for number in range(3001, 3013):
        for _ in range(rng.randrange(1, 7)):
            told.append((number, rng.choice([*CITIES[:3], None]), at(rng.randrange(1, 9), rng.choice([8, 20]))))
    rng.shuffle(told)
    told[: len(told) * 3 // 4] = sorted(told[: len(told) * 3 // 4], key=lambda row: row[2])
    return [(change, *row) for change, row in enumerate(told, start=11)]


def open_archive() -> Engine:
    """The small shop of this exercise. The next ``%%sql`` cells ask it."""
    current.engine = engine_on(BY_HAND)
    return current.engine


def ask_archive(prompt: str, *, level: str, hints: tuple[str, str]) -> SqlQuestion:
    """A question to the small shop, whose answer is one query."""
    question = SqlQuestion(prompt, level=level, hints=hints)
    question.data(shown=BY_HAND, unseen=busy_month)
    return question


def history_of(number: int) -> Probe:
    """A look at one customer's versions, so that what is told is the version that differs."""
    return Probe(
        f"the versions of customer {number}",
        f"select customer_name, location, valid_from, valid_to from customer_version where customer_id = {number}",
    )


# 1 --------------------------------------------------------------------------------------------------------------------------------
that_night = ask_archive(
    """Where did everybody live when the 10th began?

    For `2026-11-10 00:00:00`, from `customer_version`: columns `customer_id`, `location`, one row for each customer who has a version in
    that second. An unknown place is NULL.
    """,
    level="core",
    hints=(
        "Two customers move in that very second. Does it belong to the old version or to the new one?",
        "Half-open: the version begins at this second or before it, and ends after it. That is `<=` on one side and `<` on the other.",
    ),
)
that_night.solution("""
select customer_id, location
from customer_version
where valid_from <= '2026-11-10 00:00:00' and valid_to > '2026-11-10 00:00:00'
""")
that_night.also_right("""
with begun as (
    select customer_id, location, row_number() over (partition by customer_id order by valid_from desc) as place
    from customer_version
    where valid_from <= '2026-11-10 00:00:00'
)
select customer_id, location from begun where place = 1
""")
that_night.also_right("""
select v.customer_id, v.location
from customer_version as v
where '2026-11-10 00:00:00' >= v.valid_from and not '2026-11-10 00:00:00' >= v.valid_to
""")
that_night.mistake(
    "Customers 2001 and 2003 stand there twice. You take both ends, as `between` does, and in this second one version ends "
    "and the next begins.",
    "select customer_id, location from customer_version where '2026-11-10 00:00:00' between valid_from and valid_to",
)
that_night.mistake(
    "Customers 2001 and 2003 moved in this second, and you show where they lived before. A version's first second belongs to it, its end "
    "does not: `valid_from <= ...` and `valid_to > ...`, each with the time written out. As text, '2026-11-10' alone is smaller than "
    "'2026-11-10 00:00:00'.",
    "select customer_id, location from customer_version where valid_from < '2026-11-10 00:00:00' and valid_to >= '2026-11-10 00:00:00'",
)
that_night.mistake(
    "Customers 2001 and 2003 are missing: their new version begins in this very second, which belongs to it. Use `<=` at the beginning.",
    "select customer_id, location from customer_version where valid_from < '2026-11-10 00:00:00' and valid_to > '2026-11-10 00:00:00'",
)
that_night.mistake(
    "You show where everybody lives today. Customer 2006 was not known on the 10th, and 2005 still lived in Turin.",
    "select customer_id, location from customer_version where valid_to = '9999-12-31 00:00:00'",
)
that_night.mistake(
    "You show every version that had begun. Some had ended, too: customer 2001 did not live in Bergen any more. Ask for the end as well.",
    "select customer_id, location from customer_version where valid_from <= '2026-11-10 00:00:00'",
)
that_night.mistake(
    "You show every version that had not ended, also those that begin later. Ask for the beginning as well.",
    "select customer_id, location from customer_version where valid_to > '2026-11-10 00:00:00'",
)
that_night.mistake(
    "Customer 2007 is missing: her place is unknown, and she is a customer. Asked is a row for everybody who was known.",
    """select customer_id, location from customer_version
    where valid_from <= '2026-11-10 00:00:00' and valid_to > '2026-11-10 00:00:00' and location is not null""",
)
that_night.mistake(
    "You show only versions that both began before this second and still hold today. Customer 2001 lived in Cork then, and does not now.",
    """select customer_id, location from customer_version
    where valid_from <= '2026-11-10 00:00:00' and valid_to = '9999-12-31 00:00:00'""",
)
that_night.mistake(
    "You show every version there is. Ask for the one that held in this second.",
    "select customer_id, location from customer_version",
)
that_night.mistake(
    "You kept the versions that begin in this second. Whoever did not move lived somewhere, too.",
    "select customer_id, location from customer_version where valid_from = '2026-11-10 00:00:00'",
)
that_night.mistake(
    "Customer 2007 has a place with a name of your own. What nobody knows is NULL here: show `location` as it is.",
    """select customer_id, coalesce(location, 'unknown') as location from customer_version
    where valid_from <= '2026-11-10 00:00:00' and valid_to > '2026-11-10 00:00:00'""",
)

that_night.mistake(
    "Your condition takes the whole day: 2001, 2003 and 2010 stand there twice, as each of them moved on the 10th. Asked "
    "is one second, its first.",
    """select customer_id, location from customer_version
    where valid_from < '2026-11-11 00:00:00' and valid_to >= '2026-11-10 00:00:00'""",
)
that_night.mistake(
    "Customer 2010 stands there twice: your beginning takes the whole day, and she moved at 15:00. Asked is one second, "
    "the first of the 10th.",
    """select customer_id, location from customer_version
    where valid_from < '2026-11-11 00:00:00' and valid_to > '2026-11-10 00:00:00'""",
)
that_night.mistake(
    "You list the versions that end in this second. They do not hold any more, and whoever did not move lived somewhere, too.",
    "select customer_id, location from customer_version where valid_to = '2026-11-10 00:00:00'",
)
that_night.mistake(
    "Customer 2006 is in your list, and nobody knew him then: from `customer_dim`, a left join keeps everybody.",
    """select c.customer_id, v.location from customer_dim as c left join customer_version as v
    on v.customer_id = c.customer_id and v.valid_from <= '2026-11-10 00:00:00' and v.valid_to > '2026-11-10 00:00:00'""",
)

that_night.mistake(
    "Customer 2010 moved at 15:00, and you show the new place. You compare days; asked is one second, the first of the 10th.",
    """select customer_id, location from customer_version
    where date(valid_from) <= '2026-11-10' and date(valid_to) > '2026-11-10'""",
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
one_move = ScriptQuestion(
    """How does a customer move?

    Customer 2003 moves to Cork at `2026-11-20 09:30:00`. Write it into `customer_version`, so that the past stays. The name stays: take it
    from the table, for in the unseen shop customer 2003 has another name. End each statement with a semicolon.
    """,
    level="core",
    hints=(
        "Two statements: one ends a version, one begins another. Which row is the first one's, and at which second do they meet?",
        "`update ... set valid_to` where customer and open end fit. Then `insert ... select customer_id, customer_name, "
        "'Cork', ...` from the "
        "row that you closed: you know its `valid_to`.",
    ),
    probes=[
        history_of(2003),
        Probe("versions of all other customers", "select count(*) from customer_version where customer_id <> 2003"),
        Probe(
            "open versions of all other customers",
            "select count(*) from customer_version where customer_id <> 2003 and valid_to = '9999-12-31 00:00:00'",
        ),
        Probe("others who live in Cork", "select count(*) from customer_version where customer_id <> 2003 and location = 'Cork'"),
    ],
)
one_move.data(shown=BY_HAND, unseen=busy_month)
CLOSE_2003 = """
update customer_version
set valid_to = '2026-11-20 09:30:00'
where customer_id = 2003 and valid_to = '9999-12-31 00:00:00';
"""
OPEN_2003 = """
insert into customer_version (customer_id, customer_name, location, valid_from)
select customer_id, customer_name, 'Cork', '2026-11-20 09:30:00'
from customer_version
where customer_id = 2003 and valid_to = '2026-11-20 09:30:00';
"""
one_move.solution(CLOSE_2003.strip() + OPEN_2003)
one_move.also_right("""
begin;
insert into customer_version (customer_id, customer_name, location, valid_from, valid_to)
select customer_id, customer_name, 'Cork', '2026-11-20 09:30:00', valid_to
from customer_version
where customer_id = 2003
order by valid_from desc
limit 1;
update customer_version set valid_to = '2026-11-20 09:30:00'
where customer_id = 2003 and valid_to = '9999-12-31 00:00:00' and valid_from < '2026-11-20 09:30:00';
commit;
""")
one_move.also_right("""
insert into customer_version (customer_id, customer_name, location, valid_from)
select distinct customer_id, customer_name, 'Cork', '2026-11-20 09:30:00' from customer_version where customer_id = 2003;
update customer_version set valid_to = '2026-11-20 09:30:00'
where customer_id = 2003 and valid_to = '9999-12-31 00:00:00' and location is not 'Cork';
""")
one_move.mistake(
    "You wrote over the old place, and nobody can say any more where the customer lived before. That is type 1: close the "
    "row, insert another.",
    "update customer_version set location = 'Cork' where customer_id = 2003 and valid_to = '9999-12-31 00:00:00'",
)
one_move.mistake(
    "You wrote over the place in every version of the customer: the whole past is in Cork now. Close the open row, insert another.",
    "update customer_version set location = 'Cork' where customer_id = 2003",
)
one_move.mistake(
    "Customer 2003 has two open versions now, and an order of tomorrow finds both. Close the old one.",
    OPEN_2003.replace("valid_to = '2026-11-20 09:30:00'", "valid_to = '9999-12-31 00:00:00'"),
)
one_move.mistake(
    "The old version is closed, and no next one came: from 09:30 on customer 2003 lives nowhere. If your `insert` looked for the open row, "
    "it found none any more: look for the one that you closed.",
    CLOSE_2003,
)
one_move.mistake(
    "You closed the open versions of all customers: your `update` has no customer in its `where`.",
    CLOSE_2003.replace("customer_id = 2003 and ", "") + OPEN_2003,
)
one_move.mistake(
    "You closed every version of customer 2003 once more, also the older ones, so that they overlap the next. Only the open one ends.",
    CLOSE_2003.replace(" and valid_to = '9999-12-31 00:00:00'", "")
    + OPEN_2003.replace("select customer_id", "select distinct customer_id"),
)
one_move.mistake(
    "You closed every version of customer 2003 once more, also the older ones, and then opened one for each of them. Only "
    "the open one ends.",
    CLOSE_2003.replace(" and valid_to = '9999-12-31 00:00:00'", "") + OPEN_2003,
)
one_move.mistake(
    "The old version ends at 09:29:59, the new one begins at 09:30:00. The end does not belong to a version: both say 09:30:00.",
    CLOSE_2003.replace("09:30:00", "09:29:59") + OPEN_2003.replace("valid_to = '2026-11-20 09:30:00'", "valid_to = '2026-11-20 09:29:59'"),
)
one_move.mistake(
    "The new version begins at 09:30:01, and the second before it belongs to nobody. The end does not belong to a version: "
    "both say 09:30:00.",
    CLOSE_2003 + OPEN_2003.replace("'Cork', '2026-11-20 09:30:00'", "'Cork', '2026-11-20 09:30:01'"),
)
one_move.mistake(
    "You closed the new version together with the old one: both were open when your `update` ran. Close first, then insert.",
    OPEN_2003.replace("valid_to = '2026-11-20 09:30:00'", "valid_to = '9999-12-31 00:00:00'") + CLOSE_2003,
)
one_move.mistake(
    "There is a new version for each old one of customer 2003. Take the name from one row: the one that you closed.",
    CLOSE_2003 + OPEN_2003.replace(" and valid_to = '2026-11-20 09:30:00'", ""),
)
one_move.mistake(
    "SQLite refuses NULL: `customer_name` has no default. Take the name from the version that you closed.",
    CLOSE_2003 + "insert into customer_version (customer_id, location, valid_from) values (2003, 'Cork', '2026-11-20 09:30:00');",
)
one_move.mistake(
    "SQLite refuses NULL in `valid_to`. It has a default, the far date: leave the column out.",
    CLOSE_2003
    + OPEN_2003.replace("valid_from)", "valid_from, valid_to)").replace(
        "'Cork', '2026-11-20 09:30:00'", "'Cork', '2026-11-20 09:30:00', null"
    ),
)
one_move.mistake(
    "The version that was open is gone, and with it the place where customer 2003 lived until then. That row must stay and get an end; "
    "Cork is a row of its own.",
    "update customer_version set location = 'Cork', valid_from = '2026-11-20 09:30:00' "
    "where customer_id = 2003 and valid_to = '9999-12-31 00:00:00'",
)
one_move.mistake(
    "Your times lack their seconds. Times are text here: all must have one form, or they neither sort nor compare.",
    (CLOSE_2003 + OPEN_2003).replace("09:30:00", "09:30"),
)
one_move.mistake(
    "You noted the day and left the time out. The move is at 09:30:00: an order of that morning belongs to the old place.",
    (CLOSE_2003 + OPEN_2003).replace("2026-11-20 09:30:00", "2026-11-20"),
)
one_move.mistake(
    "`customer_version` is as before. If you wrote to `customer_dim`: the history has a table of its own. If you wrote "
    "`begin`, it lacks `commit`.",
    "update customer_dim set location = 'Cork' where customer_id = 2003",
)

one_move.mistake(
    "You closed every version of everybody: your `update` has no `where`. Only the open version of customer 2003 ends.",
    "update customer_version set valid_to = '2026-11-20 09:30:00';"
    + OPEN_2003.replace("select customer_id", "select distinct customer_id"),
)

one_move.mistake(
    "The row that you closed says Cork: where the customer lived before is gone, and there is no open version. Leave its "
    "place, insert a row.",
    CLOSE_2003 + "update customer_version set location = 'Cork' where customer_id = 2003 and valid_to = '2026-11-20 09:30:00';",
)
one_move.mistake(
    "The new version says the old place: it is a copy. Put 'Cork' where the `select` has `location`.",
    CLOSE_2003 + OPEN_2003.replace("'Cork'", "location"),
)
one_move.mistake(
    "SQLite refuses NULL in `valid_from`: your new version does not say when it begins. At `2026-11-20 09:30:00`.",
    CLOSE_2003 + "insert into customer_version (customer_id, customer_name, location) values (2003, 'Cem Kaya', 'Cork');",
)
one_move.mistake(
    "SQLite counts six columns, and you give five values: without a list it wants `version_key`, too. Name the columns.",
    CLOSE_2003 + "insert into customer_version values (2003, 'Cem Kaya', 'Cork', '2026-11-20 09:30:00', '9999-12-31 00:00:00');",
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
by_place = ask_archive(
    """Where did the shop sell?

    Columns `location`, `revenue_cents`: the revenue of all lines in `order_fact`, by the place where the customer lived when the order was
    placed. The row with NULL holds unknown places and guests. All rows together are the shop's revenue.
    """,
    level="core",
    hints=(
        "How many versions may an order line meet? What becomes of a line that meets none?",
        "Left join: the customer's number, `order_date >= valid_from` and `order_date < valid_to`, all three in `on`. Then "
        "group by location.",
    ),
)
REVENUE = """
select v.location, sum(o.order_amount_cents) as revenue_cents
from order_fact as o
left join customer_version as v
    on v.customer_id = o.customer_id and o.order_date >= v.valid_from and o.order_date < v.valid_to
group by v.location
"""
by_place.solution(REVENUE)
by_place.also_right("""
with placed as (
    select o.order_amount_cents, (
        select v.location from customer_version as v
        where v.customer_id = o.customer_id and v.valid_from <= o.order_date
        order by v.valid_from desc limit 1
    ) as location
    from order_fact as o
)
select location, sum(order_amount_cents) as revenue_cents from placed group by location
""")
by_place.also_right("""
select location, sum(cents) as revenue_cents
from (
    select v.location, o.order_amount_cents as cents
    from order_fact as o
    inner join customer_version as v
        on v.customer_id = o.customer_id and v.valid_from <= o.order_date and v.valid_to > o.order_date
    union all
    select null, order_amount_cents from order_fact where customer_id is null
)
group by location
""")
by_place.mistake(
    "Your rows add up to more than the shop took: you take both ends, as `between` does, so an order in the second of a change meets two "
    "versions.",
    REVENUE.replace("o.order_date >= v.valid_from and o.order_date < v.valid_to", "o.order_date between v.valid_from and v.valid_to"),
)
by_place.mistake(
    "Orders in the second of a move stand at the old place. The first second belongs to a version: `>=` for its beginning, "
    "`<` for its end.",
    REVENUE.replace(
        "o.order_date >= v.valid_from and o.order_date < v.valid_to", "o.order_date > v.valid_from and o.order_date <= v.valid_to"
    ),
)
by_place.mistake(
    "Orders in the second of a move stand in the row of NULL: with `>` and `<` they meet no version. Its first second belongs to it: `>=`.",
    REVENUE.replace("o.order_date >= v.valid_from", "o.order_date > v.valid_from"),
)
by_place.mistake(
    "You show old orders where their customers live today: that is type 1. Join the version that held at `order_date`.",
    """select c.location, sum(o.order_amount_cents) as revenue_cents
    from order_fact as o left join customer_dim as c on c.customer_id = o.customer_id group by c.location""",
)
by_place.mistake(
    "Each order meets every version of its customer, and your rows add up to more than the shop took. Say in `on` when a version holds.",
    """select v.location, sum(o.order_amount_cents) as revenue_cents
    from order_fact as o left join customer_version as v on v.customer_id = o.customer_id group by v.location""",
)
by_place.mistake(
    "Guests' orders are missing: they meet no version, and an inner join, or a condition in `where`, drops them. They belong to NULL.",
    REVENUE.replace("left join", "inner join"),
)
by_place.mistake(
    "Your `on` asks for the beginning only, so an order also meets the versions that had ended. Ask for the end as well.",
    REVENUE.replace(" and o.order_date < v.valid_to", ""),
)
by_place.mistake(
    "Your `on` asks for the end only, so an order also meets the versions that came later. Ask for the beginning as well.",
    REVENUE.replace("o.order_date >= v.valid_from and ", ""),
)
by_place.mistake(
    "Guests' orders are missing, and an order in the second of a change counts twice. Left join, and `<` instead of the "
    "upper end of `between`.",
    REVENUE.replace(
        "o.order_date >= v.valid_from and o.order_date < v.valid_to", "o.order_date between v.valid_from and v.valid_to"
    ).replace("left join", "inner join"),
)
by_place.mistake(
    "Guests are missing, and old orders stand where their customers live today. Left join the version that held at `order_date`, in `on`.",
    """select c.location, sum(o.order_amount_cents) as revenue_cents
    from order_fact as o inner join customer_dim as c on c.customer_id = o.customer_id group by c.location""",
)
by_place.mistake(
    "Your `revenue_cents` are euros: sum `order_amount_cents`.",
    REVENUE.replace("order_amount_cents)", "order_amount)"),
)
by_place.mistake(
    "You have a row for each customer and place. Asked is one for each place: group by the location alone.",
    REVENUE.replace("group by v.location", "group by v.location, o.customer_id"),
)
by_place.mistake(
    "The row with NULL is missing: orders of guests, and of customers whose place was unknown. They are revenue, too.",
    REVENUE.replace("group by", "where v.location is not null group by"),
)
by_place.mistake(
    "You multiplied by the quantity. `order_amount_cents` is for the whole line already.",
    REVENUE.replace("order_amount_cents)", "order_amount_cents * o.quantity)"),
)
by_place.mistake(
    "An order meets only a version that is still open, so orders from before a move stand in the row of NULL. Join the version that held "
    "at `order_date`, open or not.",
    REVENUE.replace("o.order_date < v.valid_to", "v.valid_to = '9999-12-31 00:00:00'"),
)

by_place.mistake(
    "Each order meets every version of its customer, and guests are missing. Left join, and say in `on` when a version holds.",
    """select v.location, sum(o.order_amount_cents) as revenue_cents
    from order_fact as o inner join customer_version as v on v.customer_id = o.customer_id group by v.location""",
)
by_place.mistake(
    "Each order meets everybody who was a customer at that second: your `on` asks for the time and not for the customer.",
    REVENUE.replace("v.customer_id = o.customer_id and ", ""),
)
by_place.mistake(
    "You counted lines. Revenue is the sum of their cents.",
    REVENUE.replace("sum(o.order_amount_cents)", "count(*)"),
)
by_place.mistake(
    "The sums are right. One place has a name of your own; asked is NULL for unknown places and guests.",
    REVENUE.replace("select v.location", "select coalesce(v.location, 'unknown') as location"),
)
by_place.mistake(
    "Of two lines with the same amount at one place you counted one: `distinct` knows amounts, not lines. The condition on "
    "time makes it needless.",
    REVENUE.replace("sum(o.", "sum(distinct o."),
)

by_place.mistake(
    "An order on the day of a move stands at the new place, even if it was placed before. Compare with the second, not with the day.",
    REVENUE.replace(
        "o.order_date >= v.valid_from and o.order_date < v.valid_to",
        "date(o.order_date) >= date(v.valid_from) and date(o.order_date) < date(v.valid_to)",
    ),
)
by_place.mistake(
    "Guests' orders are missing, and those of customers meet the versions that had ended, too. Left join, and ask for the end in `on`.",
    REVENUE.replace("left join", "inner join").replace(" and o.order_date < v.valid_to", ""),
)
by_place.mistake(
    "You took the mean of the lines. Revenue is their sum.",
    REVENUE.replace("sum(", "avg("),
)
by_place.mistake(
    "Guests' orders are missing, and orders in the second of a move stand at the old place. Left join, `>=` for the "
    "beginning, `<` for the end.",
    REVENUE.replace("left join", "inner join").replace(
        "o.order_date >= v.valid_from and o.order_date < v.valid_to", "o.order_date > v.valid_from and o.order_date <= v.valid_to"
    ),
)
by_place.mistake(
    "Guests' orders are missing, and those in the second of a move: with `>` and `<` they meet no version. Left join, and `>=`.",
    REVENUE.replace("left join", "inner join").replace("o.order_date >= v.valid_from", "o.order_date > v.valid_from"),
)

# 4 --------------------------------------------------------------------------------------------------------------------------------
broken_history = ask_archive(
    """Which versions do not meet?

    The shop buys another one, and gets its `bought_version` (`customer_id`, `location`, `valid_from`, `valid_to`). List each version that
    does not end where the next one of its customer begins: columns `customer_id`, `valid_to`, `next_from`, the beginning of that next
    version, and `fault`, which is 'gap' or 'overlap'. A last version has no next: leave it out, whether it is open or has ended.
    """,
    level="core",
    hints=(
        "Which function brings the beginning of the next version into the row? Next among whose versions, in which order?",
        "`lead(valid_from) over (partition by ... order by ...)` in a CTE; below it `where valid_to <> next_from`, and a "
        "`case` for `fault`.",
    ),
)
MEETINGS = """
with followed as (
    select
        customer_id, valid_to,
        lead(valid_from) over (partition by customer_id order by valid_from) as next_from
    from bought_version
)
select customer_id, valid_to, next_from, case when valid_to < next_from then 'gap' else 'overlap' end as fault
from followed
where valid_to <> next_from
"""
broken_history.solution(MEETINGS)
broken_history.also_right("""
with followed as (
    select v.customer_id, v.valid_to, (
        select min(n.valid_from) from bought_version as n where n.customer_id = v.customer_id and n.valid_from > v.valid_from
    ) as next_from
    from bought_version as v
)
select customer_id, valid_to, next_from, 'gap' as fault from followed where valid_to < next_from
union all
select customer_id, valid_to, next_from, 'overlap' from followed where valid_to > next_from
""")
broken_history.also_right("""
with numbered as (
    select customer_id, valid_from, valid_to, row_number() over (partition by customer_id order by valid_from) as place from bought_version
)
select a.customer_id, a.valid_to, b.valid_from as next_from, iif(b.valid_from > a.valid_to, 'gap', 'overlap') as fault
from numbered as a
inner join numbered as b on b.customer_id = a.customer_id and b.place = a.place + 1
where a.valid_to is not b.valid_from
""")
broken_history.mistake(
    "You compare the last version of one customer with the first of another. Next means: of the same customer. `partition by customer_id`.",
    MEETINGS.replace("partition by customer_id order by valid_from", "order by customer_id, valid_from"),
)
broken_history.mistake(
    "Your next version is the next of anybody, by time. Each customer has a history alone: `partition by customer_id`.",
    MEETINGS.replace("partition by customer_id ", ""),
)
broken_history.mistake(
    "The last versions are in your list, and nothing follows them: `next_from` is NULL. `is not` counts that as a "
    "difference; here `<>` is right.",
    MEETINGS.replace("valid_to <> next_from", "valid_to is not next_from"),
)
broken_history.mistake(
    "The words have changed places. If a version ends before the next begins, there is a gap.",
    MEETINGS.replace("valid_to < next_from", "valid_to > next_from"),
)
broken_history.mistake(
    "You list every pair that follows, also where both times are equal. There the versions meet: no fault.",
    MEETINGS.replace("where valid_to <> next_from", "where next_from is not null"),
)
broken_history.mistake(
    "You list the gaps. Overlaps are faults, too: an order in there finds two places.",
    MEETINGS.replace("where valid_to <> next_from", "where valid_to < next_from"),
)
broken_history.mistake(
    "You list the overlaps. Gaps are faults, too: an order in there finds no place.",
    MEETINGS.replace("where valid_to <> next_from", "where valid_to > next_from"),
)
broken_history.mistake(
    "What you call next is the version before: that is `lag`, or `lead` with the youngest first. Take `lead`, in order of `valid_from`.",
    MEETINGS.replace("order by valid_from", "order by valid_from desc"),
)
broken_history.mistake(
    "Your `next_from` is the end of the version before. It is the beginning of the one after: `lead(valid_from)`.",
    MEETINGS.replace("lead(valid_from)", "lag(valid_to)"),
)
broken_history.mistake(
    "Nothing follows the last version, and you put the far date there. A last one that has ended then looks like a gap; asked are versions "
    "that another follows.",
    MEETINGS.replace("lead(valid_from)", "lead(valid_from, 1, '9999-12-31 00:00:00')"),
)
broken_history.mistake(
    "Every version is in your list. Asked are those that another one follows, and where the two times differ.",
    MEETINGS.replace("where valid_to <> next_from", ""),
)
broken_history.mistake(
    "You list versions that meet, and call that a gap. Where the end of one is the beginning of the next, all is well.",
    MEETINGS.replace("where valid_to <> next_from", "where next_from is not null").replace("valid_to < next_from", "valid_to <= next_from"),
)
broken_history.mistake(
    "You pair each version with every later one of its customer. Next is the very next: `lead`, or the smallest later `valid_from`.",
    """select a.customer_id, a.valid_to, b.valid_from as next_from,
        case when a.valid_to < b.valid_from then 'gap' else 'overlap' end as fault
    from bought_version as a
    inner join bought_version as b on b.customer_id = a.customer_id and b.valid_from > a.valid_from
    where a.valid_to <> b.valid_from""",
)
broken_history.mistake(
    "The rows are right, and all are called gaps. If the next begins before the end, the two overlap.",
    MEETINGS.replace("case when valid_to < next_from then 'gap' else 'overlap' end", "'gap'"),
)
broken_history.mistake(
    "The rows are right, your words begin with capitals: asked are 'gap' and 'overlap'.",
    MEETINGS.replace("'gap'", "'Gap'").replace("'overlap'", "'Overlap'"),
)

broken_history.mistake(
    "Your `next_from` is the end of the next version. Asked is its beginning: `lead(valid_from)`.",
    MEETINGS.replace("lead(valid_from)", "lead(valid_to)"),
)
broken_history.mistake(
    "Every version is in your list, and those without a fault have NULL there. Leave them out.",
    MEETINGS.replace("else 'overlap'", "when valid_to > next_from then 'overlap'").replace("where valid_to <> next_from", ""),
)
broken_history.mistake(
    "Pairs that meet are in your list, with NULL for `fault`. Asked are those where the two times differ.",
    MEETINGS.replace("else 'overlap'", "when valid_to > next_from then 'overlap'").replace(
        "where valid_to <> next_from", "where next_from is not null"
    ),
)
broken_history.mistake(
    "The words have changed places, and pairs that meet are in your list. Before the next begins, there is a gap; equal "
    "times are no fault.",
    MEETINGS.replace("valid_to < next_from then 'gap' else 'overlap'", "valid_to < next_from then 'overlap' else 'gap'").replace(
        "where valid_to <> next_from", "where next_from is not null"
    ),
)

# 5 --------------------------------------------------------------------------------------------------------------------------------
nightly_load = LoadedTwice(
    """How do a night's announcements become history?

    Bring `announcement` (`customer_id`, `customer_name`, `location`, `changed_at`; a customer at most once) into `customer_version`. An
    open version ends only for an announcement that is younger than its beginning and says another name or place. A customer without an open
    version gets one. Your answer is run twice. (`update ... set x = (select ...)`: a query in brackets may stand where a value stands.)
    """,
    level="stretch",
    hints=(
        "Two statements. Which rows does the first close: open, of a customer in `announcement`, older, and different also "
        "where one side is "
        "NULL? For whom is there then no open version?",
        "`update` with a subquery for `valid_to`, and `exists` with `a.changed_at > customer_version.valid_from and "
        "(a.customer_name, a.location) "
        "is not (...)`. Then `insert ... select ... where not exists` an open version.",
    ),
    probes=[
        *(history_of(number) for number in (*range(2001, 2013), 2021, 2022, 2023)),
        Probe("how many versions there are", "select count(*) from customer_version"),
    ],
)
nightly_load.data(shown=BY_HAND, unseen=busy_month)
CLOSE = """
update customer_version
set valid_to = (select a.changed_at from announcement as a where a.customer_id = customer_version.customer_id)
where valid_to = '9999-12-31 00:00:00' and exists (
    select 1 from announcement as a
    where a.customer_id = customer_version.customer_id and a.changed_at > customer_version.valid_from
        and (a.customer_name, a.location) is not (customer_version.customer_name, customer_version.location)
);
"""
OPEN = """
insert into customer_version (customer_id, customer_name, location, valid_from)
select a.customer_id, a.customer_name, a.location, a.changed_at
from announcement as a
where not exists (
    select 1 from customer_version as v
    where v.customer_id = a.customer_id and v.valid_to = '9999-12-31 00:00:00'
);
"""
DIFFERENT = "and (a.customer_name, a.location) is not (customer_version.customer_name, customer_version.location)"
NEWER = " and a.changed_at > customer_version.valid_from"
nightly_load.solution(CLOSE.strip() + OPEN)
nightly_load.also_right("""
update customer_version
set valid_to = a.changed_at
from announcement as a
where a.customer_id = customer_version.customer_id and customer_version.valid_to = '9999-12-31 00:00:00'
    and a.changed_at > customer_version.valid_from
    and (a.customer_name <> customer_version.customer_name or a.location is not customer_version.location);
insert into customer_version (customer_id, customer_name, location, valid_from)
select a.customer_id, a.customer_name, a.location, a.changed_at
from announcement as a
left join customer_version as v on v.customer_id = a.customer_id and v.valid_to = '9999-12-31 00:00:00'
where v.customer_id is null;
""")
nightly_load.also_right("""
create temp table news as
select a.customer_id, a.customer_name, a.location, a.changed_at
from announcement as a
left join customer_version as v on v.customer_id = a.customer_id and v.valid_to = '9999-12-31 00:00:00'
where v.customer_id is null
    or (a.changed_at > v.valid_from and (a.customer_name is not v.customer_name or a.location is not v.location));
update customer_version set valid_to = (select changed_at from news where news.customer_id = customer_version.customer_id)
where valid_to = '9999-12-31 00:00:00' and customer_id in (select customer_id from news);
insert into customer_version (customer_id, customer_name, location, valid_from)
select customer_id, customer_name, location, changed_at from news;
drop table news;
""")
nightly_load.mistake(
    "Customer 2002 moved to an unknown place, 2005 away from one, and nothing happened: with NULL, `<>` is unknown. Compare with `is not`.",
    CLOSE.replace(DIFFERENT, "and (a.customer_name <> customer_version.customer_name or a.location <> customer_version.location)") + OPEN,
)
nightly_load.mistake(
    "Customers 2003 and 2007 said nothing new, and have a new version. Compare name and place before you close.",
    CLOSE.replace(DIFFERENT, "") + OPEN,
)
nightly_load.mistake(
    "The announcement of customer 2006 is older than what you know, and it closed a version before that began. "
    "Only a younger one may: `a.changed_at > customer_version.valid_from`.",
    CLOSE.replace(NEWER, "") + OPEN,
)
nightly_load.mistake(
    "Nobody compares and nobody looks at the time: every announcement closes a version. 2003 and 2007 said nothing new, 2006 is older.",
    CLOSE.replace(DIFFERENT, "").replace(NEWER, "") + OPEN,
)
nightly_load.mistake(
    "Customer 2004 has a new name, and your history does not know it. You compare places only.",
    CLOSE.replace(DIFFERENT, "and a.location is not customer_version.location") + OPEN,
)
nightly_load.mistake(
    "You compare names only: customers 2001, 2002 and 2005 moved, and your history does not know it.",
    CLOSE.replace(DIFFERENT, "and a.customer_name is not customer_version.customer_name") + OPEN,
)
nightly_load.mistake(
    "The versions are closed, and none came after them; nor are the new customers there. An `insert` is missing, or "
    "yours inserts nothing: is each `customer_id` inside `exists` named with its table?",
    CLOSE,
)
nightly_load.mistake(
    "The new customers are there, and nobody else has changed: no version was closed, so everybody had an open one. Close "
    "first, then insert.",
    OPEN,
)
nightly_load.mistake(
    "Every announcement became a version, and none was closed. Close first, and insert only where none is open.",
    "insert into customer_version (customer_id, customer_name, location, valid_from) "
    "select customer_id, customer_name, location, changed_at from announcement",
)
nightly_load.mistake(
    "The history is that of type 1: you wrote over names and places. Close the row, insert another.",
    """update customer_version set customer_name = a.customer_name, location = a.location from announcement as a
    where a.customer_id = customer_version.customer_id and customer_version.valid_to = '9999-12-31 00:00:00'
    and a.changed_at > customer_version.valid_from;"""
    + OPEN,
)
nightly_load.mistake(
    "Closing is right. Your `insert` takes every announcement, also of those whose version stayed open. Insert only where none is open.",
    CLOSE + "insert into customer_version (customer_id, customer_name, location, valid_from) "
    "select customer_id, customer_name, location, changed_at from announcement",
)
nightly_load.mistake(
    "Customers 2008 and 2009 are new and have no version: your `insert` takes only those who had one before.",
    CLOSE + OPEN.rstrip().rstrip(";") + " and a.customer_id in (select customer_id from customer_version);",
)
nightly_load.mistake(
    "SQLite refuses NULL: your `update` has no `where exists`, so it also closes versions of customers who announced nothing, at no time.",
    "update customer_version set valid_to = (select a.changed_at from announcement as a where a.customer_id = customer_version.customer_id "
    "and a.changed_at > customer_version.valid_from and a.location is not customer_version.location);",
)
nightly_load.mistake(
    "You closed versions of the past again. Only an open version can end: `valid_to` is still the far date.",
    CLOSE.replace("valid_to = '9999-12-31 00:00:00' and ", "") + OPEN,
)

nightly_load.mistake(
    "A version closes only if name *and* place are new, as for 2010. Each alone is a change: `or`, or compare both in brackets.",
    CLOSE.replace(DIFFERENT, "and a.customer_name is not customer_version.customer_name and a.location is not customer_version.location")
    + OPEN,
)
nightly_load.mistake(
    "Two guards fail. With NULL, `<>` is unknown, so moves of 2002 and 2005 are lost; and nobody looks at the time, so the "
    "old announcement of 2006 "
    "closes a version before that began.",
    CLOSE.replace(DIFFERENT, "and (a.customer_name <> customer_version.customer_name or a.location <> customer_version.location)").replace(
        NEWER, ""
    )
    + OPEN,
)
nightly_load.mistake(
    "You compare places only, and with `<>`: the new name of 2004 is lost, and so are the moves of 2002 and 2005 to and from NULL.",
    CLOSE.replace(DIFFERENT, "and a.location <> customer_version.location") + OPEN,
)
nightly_load.mistake(
    "Whoever changed has no open version now. Either you insert before you close, or your `insert` passes over everybody "
    "who has *any* version: "
    "close first, then insert where none is open.",
    CLOSE + OPEN.replace(" and v.valid_to = '9999-12-31 00:00:00'", ""),
)

nightly_load.mistake(
    "The first run is right, and the second one inserts again: your `insert` takes whoever was closed at that time, even "
    "if the next version "
    "is there. Insert where no version is open.",
    CLOSE
    + OPEN.replace(
        "where not exists",
        "where exists (select 1 from customer_version as v where v.customer_id = a.customer_id "
        "and v.valid_to = a.changed_at) or not exists",
    ).replace(" and v.valid_to = '9999-12-31 00:00:00'", ""),
)
nightly_load.mistake(
    "You wrote over names and places, even in versions that had ended: that is type 1, and the past is gone. Close the "
    "row, insert another.",
    """update customer_version set customer_name = a.customer_name, location = a.location from announcement as a
    where a.customer_id = customer_version.customer_id""",
)

nightly_load.mistake(
    "Two guards fail. You compare places only, so the new name of 2004 is lost; and nobody looks at the time, so the old "
    "announcement of 2006 "
    "closes a version before that began.",
    CLOSE.replace(DIFFERENT, "and a.location is not customer_version.location").replace(NEWER, "") + OPEN,
)

# 6 --------------------------------------------------------------------------------------------------------------------------------
rebuild = ask_archive(
    """How do you write a history anew?

    From `bought_change` (`change_id`, `customer_id`, `location`, `changed_at`), where some arrived late: columns `customer_id`, `location`,
    `valid_from`, `valid_to`. Of a customer's announcements in one second only the largest `change_id` counts. Of what is left, in order of
    `changed_at`, an announcement with the same place as the one before it is no version; a customer's first one always is, also with an
    unknown place. Open ends are `9999-12-31 00:00:00`.
    """,
    level="stretch",
    hints=(
        "Three steps, in this order: the last word of each second; which of them say something new; where does each of these end?",
        "`row_number` by customer and second; then `lag(location)`, `is not`, and a second `row_number` for the first; then, "
        "on what is left, "
        "`lead(changed_at, 1, '9999-12-31 00:00:00')`.",
    ),
)
REBUILT = """
with numbered as (
    select customer_id, location, changed_at,
        row_number() over (partition by customer_id, changed_at order by change_id desc) as place
    from bought_change
), compared as (
    select customer_id, location, changed_at,
        lag(location) over history as place_before, row_number() over history as nth
    from numbered
    where place = 1
    window history as (partition by customer_id order by changed_at)
)
select customer_id, location, changed_at as valid_from,
    lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at) as valid_to
from compared
where nth = 1 or location is not place_before
"""
rebuild.solution(REBUILT)
rebuild.also_right("""
with last_word as (
    select c.customer_id, c.location, c.changed_at
    from bought_change as c
    where c.change_id = (
        select max(s.change_id) from bought_change as s where s.customer_id = c.customer_id and s.changed_at = c.changed_at
    )
), news as (
    select customer_id, location, changed_at,
        lag(coalesce(location, '?'), 1, '') over (partition by customer_id order by changed_at) <> coalesce(location, '?') as is_news
    from last_word
)
select n.customer_id, n.location, n.changed_at as valid_from, coalesce((
    select min(f.changed_at) from news as f where f.customer_id = n.customer_id and f.changed_at > n.changed_at and f.is_news
), '9999-12-31 00:00:00') as valid_to
from news as n
where n.is_news
""")
rebuild.mistake(
    "Announcements that repeat the place before are versions in your history. They say nothing new: 3001 announced Bergen twice.",
    REBUILT.replace("where nth = 1 or location is not place_before", ""),
)
rebuild.mistake(
    "Moves to an unknown place, or away from one, are missing: 3002 is one who did both. With NULL, `<>` is unknown; use `is not`.",
    REBUILT.replace("location is not place_before", "location <> place_before"),
)
rebuild.mistake(
    "Customers whose first place is unknown begin too late, or are missing: look for 3002 and 3005. Before a first row `lag` is NULL, "
    "and NULL `is not` NULL is false. Keep each first row.",
    REBUILT.replace("nth = 1 or ", ""),
)
rebuild.mistake(
    "You follow the order of arrival, so the late announcement of 3003 ends before it begins. History is in order of `changed_at`.",
    REBUILT.replace("partition by customer_id order by changed_at)", "partition by customer_id order by change_id)").replace(
        "select customer_id, location, changed_at,", "select change_id, customer_id, location, changed_at,"
    ),
)
rebuild.mistake(
    "Versions that hold for no second are in your history: 3001 announced Cork and Lyon at once. Keep the last word of each second first.",
    REBUILT.replace("where place = 1", "")
    .replace("order by changed_at)", "order by changed_at, change_id)")
    .replace("select customer_id, location, changed_at,", "select change_id, customer_id, location, changed_at,"),
)
rebuild.mistake(
    "Of two announcements in one second you keep the first. The second corrects it: the largest `change_id` counts.",
    REBUILT.replace("order by change_id desc", "order by change_id"),
)
rebuild.mistake(
    "Your history has gaps: a version ends where an announcement repeats its place. Drop what says nothing new first, then take `lead`.",
    REBUILT.replace(
        "lag(location) over history as place_before,",
        "lag(location) over history as place_before, lead(changed_at, 1, '9999-12-31 00:00:00') over history as valid_to,",
    ).replace("lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at) as valid_to", "valid_to"),
)
rebuild.mistake(
    "The open versions end with NULL. No order date is smaller than NULL, so they would hold for none: the third value of "
    "`lead` is the far date.",
    REBUILT.replace("lead(changed_at, 1, '9999-12-31 00:00:00')", "lead(changed_at)"),
)
rebuild.mistake(
    "Your versions end where the next one of anybody begins. Each customer has a history alone: `partition by customer_id` "
    "for `lead`, too.",
    REBUILT.replace(
        "over (partition by customer_id order by changed_at) as valid_to", "over (order by changed_at, customer_id) as valid_to"
    ),
)
rebuild.mistake(
    "3006 announced Bergen and took it back in the same second, and has two versions of Lyon now. First the last word of each second, "
    "then the comparison.",
    """
with compared as (
    select change_id, customer_id, location, changed_at,
        lag(location) over history as place_before, row_number() over history as nth,
        row_number() over (partition by customer_id, changed_at order by change_id desc) as place
    from bought_change
    window history as (partition by customer_id order by changed_at, change_id)
)
select customer_id, location, changed_at as valid_from,
    lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at) as valid_to
from compared
where place = 1 and (nth = 1 or location is not place_before)
""",
)
rebuild.mistake(
    "Your history knows each place of a customer once. Who comes back, like 3002 to the unknown, has a second version of the same place.",
    """
with firsts as (
    select customer_id, location, min(changed_at) as changed_at from bought_change group by customer_id, location
)
select customer_id, location, changed_at as valid_from,
    lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at) as valid_to
from firsts
""",
)
rebuild.mistake(
    "Every announcement is a version in your history, also what was corrected in its second and what says nothing new.",
    """select customer_id, location, changed_at as valid_from, lead(changed_at, 1, '9999-12-31 00:00:00') over (
    partition by customer_id order by changed_at, change_id) as valid_to from bought_change""",
)
rebuild.mistake(
    "Every announcement is a version in your history, in order of arrival: one of 3003 ends before it begins. First the "
    "last word of each second, "
    "then what is new, in order of `changed_at`.",
    """select customer_id, location, changed_at as valid_from, lead(changed_at, 1, '9999-12-31 00:00:00') over (
    partition by customer_id order by change_id) as valid_to from bought_change""",
)
rebuild.mistake(
    "You counted what follows an unknown place as new, whatever it is: 3005 announced twice that nobody knows. Let `is "
    "not` compare, and keep "
    "each first row by its number.",
    REBUILT.replace("nth = 1 or location is not place_before", "place_before is null or location <> place_before"),
)
rebuild.mistake(
    "Two things. You compare before you keep the last word of each second, so 3001 has a version without a second. "
    "And a first version with an unknown place is missing: `lag` is NULL there, and NULL `is not` NULL is false.",
    """
with compared as (
    select change_id, customer_id, location, changed_at,
        lag(location) over (partition by customer_id order by changed_at, change_id) as place_before
    from bought_change
)
select customer_id, location, changed_at as valid_from,
    lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at, change_id) as valid_to
from compared
where location is not place_before
""",
)
rebuild.mistake(
    "Two things. Open ends are NULL; asked is the far date. And a first version with an unknown place is missing: look for 3002 and 3005.",
    REBUILT.replace("lead(changed_at, 1, '9999-12-31 00:00:00')", "lead(changed_at)").replace("nth = 1 or ", ""),
)
rebuild.mistake(
    "Your open ends lack their time: '9999-12-31'. Times are text here, and all must have one form.",
    REBUILT.replace("9999-12-31 00:00:00", "9999-12-31"),
)
rebuild.mistake(
    "You have one row a customer: where everybody lives today. A history keeps the versions before.",
    """
with numbered as (
    select customer_id, location, changed_at, row_number() over (partition by customer_id order by changed_at desc, change_id desc) as place
    from bought_change
)
select customer_id, location, changed_at as valid_from, '9999-12-31 00:00:00' as valid_to from numbered where place = 1
""",
)
rebuild.mistake(
    "You have one row for each place, from its first announcement to its last. A version ends where the next begins, and a "
    "place may come back.",
    """select customer_id, location, min(changed_at) as valid_from, max(changed_at) as valid_to
    from bought_change group by customer_id, location""",
)
rebuild.mistake(
    "Whatever touches NULL is missing: first versions, and moves to an unknown place or away from one. `<>` with NULL is unknown. "
    "Use `is not`, and keep each first row.",
    REBUILT.replace("nth = 1 or location is not place_before", "location <> place_before"),
)
rebuild.mistake(
    "Your versions end a second before the next begins, and that second belongs to nobody. They are half-open: both times are equal.",
    REBUILT.replace(
        "lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by changed_at)",
        "coalesce(datetime(lead(changed_at) over (partition by customer_id order by changed_at), '-1 second'), '9999-12-31 00:00:00')",
    ),
)
rebuild.mistake(
    "Announcements of others are lost: your last word of a second is that of the whole shop. `partition by customer_id, changed_at`.",
    REBUILT.replace("partition by customer_id, changed_at", "partition by changed_at"),
)
rebuild.mistake(
    "Your windows do not part the customers: a version of one ends where the next customer begins, and may look like a "
    "repeat of another's place.",
    REBUILT.replace("partition by customer_id order by changed_at", "order by customer_id, changed_at").replace(
        "row_number() over history as nth", "row_number() over (partition by customer_id order by changed_at) as nth"
    ),
)
rebuild.mistake(
    "You follow the order of arrival, and keep what was corrected in its second. Last word of each second first, then in "
    "order of `changed_at`.",
    """
with compared as (
    select change_id, customer_id, location, changed_at,
        lag(location) over history as place_before, row_number() over history as nth
    from bought_change
    window history as (partition by customer_id order by change_id)
)
select customer_id, location, changed_at as valid_from,
    lead(changed_at, 1, '9999-12-31 00:00:00') over (partition by customer_id order by change_id) as valid_to
from compared
where nth = 1 or location is not place_before
""",
)
