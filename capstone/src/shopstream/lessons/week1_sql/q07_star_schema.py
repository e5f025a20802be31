"""Exercise 1.07: what a line is not, a mean that is none, and four tables of a market stall: acts, days, lines, a till of two grains."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from random import Random

from sqlalchemy import Engine

from shopstream.lessons import current
from shopstream.lessons.script import Probe, ScriptQuestion
from shopstream.lessons.shop import ask, engine_on
from shopstream.lessons.sql import SqlQuestion

# The market stall of questions 3 to 6 ------------------------------------------------------------------------------------------------
TABLES = """
create table customer_dim (customer_id integer primary key, customer_name text not null, location text) strict;
create table product_dim (product_id integer primary key, product_name text not null, category text) strict;
create table holiday (holiday_on text not null primary key, holiday_name text not null) strict;

create table stall_order (
    order_id integer primary key,
    customer_id integer references customer_dim,
    order_date text not null,
    product_1 integer not null references product_dim,
    quantity_1 integer not null,
    cents_1 integer not null,
    product_2 integer references product_dim,
    quantity_2 integer,
    cents_2 integer
) strict;

create table till_fact (order_id integer not null, product_id integer references product_dim, amount_cents integer not null) strict;

insert into customer_dim (customer_id, customer_name, location)
values (2001, 'Ann Novak', 'Bergen'), (2002, 'Bo Lindqvist', null), (2003, 'Cem Kaya', 'Porto');
insert into product_dim (product_id, product_name, category)
values (1, 'Mug, blue', 'kitchen'), (2, 'Lamp, small', 'home'), (3, 'Teapot, large', 'kitchen'), (4, 'Blanket, red', null),
    (5, 'Candle, white', 'home'), (6, 'Bowl, green', 'kitchen');
"""
FORTNIGHT = 14


def market(seed: int) -> bytes:
    """Two weeks of a market stall, which is closed on Sundays and on one day more; every third order has a second product."""
    rng = Random(seed)
    first = date(2026, 11, 2) + timedelta(days=seed % 5)
    days = [first + timedelta(days=number) for number in range(FORTNIGHT + 1)]
    closed = rng.choice([day for day in days[2:-2] if day.isoweekday() != 7])
    open_days = [day for day in days if day.isoweekday() != 7 and day != closed]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        connection.executemany(f"insert into stall_order values ({', '.join('?' * 9)})", stall_orders(rng, open_days))
        connection.executemany(
            "insert into holiday values (?, ?)",
            [(str(closed), "Saint Anna"), (str(open_days[3]), "Day of the bridge"), ("2026-12-25", "Christmas")],
        )
        rows = list(till(rng))
        rng.shuffle(rows)
        connection.executemany("insert into till_fact values (?, ?, ?)", rows)
        connection.commit()
        return connection.serialize()


def stall_orders(rng: Random, open_days: list[date]) -> Iterator[tuple]:
    """One or two orders a day. The two products of an order differ in their pieces and their cents."""
    dates = sorted([*open_days, *rng.sample(open_days, 4)])
    price = {product: rng.randrange(5, 40) * 100 + product for product in range(1, 7)}
    for number, day in enumerate(dates):
        one, other = rng.sample(range(1, 7), 2)
        pieces, more = rng.sample(range(1, 5), 2)
        customer = None if number % 4 == 1 else rng.randrange(2001, 2004)
        moment = f"{day} {9 + number % 9:02}:{rng.randrange(60):02}:00"
        second = (other, more, more * price[other]) if number % 3 == 0 else (None, None, None)
        yield (301 + number, customer, moment, one, pieces, pieces * price[one], *second)


def till(rng: Random) -> Iterator[tuple]:
    """Orders of one product, of several with their total, and of nobody knows which; two of one product cost the same."""
    for number in range(12):
        order_id = 501 + number
        amounts = [rng.randrange(6, 60) * 50 for _ in range(1 if number % 3 == 0 else rng.randrange(2, 4))]
        if number in (0, 3):
            amounts = [1950]
        if number % 3 != 2:
            yield from ((order_id, rng.randrange(1, 7), cents) for cents in amounts)
        if number % 3 != 0:
            yield order_id, None, sum(amounts)


def another_market(seed: int) -> bytes:
    """A stall that no learner's seed gives."""
    return market(seed + 1_000_003)


def open_market(seed: int = 7) -> Engine:
    """The market stall of a seed. The next ``%%sql`` cells ask it."""
    current.engine = engine_on(market(seed))
    return current.engine


def changed(script: str, *changes: tuple[str, str]) -> str:
    """A script in which each old text, which must be there, gives way to a new one."""
    for old, new in changes:
        if old not in script:
            raise ValueError(f"{old!r} is not in the script")
        script = script.replace(old, new)
    return script


# 1 --------------------------------------------------------------------------------------------------------------------------------
how_many = ask(
    """How many of what?

    Three numbers in one row, for the whole shop: `orders`, `order_lines` and `pieces` of `order_fact`.
    """,
    level="core",
    books="baskets",
    hints=(
        "What is one row of `order_fact`? Which of the three do you get by counting rows?",
        "Lines are rows. An order is counted once, however many lines it has. Pieces stand in `quantity`: they are added up, not counted.",
    ),
)
how_many.solution("""
select count(distinct order_id) as orders, count(*) as order_lines, sum(quantity) as pieces
from order_fact
""")
how_many.also_right("""
select count(*) as orders, sum(lines) as order_lines, sum(pieces) as pieces
from (select order_id, count(*) as lines, sum(quantity) as pieces from order_fact group by order_id)
""")
how_many.also_right("""
select
    (select count(*) from order_fact where line_number = 1) as orders,
    (select count(line_number) from order_fact) as order_lines,
    (select sum(quantity) from order_fact) as pieces
""")
how_many.mistake(
    "Your orders are as many as your lines: you counted rows, and a row is a line. Count each `order_id` once.",
    "select count(*) as orders, count(*) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your orders are as many as your lines, and so are your pieces. `count` of a column counts rows in which it is not NULL: "
    "orders need `distinct`, pieces a sum.",
    "select count(order_id) as orders, count(line_number) as order_lines, count(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your pieces are as many as your lines: you counted. A line of three mugs has three pieces: add the quantities up.",
    "select count(distinct order_id) as orders, count(*) as order_lines, count(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your lines are no more than the longest order has: in every order the line numbers begin again at 1. A line is a row: count rows.",
    "select count(distinct order_id) as orders, count(distinct line_number) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your lines are the different products. A product is sold many times: count rows.",
    "select count(distinct order_id) as orders, count(distinct product_id) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "You counted customers for orders: customers come back, and guests have no number. Count each `order_id` once.",
    "select count(distinct customer_id) as orders, count(*) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "You added up the line numbers: the third line of an order counts as three. A line is a row: count rows.",
    "select count(distinct order_id) as orders, sum(line_number) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Orders and lines have changed places. There cannot be more orders than lines.",
    "select count(*) as orders, count(distinct order_id) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "You have a row for each order. Asked is one row for the whole shop: take the `group by` away, and count orders instead.",
    "select count(distinct order_id) as orders, count(*) as order_lines, sum(quantity) as pieces from order_fact group by order_id",
)
how_many.mistake(
    "Your pieces are no more than the largest quantity of a line, or the different quantities that occur. Add the quantities up.",
    "select count(distinct order_id) as orders, count(*) as order_lines, count(distinct quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your pieces are far too few: `distinct` adds each quantity that occurs once. Every line's pieces count.",
    "select count(distinct order_id) as orders, count(*) as order_lines, sum(distinct quantity) as pieces from order_fact",
)
how_many.mistake(
    "Guests are missing: you left out the rows without a customer. Their orders are orders.",
    """select count(distinct o.order_id) as orders, count(*) as order_lines, sum(o.quantity) as pieces
    from order_fact as o inner join customer_dim as c on c.customer_id = o.customer_id""",
)
how_many.mistake(
    "You joined the payments: a line stands there once for each attempt, and not at all without one. No payment was asked for.",
    """select count(distinct o.order_id) as orders, count(*) as order_lines, sum(o.quantity) as pieces
    from order_fact as o inner join payment_fact as p on p.order_id = o.order_id""",
)
how_many.mistake(
    "Your lines are as many as your orders: you counted each order once, both times. An order has several lines: count rows.",
    "select count(distinct order_id) as orders, count(distinct order_id) as order_lines, sum(quantity) as pieces from order_fact",
)
how_many.mistake(
    "Your orders are the largest `order_id`. Order numbers need not begin at 1: count the different ones.",
    "select max(order_id) as orders, count(*) as order_lines, sum(quantity) as pieces from order_fact",
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
mean_order = ask(
    """How much is a mean order?

    On working days, and at the weekend. Columns `is_weekend`, 1 or 0 as in `date_dim`, and `mean_order_eur`: euros, rounded to two
    decimals.
    """,
    level="core",
    books="baskets",
    hints=(
        "`avg` divides by the number of rows. What is a row? By the number of what do you want to divide?",
        "Join `date_dim` by the day of `order_date`, group by `is_weekend`; divide the sum of the cents by the number of different orders.",
    ),
)
BY_DAY = "from order_fact as o inner join date_dim as d on d.date_on = date(o.order_date)"
BY_WEEKEND = f"{BY_DAY} group by d.is_weekend"
mean_order.solution("""
select
    d.is_weekend,
    round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur
from order_fact as o
inner join date_dim as d on d.date_on = date(o.order_date)
group by d.is_weekend
""")
mean_order.also_right("""
select d.is_weekend, round(avg(o.cents) / 100, 2) as mean_order_eur
from (
    select order_id, min(date(order_date)) as day, sum(order_amount_cents) as cents from order_fact group by order_id
) as o
inner join date_dim as d on d.date_on = o.day
group by d.is_weekend
""")
mean_order.also_right("""
select strftime('%w', order_date) in ('0', '6') as is_weekend,
    round(sum(order_amount_cents) / 100.0 / count(*) filter (where line_number = 1), 2) as mean_order_eur
from order_fact
group by is_weekend
""")
mean_order.mistake(
    "That is a mean *line*. `avg` gives each row a vote, and an order has several rows: divide the sum by the number of orders.",
    f"select d.is_weekend, round(avg(o.order_amount_cents) / 100, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "You averaged the means of the days. Each day has one vote, a slow Tuesday as much as a busy Friday. "
    "Add up cents and orders of all days, and divide last.",
    f"""select is_weekend, round(avg(day_eur), 2) as mean_order_eur
    from (
        select d.date_on, d.is_weekend, sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id) as day_eur {BY_DAY}
        group by d.date_on, d.is_weekend
    ) group by is_weekend""",
)
mean_order.mistake(
    "You averaged the means of the seven weekdays. Each weekday has one vote, however many orders it has. "
    "Add up cents and orders, and divide last.",
    f"""select is_weekend, round(avg(day_eur), 2) as mean_order_eur
    from (
        select d.weekday, d.is_weekend, sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id) as day_eur {BY_DAY}
        group by d.weekday, d.is_weekend
    ) group by is_weekend""",
)
mean_order.mistake(
    "You averaged the mean lines of the orders: each order's mean is that of a line of it. First add up an order's lines, then average.",
    f"""select is_weekend, round(avg(eur), 2) as mean_order_eur
    from (select o.order_id, d.is_weekend, avg(o.order_amount_cents) / 100 as eur {BY_DAY} group by o.order_id, d.is_weekend)
    group by is_weekend""",
)
mean_order.mistake(
    "Your Sundays are working days: for `strftime('%w', ...)` Sunday is '0'. `date_dim` has `is_weekend` for you.",
    """select strftime('%w', order_date) >= '6' as is_weekend,
    round(sum(order_amount_cents) / 100.0 / count(distinct order_id), 2) as mean_order_eur
    from order_fact group by is_weekend""",
)
mean_order.mistake(
    "`mean_order_eur` holds cents. Divide by 100.0.",
    f"""select d.is_weekend, round(1.0 * sum(o.order_amount_cents) / count(distinct o.order_id), 2) as mean_order_eur
    {BY_WEEKEND}""",
)
mean_order.mistake(
    "Your means are whole euros: whole number by whole number gives a whole number. Divide by 100.0.",
    f"select d.is_weekend, round(sum(o.order_amount_cents) / count(distinct o.order_id) / 100, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "A cent is missing here and there: cents divided by a count are whole numbers, and the rest is cut off before you come to euros. "
    "Divide by 100.0 first, or begin with `1.0 *`.",
    f"select d.is_weekend, round(sum(o.order_amount_cents) / count(distinct o.order_id) / 100.0, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "That is what a mean *customer* spent. A customer has many orders, and guests are counted as nobody: divide by orders.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.customer_id), 2) as mean_order_eur
    {BY_WEEKEND}""",
)
mean_order.mistake(
    "That is a mean *piece*: you divided by the sum of `quantity`. Divide by the number of orders.",
    f"select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / sum(o.quantity), 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "That is the revenue of a mean *day*: you divided by the number of days. Divide by the number of orders.",
    f"select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct d.date_on), 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "`distinct` inside `avg` removes equal amounts, not repeated orders: two lines of one price become one. Divide a sum by a count.",
    f"select d.is_weekend, round(avg(distinct o.order_amount_cents) / 100, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "Your result is empty: `date_on` is a day, `order_date` a moment, and no moment equals a day. Compare with `date(order_date)`.",
    """select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur
    from order_fact as o inner join date_dim as d on d.date_on = o.order_date group by d.is_weekend""",
)
mean_order.mistake(
    "You have a row for each weekday. Asked are two: group by what you show.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur
    {BY_DAY} group by d.is_weekend, d.weekday""",
)
mean_order.mistake(
    "You have a row for each day. Asked are two: group by what you show.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur
    {BY_DAY} group by d.is_weekend, d.date_on""",
)
mean_order.mistake(
    "You have a row for each order. Asked are two: average once more, over the orders.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0, 2) as mean_order_eur {BY_DAY} group by d.is_weekend, o.order_id""",
)
mean_order.mistake(
    "Guests' orders are missing: a join to the customers, or a condition on them, drops whoever has no number.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur
    {BY_DAY} inner join customer_dim as c on c.customer_id = o.customer_id group by d.is_weekend""",
)
mean_order.mistake(
    "You have what all orders came to. A mean is that, divided by the number of orders.",
    f"select d.is_weekend, round(sum(o.order_amount_cents) / 100.0, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "One row, for all days: without `group by` they are one group.",
    f"""select d.is_weekend, round(sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id), 2) as mean_order_eur {BY_DAY}""",
)
mean_order.mistake(
    "That is right, and not rounded yet: `round(..., 2)`.",
    f"select d.is_weekend, sum(o.order_amount_cents) / 100.0 / count(distinct o.order_id) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "That is a mean *line*, in cents and not rounded. Divide the sum by the number of orders, not of rows, and by 100.0.",
    f"select d.is_weekend, avg(o.order_amount_cents) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "You left all lines out but the first of each order. What stands on the others was paid, too.",
    f"""select d.is_weekend, round(avg(o.order_amount_cents) / 100, 2) as mean_order_eur
    {BY_DAY} where o.line_number = 1 group by d.is_weekend""",
)
mean_order.mistake(
    "You multiplied by `quantity`. `order_amount_cents` is for all pieces of the line already, and `avg` divides by lines.",
    f"select d.is_weekend, round(avg(o.order_amount_cents * o.quantity) / 100, 2) as mean_order_eur {BY_WEEKEND}",
)
mean_order.mistake(
    "You averaged payment attempts, and each of them stands there once for every line of its order. No payment was asked for.",
    f"""select d.is_weekend, round(avg(p.amount_cents) / 100, 2) as mean_order_eur
    {BY_DAY} inner join payment_fact as p on p.order_id = o.order_id group by d.is_weekend""",
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
INTO_ACTS = "insert into interaction_fact (session_id, customer_id, product_id, kind, event_at) values"
WITH_ID = "insert into interaction_fact (interaction_id, session_id, customer_id, product_id, kind, event_at) values"
interaction_fact = ScriptQuestion(
    """Which acts are possible?

    Make `interaction_fact`. One row is one act: a look, or a product put into the cart. `interaction_id`, the key, is given by the table
    where nobody gives it; `session_id`, a whole number; `customer_id`, missing for guests; `product_id`; `kind`, `view` or `cart`;
    `event_at`, a moment such as `2026-11-02 09:00:00`; any other text is refused. Nothing else may be missing, customers and products must
    be known. Two acts may be equal in all but their number.
    """,
    level="core",
    hints=(
        "Say for each column what would be wrong. What refuses it: a type, a `check`, a reference? Which words let SQLite number rows?",
        "`integer primary key` numbers; `references` twice; a `check` for `kind`, and one for `event_at` with `is` (1.02). No other key.",
    ),
    probes=[
        Probe(
            "reading all six columns",
            "select interaction_id, session_id, customer_id, product_id, kind, event_at from interaction_fact",
        ),
        Probe("a look by a customer, with a number of its own", f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00')"),
        Probe("a look without a number", f"{INTO_ACTS} (1, 2001, 1, 'view', '2026-11-02 09:00:00')"),
        Probe(
            "whether the table gave a look its number (1 is yes)",
            f"{INTO_ACTS} (1, 2001, 1, 'view', '2026-11-02 09:00:00') returning interaction_id is not null",
        ),
        Probe("a product put into the cart", f"{WITH_ID} (8, 1, 2001, 1, 'cart', '2026-11-02 09:00:00')"),
        Probe("a guest's look", f"{WITH_ID} (8, 1, null, 1, 'view', '2026-11-02 09:00:00')"),
        Probe(
            "two products in one session",
            f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00'), (9, 1, 2001, 2, 'view', '2026-11-02 09:00:10')",
        ),
        Probe(
            "a look, then the same product into the cart",
            f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00'), (9, 1, 2001, 1, 'cart', '2026-11-02 09:00:10')",
        ),
        Probe(
            "two looks at one product in one session",
            f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00'), (9, 1, 2001, 1, 'view', '2026-11-02 09:05:00')",
        ),
        Probe(
            "two looks that differ in nothing but their number",
            f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00'), (9, 1, 2001, 1, 'view', '2026-11-02 09:00:00')",
        ),
        Probe(
            "two acts with one number",
            f"{WITH_ID} (8, 1, 2001, 1, 'view', '2026-11-02 09:00:00'), (8, 2, 2002, 2, 'view', '2026-11-02 09:10:00')",
        ),
        Probe("a look without a session", f"{WITH_ID} (8, null, 2001, 1, 'view', '2026-11-02 09:00:00')"),
        Probe("a look at no product", f"{WITH_ID} (8, 1, 2001, null, 'view', '2026-11-02 09:00:00')"),
        Probe("an act without a kind", f"{WITH_ID} (8, 1, 2001, 1, null, '2026-11-02 09:00:00')"),
        Probe("a look without a moment", f"{WITH_ID} (8, 1, 2001, 1, 'view', null)"),
        Probe("a look in the session 'Bob'", f"{WITH_ID} (8, 'Bob', 2001, 1, 'view', '2026-11-02 09:00:00')"),
        Probe("a look by customer 9999, whom no dimension holds", f"{WITH_ID} (8, 1, 9999, 1, 'view', '2026-11-02 09:00:00')"),
        Probe("a look at product 99, which no dimension holds", f"{WITH_ID} (8, 1, 2001, 99, 'view', '2026-11-02 09:00:00')"),
        Probe("an act of the kind 'order'", f"{WITH_ID} (8, 1, 2001, 1, 'order', '2026-11-02 09:00:00')"),
        Probe("a look at the moment 'yesterday'", f"{WITH_ID} (8, 1, 2001, 1, 'view', 'yesterday')"),
    ],
)
interaction_fact.data(shown=market, unseen=another_market)
ACTS = """
create table interaction_fact (
    interaction_id integer primary key,
    session_id int not null,
    customer_id int references customer_dim,
    product_id int not null references product_dim,
    kind text not null check (kind in ('view', 'cart')),
    event_at text not null check (event_at is datetime(event_at))
) strict
"""
interaction_fact.solution(ACTS)
interaction_fact.also_right("""
create table interaction_fact (
    interaction_id integer not null,
    session_id integer not null check (typeof(session_id) = 'integer'),
    customer_id integer,
    product_id integer not null,
    kind varchar(4) not null,
    event_at timestamp not null check (datetime(event_at) is not null and event_at = datetime(event_at)),
    primary key (interaction_id),
    foreign key (customer_id) references customer_dim (customer_id),
    foreign key (product_id) references product_dim (product_id),
    check (kind = 'view' or kind = 'cart')
)
""")
interaction_fact.also_right(changed(ACTS, ("integer primary key", "integer primary key autoincrement")))
MOMENT = " check (event_at is datetime(event_at))"
LAST = MOMENT + "\n)"
interaction_fact.mistake(
    "Two looks at one product in one session are refused. Your key says: one row is a product in a session. People look twice.",
    changed(ACTS, (LAST, MOMENT + ",\n unique (session_id, product_id, kind)\n)")),
)
interaction_fact.mistake(
    "A look without a number is refused, and so are two looks at one product in one session: session, product and kind are your key. "
    "One row is one act, and only its number tells it from others.",
    changed(
        ACTS,
        ("interaction_id integer primary key", "interaction_id int not null"),
        (LAST, MOMENT + ",\n primary key (session_id, product_id, kind)\n)"),
    ),
)
interaction_fact.mistake(
    "Two looks that differ in nothing but their number are refused. The second tells two acts apart most of the time: not always.",
    changed(ACTS, (LAST, MOMENT + ",\n unique (session_id, product_id, kind, event_at)\n)")),
)
interaction_fact.mistake(
    "A look without a number is refused. Which exact words make SQLite number the rows itself (1.02)?",
    changed(ACTS, ("integer primary key", "int not null primary key")),
)
interaction_fact.mistake(
    "A look without a number is stored without one, and the session 'Bob' is accepted: `int primary key` numbers nothing, and your types "
    "are not binding.",
    changed(ACTS, ("integer primary key", "int primary key"), (" strict", "")),
)
interaction_fact.mistake(
    "Two acts with one number are accepted: nothing says yet that `interaction_id` is the key. Nor does the table give a number.",
    changed(ACTS, ("integer primary key", "integer")),
)
interaction_fact.mistake(
    "A guest's look is refused. Guests look too: `customer_id` may be missing.",
    changed(ACTS, ("customer_id int references", "customer_id int not null references")),
)
interaction_fact.mistake(
    "An act of the kind 'order' is accepted. An order is another sentence, and belongs into another fact.",
    changed(ACTS, (" check (kind in ('view', 'cart'))", "")),
)
interaction_fact.mistake(
    "An act without a kind is accepted: NULL passes every `check`, as unknown is not false. Add `not null`.",
    changed(ACTS, ("kind text not null", "kind text")),
)
interaction_fact.mistake(
    "A look by customer 9999 is accepted. A number that leads to no customer joins to nothing: say what it references.",
    changed(ACTS, (" references customer_dim", "")),
)
interaction_fact.mistake(
    "A look at product 99 is accepted. A number that leads to no product joins to nothing: say what it references.",
    changed(ACTS, (" references product_dim", "")),
)
interaction_fact.mistake(
    "Customer 9999 and product 99 are accepted, whom no dimension holds. Your fact is not tied to its dimensions: `references`.",
    changed(ACTS, (" references customer_dim", ""), (" references product_dim", "")),
)
interaction_fact.mistake(
    "A look at the moment 'yesterday' is accepted. Is there a `check`, and does it compare with `is`? With `=`, no moment is unknown, "
    "and unknown passes.",
    changed(ACTS, (MOMENT, "")),
)
interaction_fact.mistake(
    "A look without a moment is accepted: NULL `is` NULL, so your `check` is true. Add `not null`.",
    changed(ACTS, ("event_at text not null", "event_at text")),
)
interaction_fact.mistake(
    "A look in the session 'Bob' is accepted, and a session is a whole number. Which word makes types binding?",
    changed(ACTS, (" strict", "")),
)
interaction_fact.mistake(
    "A look at no product is accepted. Whoever looks, looks at something: `not null`.",
    changed(ACTS, ("product_id int not null", "product_id int")),
)
interaction_fact.mistake(
    "A look without a session is accepted. Only `customer_id` may be missing.",
    changed(ACTS, ("session_id int not null", "session_id int")),
)
interaction_fact.mistake(
    "The columns are there and nearly nothing is refused: any kind, any moment, any session, and customers and products that nobody knows. "
    "Go through your columns once more: what may be missing, and what would be wrong?",
    """
create table interaction_fact (
    interaction_id integer primary key, session_id int, customer_id int, product_id int, kind varchar(255), event_at timestamp
)
""",
)
interaction_fact.mistake(
    "Your table counts looks and carts: one row is a product in a session. When the second look was, it cannot say. One row is one act.",
    """
create table interaction_fact (
    session_id int not null, customer_id int references customer_dim, product_id int not null references product_dim,
    views int not null, carts int not null, primary key (session_id, product_id)
) strict
""",
)
interaction_fact.mistake(
    "An act of the kind 'order' is accepted, and a look at the moment 'yesterday'. Types do not say it: two columns need a `check`.",
    changed(ACTS, (" check (kind in ('view', 'cart'))", ""), (MOMENT, "")),
)
interaction_fact.mistake(
    "Two products in one session are refused: your table takes a session once. One row is one act.",
    changed(ACTS, ("session_id int not null", "session_id int not null unique")),
)

# 4 --------------------------------------------------------------------------------------------------------------------------------
DAY = "date_on, weekday, is_weekend, holiday_name"
days = ScriptQuestion(
    """Which days are there?

    Make and fill `date_dim`. One row is a day: every one from the first order of `stall_order` to the last, with or without an order.
    Compute both ends: your answer also runs on a stall with other days. `date_on`, the key, text such as `2026-11-02`; `weekday`, 1 is
    Monday, 7 is Sunday; `is_weekend`, 1 or 0; `holiday_name`, from `holiday (holiday_on, holiday_name)`, missing on other days. Nothing
    else may be missing.
    """,
    level="core",
    hints=(
        "On some days the stall is closed. From which list of days do you start, so that they are in it? What may a join not lose?",
        "The lesson's `insert` with its `calendar`, which begins at `(select min(date(order_date)) ...)`; then a left join to `holiday`.",
    ),
    probes=[
        Probe(f"reading {DAY}", f"select {DAY} from date_dim where date_on = 'no day'"),
        Probe("first day, last day, number of days", "select min(date_on), max(date_on), count(*) from date_dim"),
        Probe("the days", "select date_on from date_dim"),
        Probe("the weekday of each day", "select date_on, weekday from date_dim"),
        Probe("the days of the weekend", "select date_on from date_dim where is_weekend = 1"),
        Probe("the days that are not of the weekend", "select date_on from date_dim where is_weekend = 0"),
        Probe("the holidays", "select date_on, holiday_name from date_dim where holiday_name is not null"),
        Probe("one more day", f"insert into date_dim ({DAY}) values ('2027-01-01', 5, 0, null)"),
        Probe("a day twice", f"insert into date_dim ({DAY}) values ('2027-01-01', 5, 0, null), ('2027-01-01', 5, 0, null)"),
        Probe("a day without its date", f"insert into date_dim ({DAY}) values (null, 5, 0, null)"),
        Probe("a day without its weekday", f"insert into date_dim ({DAY}) values ('2027-01-01', null, 0, null)"),
        Probe("a day of which nobody knows whether it is a weekend", f"insert into date_dim ({DAY}) values ('2027-01-01', 5, null, null)"),
    ],
)
days.data(shown=market, unseen=another_market)
DAYS = """
create table date_dim (
    date_on text not null primary key,
    weekday int not null check (weekday between 1 and 7),
    is_weekend int not null check (is_weekend = (weekday >= 6)),
    holiday_name text
) strict;

insert into date_dim (date_on, weekday, is_weekend, holiday_name)
with recursive calendar (day) as (
    select min(date(order_date)) from stall_order
    union all
    select date(day, '+1 day') from calendar where day < (select max(date(order_date)) from stall_order)
)
select c.day, (strftime('%w', c.day) + 6) % 7 + 1, strftime('%w', c.day) in ('0', '6'), h.holiday_name
from calendar as c
left join holiday as h on h.holiday_on = c.day
"""
NUMBER, IS_WEEKEND = "(strftime('%w', c.day) + 6) % 7 + 1", "strftime('%w', c.day) in ('0', '6')"
CHECKS = ((" check (weekday between 1 and 7)", ""), (" check (is_weekend = (weekday >= 6))", ""))
CALENDAR = DAYS[DAYS.index("with recursive") : DAYS.index("select c.day")]
ORDER_DAYS = "from (select distinct date(order_date) as day from stall_order) as c"
days.solution(DAYS)
days.also_right("""
create table date_dim (date_on text primary key not null, weekday integer not null, is_weekend integer not null, holiday_name text);

with recursive d (n, day) as (
    select 0, date(min(order_date)) from stall_order
    union all
    select n + 1, date(day, '+1 day') from d where n < 400 and day < (select date(max(order_date)) from stall_order)
)
insert into date_dim (date_on, weekday, is_weekend, holiday_name)
select day,
    case strftime('%w', day) when '0' then 7 else cast(strftime('%w', day) as int) end,
    case when strftime('%w', day) in ('6', '0') then 1 else 0 end,
    (select holiday_name from holiday where holiday_on = day)
from d
""")
days.mistake(
    "Days are missing on which the stall was closed. A day without an order is a day: start from a calendar, not from the orders.",
    changed(DAYS, (CALENDAR, ""), ("from calendar as c", ORDER_DAYS)),
)
days.mistake(
    "Only holidays are in your table: an inner join keeps matches. Keep every day.",
    changed(DAYS, ("left join holiday", "inner join holiday")),
)
days.mistake(
    "The last day is missing. Go on as long as the day is *before* the last one: that step gives the last one.",
    changed(DAYS, ("where day < (", "where date(day, '+1 day') < (")),
)
days.mistake(
    "There is a day too many at the end: on the last day you still go on to the next. Compare with `<`, and a day with a day: "
    "any day is before its own moments.",
    changed(DAYS, ("where day < (", "where day <= (")),
)
days.mistake(
    "Your first `date_on` is a moment, not a day, and at the end there is a day too many, for a day is before each of its moments. "
    "Cut the orders' moments to `date(...)`.",
    changed(DAYS, ("date(order_date)", "order_date")),
)
days.mistake(
    "Your Sundays have weekday 0: `strftime('%w', ...)` begins there. The dimension says 7.",
    changed(DAYS, *CHECKS, (NUMBER, "cast(strftime('%w', c.day) as int)")),
)
days.mistake(
    "Your Sunday is 1, your Monday 2: you moved the numbers by one. Monday is 1, and Sunday goes to the end, to 7.",
    changed(DAYS, *CHECKS, (NUMBER, "strftime('%w', c.day) + 1")),
)
days.mistake(
    "Your Sundays are no weekend: their number in `strftime('%w', ...)` is '0', not 7.",
    changed(DAYS, *CHECKS, (IS_WEEKEND, "strftime('%w', c.day) >= '6'")),
)
days.mistake(
    "Your Sundays have weekday 0, and are no weekend. `strftime('%w', ...)` begins with Sunday; the dimension begins with Monday, at 1.",
    changed(DAYS, *CHECKS, (NUMBER, "cast(strftime('%w', c.day) as int)"), (IS_WEEKEND, "strftime('%w', c.day) >= '6'")),
)
days.mistake(
    "Every day is a weekend: `strftime` gives text, and SQLite holds any text to be greater than any number. Compare text with text.",
    changed(DAYS, *CHECKS, (IS_WEEKEND, "strftime('%w', c.day) >= 6")),
)
days.mistake(
    "No day is a weekend: `strftime` gives text, and a text is never equal to a number. Compare text with text.",
    changed(DAYS, *CHECKS, (IS_WEEKEND, "strftime('%w', c.day) in (0, 6)")),
)
days.mistake(
    "Your first `date_on` is a moment: cut the first order's to its day, with `date(...)`.",
    changed(DAYS, ("min(date(order_date))", "min(order_date)")),
)
days.mistake(
    "SQLite refuses a row that is against your own `check`. On Sunday `strftime('%w', ...)` gives '0': what must become of it?",
    changed(DAYS, (CHECKS[1][0], ""), (NUMBER, "cast(strftime('%w', c.day) as int)")),
)
days.mistake(
    "Your weekend begins on Friday: in this dimension Friday is 5, Saturday 6, Sunday 7.",
    changed(DAYS, *CHECKS, (IS_WEEKEND, f"{NUMBER} >= 5")),
)
days.mistake(
    "The table is there, and empty. Fill it: `insert into date_dim (...)`, then the query that gives the days.",
    DAYS[: DAYS.index("insert into")],
)
days.mistake(
    "A day twice is accepted: nothing says that `date_on` is the key. A fact that joins such a day would double.",
    changed(DAYS, (" primary key", "")),
)
days.mistake(
    "A day without its weekday is accepted, and one that may be a weekend or not. Only `holiday_name` may be missing: `not null`.",
    changed(DAYS, ("int not null", "int")),
)
days.mistake(
    "No day has a holiday: you filled the other columns only. Join `holiday`, and keep every day.",
    changed(DAYS, ("h.holiday_name\n", "null\n"), ("left join holiday as h on h.holiday_on = c.day\n", "")),
)
days.mistake(
    "Every day has a holiday's name or a text. Where there is none, it is missing: leave NULL as it is.",
    changed(DAYS, ("h.holiday_name\n", "coalesce(h.holiday_name, '')\n")),
)

# 5 --------------------------------------------------------------------------------------------------------------------------------
LINE = "order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents"
INTO_LINES = f"insert into order_fact ({LINE}) values"
to_lines = ScriptQuestion(
    """How does a row of two products become lines?

    `stall_order` has a row an order, with room for two products. Make `order_fact`: one row is a line of an order. Columns `order_id`,
    `line_number` (1 for the first product, 2 for the second; later orders may have more lines), `product_id`, `customer_id`, `quantity`,
    `order_date`, `order_amount_cents` (whole cents). Only `customer_id` may be missing, customers and products must be known, a line comes
    once. Copy every line, then drop `stall_order`.
    """,
    level="core",
    hints=(
        "How many lines does an order give? Which orders give none at the second copy?",
        "A key of two columns; one `insert ... select` for the first products, and one for the second, which are not all there.",
    ),
    probes=[
        Probe(f"reading {LINE}", f"select {LINE} from order_fact where order_id = 0"),
        Probe("how many lines there are", "select count(*) from order_fact"),
        Probe("how many orders there are", "select count(distinct order_id) from order_fact"),
        Probe("the cents of all lines", "select sum(order_amount_cents) from order_fact"),
        Probe("the pieces of all lines", "select sum(quantity) from order_fact"),
        Probe("order, line, product", "select order_id, line_number, product_id from order_fact"),
        Probe("order, line, customer, date", "select order_id, line_number, customer_id, order_date from order_fact"),
        Probe("order, line, pieces, cents", "select order_id, line_number, quantity, order_amount_cents from order_fact"),
        Probe("the tables that are there now", "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'"),
        Probe(
            "a third line of one order",
            f"{INTO_LINES} (900, 1, 1, 2001, 1, '2026-11-30 09:00:00', 500), (900, 2, 2, 2001, 1, "
            "'2026-11-30 09:00:00', 600), (900, 3, 3, 2001, 1, '2026-11-30 09:00:00', 700)",
        ),
        Probe(
            "the same product on two lines of one order",
            f"{INTO_LINES} (900, 1, 1, 2001, 1, '2026-11-30 09:00:00', 500), (900, 2, 1, 2001, 2, '2026-11-30 09:00:00', 1000)",
        ),
        Probe("a guest's line", f"{INTO_LINES} (900, 1, 1, null, 1, '2026-11-30 09:00:00', 500)"),
        Probe(
            "a line twice",
            f"{INTO_LINES} (900, 1, 1, 2001, 1, '2026-11-30 09:00:00', 500), (900, 1, 2, 2001, 1, '2026-11-30 09:00:00', 600)",
        ),
        Probe("a line without a product", f"{INTO_LINES} (900, 1, null, 2001, 1, '2026-11-30 09:00:00', 500)"),
        Probe("a line without a quantity", f"{INTO_LINES} (900, 1, 1, 2001, null, '2026-11-30 09:00:00', 500)"),
        Probe("a line without an amount", f"{INTO_LINES} (900, 1, 1, 2001, 1, '2026-11-30 09:00:00', null)"),
        Probe("a line without a number", f"{INTO_LINES} (900, null, 1, 2001, 1, '2026-11-30 09:00:00', 500)"),
        Probe("a line of 19.5 cents", f"{INTO_LINES} (900, 1, 1, 2001, 1, '2026-11-30 09:00:00', 19.5)"),
        Probe("a line of product 99, which no dimension holds", f"{INTO_LINES} (900, 1, 99, 2001, 1, '2026-11-30 09:00:00', 500)"),
        Probe("a line of customer 9999, whom no dimension holds", f"{INTO_LINES} (900, 1, 1, 9999, 1, '2026-11-30 09:00:00', 500)"),
    ],
)
to_lines.data(shown=market, unseen=another_market)
NEW = """
create table order_fact (
    order_id int not null,
    line_number int not null,
    product_id int not null references product_dim,
    customer_id int references customer_dim,
    quantity int not null,
    order_date text not null,
    order_amount_cents int not null,
    primary key (order_id, line_number)
) strict;
"""
FIRST = """
insert into order_fact
    (order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents)
select order_id, 1, product_1, customer_id, quantity_1, order_date, cents_1
from stall_order;
"""
SECOND = """
insert into order_fact
    (order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents)
select order_id, 2, product_2, customer_id, quantity_2, order_date, cents_2
from stall_order
where product_2 is not null;
"""
DROP = """
drop table stall_order;
"""
to_lines.solution(NEW + FIRST + SECOND + DROP)
to_lines.also_right(
    NEW.replace("order_fact", "new_fact")
    + """
insert into new_fact (order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents)
select order_id, 1, product_1, customer_id, quantity_1, order_date, cents_1 from stall_order
union all
select order_id, 2, product_2, customer_id, quantity_2, order_date, cents_2 from stall_order where cents_2 is not null;
drop table stall_order;
alter table new_fact rename to order_fact;
"""
)
to_lines.also_right(
    changed(
        NEW,
        (" strict", ""),
        ("primary key (", "unique ("),
        ("cents int not null", "cents int not null check (typeof(order_amount_cents) = 'integer')"),
    )
    + changed(SECOND, ("where product_2 is not null", "inner join product_dim on product_dim.product_id = product_2"))
    + FIRST
    + DROP
)
to_lines.mistake(
    "The second products are missing, and their cents with them: each order has one line. A second copy must bring them.",
    NEW + FIRST + DROP,
)
to_lines.mistake(
    "Everything is copied, and `stall_order` is still there. As long as both tables stand, somebody will write into the old one: drop it.",
    NEW + FIRST + SECOND,
)
to_lines.mistake(
    "Orders of one product are missing: you passed over them at the first copy, too. `product_2 is not null` belongs to the second.",
    NEW + changed(FIRST, ("from stall_order", "from stall_order\nwhere product_2 is not null")) + SECOND + DROP,
)
to_lines.mistake(
    "Your second lines have the cents of the first product. The sum of the cents tells it, the number of rows does not.",
    NEW + FIRST + changed(SECOND, ("cents_2", "cents_1")) + DROP,
)
to_lines.mistake(
    "Your second lines have the pieces of the first product. The cents are right, so only a check of the pieces finds it.",
    NEW + FIRST + changed(SECOND, ("quantity_2", "quantity_1")) + DROP,
)
to_lines.mistake(
    "Your second lines name the first product once more. Cents and pieces add up, so only a look at the products finds it.",
    NEW + FIRST + changed(SECOND, ("2, product_2,", "2, product_1,")) + DROP,
)
to_lines.mistake(
    "Your second lines are copies of the first: product, pieces and cents. Take those of the second product.",
    NEW
    + FIRST
    + changed(SECOND, ("2, product_2, customer_id, quantity_2", "2, product_1, customer_id, quantity_1"), ("cents_2", "cents_1"))
    + DROP,
)
to_lines.mistake(
    "The orders of guests are missing: a join to the customers, or a condition on them, drops whoever has no number.",
    NEW
    + changed(
        FIRST,
        ("select order_id, 1, product_1, customer_id,", "select order_id, 1, product_1, stall_order.customer_id,"),
        ("from stall_order", "from stall_order\ninner join customer_dim on customer_dim.customer_id = stall_order.customer_id"),
    )
    + changed(
        SECOND,
        ("select order_id, 2, product_2, customer_id,", "select order_id, 2, product_2, stall_order.customer_id,"),
        ("from stall_order", "from stall_order\ninner join customer_dim on customer_dim.customer_id = stall_order.customer_id"),
    )
    + DROP,
)
to_lines.mistake(
    "SQLite refuses the second copy: some order has no second product. Copy where there is one.",
    NEW + FIRST + changed(SECOND, ("where product_2 is not null", "")) + DROP,
)
to_lines.mistake(
    "Each order without a second product has an empty line 2: nothing was sold there. Copy where there is a second product, and let "
    "the table refuse such a line.",
    changed(
        NEW, ("product_id int not null", "product_id int"), ("quantity int not null", "quantity int"), ("cents int not null", "cents int")
    )
    + FIRST
    + changed(SECOND, ("where product_2 is not null", ""))
    + DROP,
)
to_lines.mistake(
    "SQLite refuses the second line of an order: your key is `order_id` alone, and so one row is still an order.",
    changed(NEW, ("primary key (order_id, line_number)", "primary key (order_id)")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "SQLite refuses: both copies give their lines the number 1, and the key allows a line once. The second product is line 2.",
    NEW + FIRST + changed(SECOND, ("select order_id, 2,", "select order_id, 1,")) + DROP,
)
to_lines.mistake(
    "The same product on two lines of one order is refused, and a line twice is accepted: your key is order and product. "
    "The sentence says: one row is a line.",
    changed(NEW, ("(order_id, line_number)", "(order_id, product_id)")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "All lines are there, and a line twice is accepted: no key forbids it, or the key has a column too many. "
    "Which two columns tell one line from another?",
    changed(NEW, ("not null,\n    primary key (order_id, line_number)", "not null")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "A line of product 99 and one of customer 9999 are accepted: the new table is not tied to its dimensions. `references`.",
    changed(NEW, (" references product_dim", ""), (" references customer_dim", "")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "A line of 19.5 cents is accepted. Cents are counted: a whole number, in a table whose types are binding.",
    changed(NEW, (" strict", "")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "Everything is copied, and the old table stands under another name. The check is done: drop it.",
    NEW + FIRST + SECOND + "alter table stall_order rename to stall_order_old;",
)
to_lines.mistake(
    "A line of product 99 is accepted, which no dimension holds: say what `product_id` references.",
    changed(NEW, (" references product_dim", "")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "A line of customer 9999 is accepted, whom no dimension holds: say what `customer_id` references.",
    changed(NEW, (" references customer_dim", "")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "Lines without a product, a quantity, an amount or a number are accepted. Only `customer_id` may be missing: `not null`.",
    changed(NEW, (" not null", "")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "You multiplied the cents by the pieces. `cents_1` and `cents_2` are for all pieces of a line already: the total has grown on the way.",
    NEW + changed(FIRST, ("cents_1", "cents_1 * quantity_1")) + changed(SECOND, ("cents_2", "cents_2 * quantity_2")) + DROP,
)
to_lines.mistake(
    "Your dates have lost their time. A migration moves what is there: copy `order_date` as it is.",
    NEW
    + changed(FIRST, ("quantity_1, order_date", "quantity_1, date(order_date)"))
    + changed(SECOND, ("quantity_2, order_date", "quantity_2, date(order_date)"))
    + DROP,
)
to_lines.mistake(
    "SQLite refuses a guest's order: `customer_id` may be missing.",
    changed(NEW, ("customer_id int references", "customer_id int not null references")) + FIRST + SECOND + DROP,
)
to_lines.mistake(
    "Each line holds what the whole order cost: orders of two products count twice. `cents_1` belongs to line 1, `cents_2` to line 2.",
    NEW + changed(FIRST, ("cents_1", "cents_1 + coalesce(cents_2, 0)")) + changed(SECOND, ("cents_2", "cents_1 + cents_2")) + DROP,
)
to_lines.mistake(
    "The table is there, and empty, and the old one is gone with all its orders. Copy and check before you drop.",
    NEW + DROP,
)
to_lines.mistake(
    "The rows are right, and the new table refuses nothing: no key, nothing that must be there, no dimension that it is tied to. "
    "`create table ... as` copies rows, not rules.",
    f"create table order_fact as select order_id, 1 as line_number, product_1 as product_id, customer_id, quantity_1 as quantity, "
    f"order_date, cents_1 as order_amount_cents from stall_order;\n{SECOND}{DROP}",
)

# 6 --------------------------------------------------------------------------------------------------------------------------------
taken = SqlQuestion(
    """What did the till take?

    A till is where customers pay. `till_fact (order_id, product_id, amount_cents)` is of mixed grain. An order of one product has one row.
    An order of several has a row for each, and one with `product_id` NULL: its total. Of some orders only the total was noted. One number,
    `revenue_cents`: what all orders came to.
    """,
    level="stretch",
    hints=(
        "Write down the three shapes that an order can have. Which of its rows would you add up, in each?",
        "Bring the table to one grain first: a row an order. If there is a total, it is that; otherwise the sum of what is there.",
    ),
)
taken.data(shown=market, unseen=another_market)
taken.solution("""
select sum(cents) as revenue_cents
from (
    select order_id, coalesce(sum(amount_cents) filter (where product_id is null), sum(amount_cents)) as cents
    from till_fact
    group by order_id
)
""")
taken.also_right("""
select sum(amount_cents) as revenue_cents
from till_fact as t
where product_id is null
or not exists (select 1 from till_fact as s where s.order_id = t.order_id and s.product_id is null)
""")
taken.also_right("""
select sum(most) as revenue_cents
from (select order_id, max(amount_cents) as most from till_fact group by order_id)
""")
taken.mistake(
    "Orders of several products are in it twice: as their total, and product by product. Take one or the other.",
    "select sum(amount_cents) as revenue_cents from till_fact",
)
taken.mistake(
    "Orders of which only the total was noted are missing: you took the rows with a product.",
    "select sum(amount_cents) as revenue_cents from till_fact where product_id is not null",
)
taken.mistake(
    "Orders of one product are missing: they have no row of a total, and you took totals alone.",
    "select sum(amount_cents) as revenue_cents from till_fact where product_id is null",
)
taken.mistake(
    "`distinct` removes equal amounts, not repeated orders: two orders of one price become one, and a basket still counts twice.",
    "select sum(distinct amount_cents) as revenue_cents from till_fact",
)
taken.mistake(
    "You have the orders with one row: of one product, or with nothing but a total. Those of several products are missing.",
    "select sum(cents) as revenue_cents from (select sum(amount_cents) as cents from till_fact group by order_id having count(*) = 1)",
)
taken.mistake(
    "You have the orders with several rows, and each of them twice: its total and its products.",
    "select sum(cents) as revenue_cents from (select sum(amount_cents) as cents from till_fact group by order_id having count(*) > 1)",
)
taken.mistake(
    "You halved everything. Orders of several products stand there twice, the others once: half of those is gone.",
    "select sum(amount_cents) / 2 as revenue_cents from till_fact",
)
taken.mistake(
    "You have a row for each order, and each is right. Asked is their sum.",
    """select coalesce(sum(amount_cents) filter (where product_id is null), sum(amount_cents)) as revenue_cents
    from till_fact group by order_id""",
)
taken.mistake(
    "You have a row for each order, and an order of several products has its total and its products in it.",
    "select sum(amount_cents) as revenue_cents from till_fact group by order_id",
)
taken.mistake(
    "Your number counts orders. Asked is what they came to, in cents.",
    "select count(distinct order_id) as revenue_cents from till_fact",
)
taken.mistake(
    "`revenue_cents` holds euros: money is counted in whole cents.",
    """select sum(most) / 100.0 as revenue_cents
    from (select order_id, max(amount_cents) as most from till_fact group by order_id)""",
)
taken.mistake(
    "Orders of one product are missing, and those of several are in it twice: who joins to the totals keeps the orders that have one, "
    "with all their rows.",
    """select sum(t.amount_cents) as revenue_cents from till_fact as t
    inner join till_fact as s on s.order_id = t.order_id and s.product_id is null""",
)
taken.mistake(
    "Your result is NULL: no row is added up. Compared with NULL by `=` or `<>`, nothing is ever true: ask `is null`, or `is not null`.",
    "select sum(amount_cents) as revenue_cents from till_fact where product_id = null",
)
taken.mistake(
    "You took the smallest row of each order. Of an order of several that is its cheapest product.",
    "select sum(least) as revenue_cents from (select order_id, min(amount_cents) as least from till_fact group by order_id)",
)
taken.mistake(
    "You took the mean row of each order: of an order of several, that of its products and its total.",
    "select sum(mean) as revenue_cents from (select order_id, avg(amount_cents) as mean from till_fact group by order_id)",
)
taken.mistake(
    "You have the orders without a total, those of one product. Add to them the orders that have one.",
    """select sum(amount_cents) as revenue_cents from till_fact
    where order_id not in (select order_id from till_fact where product_id is null)""",
)
taken.mistake(
    "You halved the products' rows of all orders. Those of one product have no total, so nothing of them stands there twice.",
    """select sum(amount_cents) filter (where product_id is null) + sum(amount_cents) filter (where product_id is not null) / 2
    as revenue_cents from till_fact""",
)
