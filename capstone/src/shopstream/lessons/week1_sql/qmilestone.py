"""Milestone 1: the shop's warehouse. Seven tables, judged by what they refuse, accept and hold; six questions to them; and indexes."""

import sqlite3
from contextlib import closing
from functools import lru_cache

from shopstream.lessons.script import Probe
from shopstream.lessons.shop import ask, unseen
from shopstream.lessons.warehouse import Design, Try, own_tables, small_shop
from shopstream.lessons.work import Job, WorkQuestion

# 1 ------------------------------------------------------------------------------------------------------------------------------------
WHOLE = "A whole number is more than the word `int`: without `strict`, a type is a wish."
PRESENT = "What may not be missing says `not null`; a `check` lets NULL pass."
SENT = "This id comes from the shop. The exact words `integer primary key` fill a missing one in; other types do not, with `not null`."
POSSIBLE = "Which values are possible is a `check`."
THERE = "`references` asks whether it is there."
KEY = "Which columns name one row: no more, and no fewer?"
FORM = "Text takes any text: the form of a day or a moment is a `check`, with `is` and not `=`."
ASKED = "A rule that nobody asked for refuses good rows."
COMPUTED = "A generated column is computed, and nobody writes it."
KEPT = "A row that others point to stays: plain `references` refuses to delete it, `on delete cascade` deletes all that points there."
GIVEN = "Nobody sends this number: the database is to give it. Which words make SQLite fill it in?"

AT, LATER, MUCH_LATER = "'2026-11-02 10:00:00'", "'2026-11-30 10:00:00'", "'2026-11-30 11:00:00'"
CUSTOMER, NOBODY = "(select min(customer_id) from customer_dim)", "(select max(customer_id) + 1 from customer_dim)"
PRODUCT, NOTHING = "(select min(product_id) from product_dim)", "(select max(product_id) + 1 from product_dim)"
OTHER = "(select max(product_id) from product_dim)"
ORDER, LAST_ORDER = "(select min(order_id) from order_fact)", "(select max(order_id) from order_fact)"


def into(table: str, columns: str, good: tuple[str, ...]):
    """Writes the statement that inserts good rows, with other values in some columns of the only row, or of each."""
    names = columns.split(", ")

    def insert(*rows: dict[str, str], also: str = "") -> str:
        values = [dict(zip(names, good, strict=True)) | row for row in rows or ({},)]
        told = ", ".join(f"({', '.join(row[name] for name in names)})" for row in values)
        return f"insert into {table} ({columns}) values {told}{also}"

    return insert


def reading(table: str, columns: str) -> Try:
    return Try(f"{table}, reading {columns}", f"select {columns} from {table} limit 0", "Names are given: others read them.")


customer = into("customer_dim", "customer_id, customer_name, location", ("900001", "'Eve'", "'Cork'"))
product = into("product_dim", "product_id, product_name, category", ("900001", "'Mug'", "'kitchen'"))
day = into("date_dim", "date_on, weekday, is_weekend", ("'2027-01-04'", "1", "0"))
line = into(
    "order_fact",
    "order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents, session_id",
    ("900001", "1", PRODUCT, CUSTOMER, "2", AT, "1999", "900001"),
)
payment = into("payment_fact", "order_id, amount_cents, is_captured, paid_at", (ORDER, "1999", "0", LATER))
visit = into("interaction_fact", "session_id, customer_id, product_id, kind, event_at", ("900001", CUSTOMER, PRODUCT, "'view'", AT))
REFUND = "refund_id, line_number, order_id, amount_cents, refunded_at"
BASKET = "(select min(order_id) from order_fact where line_number = 2 and order_id not in (select order_id from refund_fact))"


def refund(lines: str = "1", **other: str) -> str:
    """A refund of lines of an order that has two, and of which nothing came back."""
    values = {
        "refund_id": "900001",
        "line_number": "line_number",
        "order_id": "order_id",
        "amount_cents": "0",
        "refunded_at": LATER,
    } | other
    chosen = ", ".join(values[name] for name in REFUND.split(", "))
    return f"insert into refund_fact ({REFUND}) select {chosen} from order_fact where order_id = {BASKET} and line_number in ({lines})"


def pointed_to(column: str, *, ordered: bool) -> str:
    """A customer or a product that facts point to: one of orders of which nothing came back, or one that stands in visits alone."""
    if not ordered:
        return f"(select min({column}) from interaction_fact where {column} not in (select {column} from order_fact where {column} > 0))"
    back = f"select {column} from order_fact where {column} > 0 and order_id in (select order_id from refund_fact)"
    return f"(select min({column}) from order_fact where {column} not in ({back}))"


TRIES = [
    reading("customer_dim", "customer_id, customer_name, location"),
    reading("product_dim", "product_id, product_name, category"),
    reading("date_dim", "date_on, weekday, is_weekend"),
    reading(
        "order_fact", "order_id, line_number, product_id, customer_id, quantity, order_amount, order_date, order_amount_cents, session_id"
    ),
    reading("payment_fact", "payment_id, order_id, amount_cents, is_captured, paid_at"),
    reading("refund_fact", "refund_id, line_number, order_id, amount_cents, refunded_at"),
    reading("interaction_fact", "interaction_id, session_id, customer_id, product_id, kind, event_at"),
    # what must be accepted
    Try("customer_dim, a customer without a location", customer({"location": "null"}), ASKED),
    Try("customer_dim, two customers of one name", customer({}, {"customer_id": "900002"}), ASKED),
    Try("product_dim, a product without a category", product({"category": "null"}), ASKED),
    Try("product_dim, two products of one name", product({}, {"product_id": "900002"}), ASKED),
    Try("date_dim, a Monday", day(), ASKED),
    Try("date_dim, a Friday", day({"date_on": "'2027-01-01'", "weekday": "5"}), ASKED),
    Try("date_dim, a Saturday", day({"date_on": "'2027-01-02'", "weekday": "6", "is_weekend": "1"}), ASKED),
    Try("date_dim, a Sunday", day({"date_on": "'2027-01-03'", "weekday": "7", "is_weekend": "1"}), ASKED),
    Try("order_fact, an order of two lines", line({}, {"line_number": "2", "product_id": OTHER}), KEY),
    Try("order_fact, one product on two lines of an order", line({}, {"line_number": "2"}), KEY),
    Try("order_fact, line 1 of two orders", line({}, {"order_id": "900002", "session_id": "900002"}), KEY),
    Try("order_fact, two orders of one visit", line({}, {"order_id": "900002"}), ASKED),
    Try("order_fact, a line of a guest", line({"customer_id": "null"}), ASKED),
    Try("order_fact, a line of 0 cents", line({"order_amount_cents": "0"}), ASKED),
    Try("order_fact, 40 pieces", line({"quantity": "40"}), ASKED),
    Try("order_fact, the order_amount of 1999 cents", line(also=" returning round(order_amount, 2)"), "Euros are cents divided by 100.0."),
    Try("payment_fact, two attempts for one order", payment({}, {"paid_at": MUCH_LATER}), KEY),
    Try("payment_fact, two orders paid in one second", payment({}, {"order_id": LAST_ORDER}), ASKED),
    Try("payment_fact, an attempt of 0 cents", payment({"amount_cents": "0"}), ASKED),
    Try("payment_fact, how many attempts have a number", "select count(*) - count(payment_id) = 0 from payment_fact", GIVEN),
    Try("refund_fact, a refund of two lines", refund("1, 2"), KEY),
    Try("interaction_fact, a view of a guest", visit({"customer_id": "null"}), ASKED),
    Try("interaction_fact, a product put into the cart", visit({"kind": "'cart'"}), ASKED),
    Try("interaction_fact, a product seen twice in a visit", visit({}, {"event_at": "'2026-11-02 10:01:00'"}), KEY),
    Try("interaction_fact, two views of a visit in one second", visit({}, {}), KEY),
    Try("interaction_fact, how many rows have a number", "select count(*) - count(interaction_id) = 0 from interaction_fact", GIVEN),
    # what must be refused
    Try("customer_dim, a customer without an id", customer({"customer_id": "null"}), SENT),
    Try("customer_dim, a customer whose id is 'Bob'", customer({"customer_id": "'Bob'"}), WHOLE),
    Try("customer_dim, two customers with one id", customer({}, {}), KEY),
    Try("customer_dim, a customer without a name", customer({"customer_name": "null"}), PRESENT),
    Try("product_dim, a product without an id", product({"product_id": "null"}), SENT),
    Try("product_dim, a product whose id is 'mug'", product({"product_id": "'mug'"}), WHOLE),
    Try("product_dim, two products with one id", product({}, {}), KEY),
    Try("product_dim, a product without a name", product({"product_name": "null"}), PRESENT),
    Try("date_dim, one day twice", day({}, {}), KEY),
    Try("date_dim, a row without a day", day({"date_on": "null"}), PRESENT),
    Try("date_dim, the day 'tomorrow'", day({"date_on": "'tomorrow'"}), FORM),
    Try("date_dim, the day '2026-13-45'", day({"date_on": "'2026-13-45'"}), FORM),
    Try("date_dim, weekday 8", day({"weekday": "8", "is_weekend": "1"}), POSSIBLE),
    Try("date_dim, weekday 0", day({"weekday": "0"}), POSSIBLE),
    Try("date_dim, a day without a weekday", day({"weekday": "null"}), PRESENT),
    Try("date_dim, a day without is_weekend", day({"is_weekend": "null"}), PRESENT),
    Try("date_dim, is_weekend 2", day({"date_on": "'2027-01-02'", "weekday": "6", "is_weekend": "2"}), POSSIBLE),
    Try(
        "date_dim, weekday 6 and is_weekend 0",
        day({"date_on": "'2027-01-02'", "weekday": "6"}),
        "One column follows from the other: a `check` may compare two columns.",
    ),
    Try(
        "date_dim, weekday 1 and is_weekend 1",
        day({"is_weekend": "1"}),
        "One column follows from the other: a `check` may compare two columns.",
    ),
    Try("order_fact, one line twice", line({}, {}), KEY),
    Try("order_fact, one line twice, with two quantities", line({}, {"quantity": "3"}), KEY),
    Try("order_fact, a line without an order_id", line({"order_id": "null"}), PRESENT),
    Try("order_fact, a line without a line_number", line({"line_number": "null"}), PRESENT),
    Try("order_fact, a line of the order 'Bob'", line({"order_id": "'Bob'"}), WHOLE),
    Try("order_fact, the line_number 'first'", line({"line_number": "'first'"}), WHOLE),
    Try("order_fact, a product that is not there", line({"product_id": NOTHING}), THERE),
    Try("order_fact, a line without a product", line({"product_id": "null"}), PRESENT),
    Try("order_fact, a customer who is not there", line({"customer_id": NOBODY}), THERE),
    Try("order_fact, 0 pieces", line({"quantity": "0"}), POSSIBLE),
    Try("order_fact, 1.5 pieces", line({"quantity": "1.5"}), WHOLE),
    Try("order_fact, 'two' pieces", line({"quantity": "'two'"}), WHOLE),
    Try("order_fact, a line without a quantity", line({"quantity": "null"}), PRESENT),
    Try("order_fact, -1 cents", line({"order_amount_cents": "-1"}), POSSIBLE),
    Try("order_fact, 19.5 cents", line({"order_amount_cents": "19.5"}), WHOLE),
    Try("order_fact, the cents '19.99 EUR'", line({"order_amount_cents": "'19.99 EUR'"}), WHOLE),
    Try("order_fact, a line without cents", line({"order_amount_cents": "null"}), PRESENT),
    Try(
        "order_fact, an order_amount that is written",
        "insert into order_fact (order_id, line_number, product_id, quantity, order_date, order_amount_cents, order_amount, session_id) "
        f"values (900001, 1, {PRODUCT}, 2, {AT}, 1999, 25.0, 900001)",
        COMPUTED,
    ),
    Try("order_fact, the order_date 'yesterday'", line({"order_date": "'yesterday'"}), FORM),
    Try("order_fact, the order_date '2026-11-02', no time", line({"order_date": "'2026-11-02'"}), FORM),
    Try("order_fact, a moment that no calendar has", line({"order_date": "'2026-13-45 29:00:00'"}), FORM),
    Try("order_fact, a line without an order_date", line({"order_date": "null"}), PRESENT),
    Try("order_fact, a line without a session_id", line({"session_id": "null"}), PRESENT),
    Try("order_fact, the session_id 'first'", line({"session_id": "'first'"}), WHOLE),
    Try(
        "payment_fact, two attempts with one payment_id",
        f"insert into payment_fact (payment_id, order_id, amount_cents, is_captured, paid_at) values "
        f"(900001, {ORDER}, 1999, 0, {LATER}), (900001, {ORDER}, 1999, 0, {LATER})",
        KEY,
    ),
    Try("payment_fact, an attempt without an order_id", payment({"order_id": "null"}), PRESENT),
    Try("payment_fact, an attempt to pay the order 'Bob'", payment({"order_id": "'Bob'"}), WHOLE),
    Try("payment_fact, -1 cents", payment({"amount_cents": "-1"}), POSSIBLE),
    Try("payment_fact, 19.5 cents", payment({"amount_cents": "19.5"}), WHOLE),
    Try("payment_fact, an attempt without cents", payment({"amount_cents": "null"}), PRESENT),
    Try("payment_fact, is_captured 2", payment({"is_captured": "2"}), POSSIBLE),
    Try("payment_fact, an attempt without is_captured", payment({"is_captured": "null"}), PRESENT),
    Try("payment_fact, paid_at 'soon'", payment({"paid_at": "'soon'"}), FORM),
    Try("payment_fact, a moment that no calendar has", payment({"paid_at": "'2026-13-45 29:00:00'"}), FORM),
    Try("payment_fact, an attempt without paid_at", payment({"paid_at": "null"}), PRESENT),
    Try("refund_fact, line 99 of an order, which it does not have", refund(line_number="99"), THERE),
    Try("refund_fact, a line of an order that is not there", refund(order_id="900009"), THERE),
    Try("refund_fact, one line twice in a refund", f"{refund()} union all select {refund().partition(' select ')[2]}", KEY),
    Try(
        "refund_fact, line 1 of two orders in one refund",
        f"insert into refund_fact ({REFUND}) select 900001, line_number, order_id, 0, {LATER} from order_fact "
        "where line_number = 1 and order_id not in (select order_id from refund_fact) order by order_id limit 2",
        KEY,
    ),
    Try("refund_fact, a line without a refund_id", refund(refund_id="null"), PRESENT),
    Try("refund_fact, the refund_id 'first'", refund(refund_id="'first'"), WHOLE),
    Try("refund_fact, a refund without a line_number", refund(line_number="null"), PRESENT),
    Try("refund_fact, a refund without an order_id", refund(order_id="null"), "A foreign key of two columns lets NULL pass in either."),
    Try("refund_fact, -1 cents", refund(amount_cents="-1"), POSSIBLE),
    Try("refund_fact, 19.5 cents", refund(amount_cents="19.5"), WHOLE),
    Try("refund_fact, a refund without cents", refund(amount_cents="null"), PRESENT),
    Try("refund_fact, refunded_at 'soon'", refund(refunded_at="'soon'"), FORM),
    Try("refund_fact, a moment that no calendar has", refund(refunded_at="'2026-13-45 29:00:00'"), FORM),
    Try("refund_fact, a refund without refunded_at", refund(refunded_at="null"), PRESENT),
    Try(
        "interaction_fact, two rows with one interaction_id",
        f"insert into interaction_fact (interaction_id, session_id, product_id, kind, event_at) values "
        f"(900001, 900001, {PRODUCT}, 'view', {AT}), (900001, 900001, {PRODUCT}, 'cart', {AT})",
        KEY,
    ),
    Try("interaction_fact, a view without a session_id", visit({"session_id": "null"}), PRESENT),
    Try("interaction_fact, the session_id 'first'", visit({"session_id": "'first'"}), WHOLE),
    Try("interaction_fact, a customer who is not there", visit({"customer_id": NOBODY}), THERE),
    Try("interaction_fact, a product that is not there", visit({"product_id": NOTHING}), THERE),
    Try("interaction_fact, a view of no product", visit({"product_id": "null"}), PRESENT),
    Try("interaction_fact, a moment that no calendar has", visit({"event_at": "'2026-13-45 29:00:00'"}), FORM),
    Try("interaction_fact, the kind 'click'", visit({"kind": "'click'"}), POSSIBLE),
    Try("interaction_fact, a row without a kind", visit({"kind": "null"}), PRESENT),
    Try("interaction_fact, event_at 'just now'", visit({"event_at": "'just now'"}), FORM),
    Try("interaction_fact, a row without event_at", visit({"event_at": "null"}), PRESENT),
    # what must stay
    Try(
        "customer_dim, deleting a customer who ordered",
        f"delete from customer_dim where customer_id = {pointed_to('customer_id', ordered=True)}",
        KEPT,
    ),
    Try(
        "customer_dim, deleting a customer who only looked",
        f"delete from customer_dim where customer_id = {pointed_to('customer_id', ordered=False)}",
        KEPT,
    ),
    Try(
        "product_dim, deleting a product that was ordered",
        f"delete from product_dim where product_id = {pointed_to('product_id', ordered=True)}",
        KEPT,
    ),
    Try(
        "product_dim, deleting a product that was only looked at",
        f"delete from product_dim where product_id = {pointed_to('product_id', ordered=False)}",
        KEPT,
    ),
    Try(
        "order_fact, deleting a line that was paid back",
        "delete from order_fact where (order_id, line_number) in "
        "(select order_id, line_number from refund_fact order by refund_id, line_number limit 1)",
        KEPT,
    ),
    # what is in, after the shop was loaded
    Try(
        "order_fact, its lines and cents",
        "select count(*), sum(order_amount_cents) from order_fact",
        "Something changes rows on their way in.",
    ),
    Try(
        "payment_fact, its attempts and cents",
        "select count(*), sum(amount_cents) from payment_fact",
        "Something changes rows on their way in.",
    ),
    Try(
        "refund_fact, its lines and cents", "select count(*), sum(amount_cents) from refund_fact", "Something changes rows on their way in."
    ),
    Try("interaction_fact, how many rows", "select count(*) from interaction_fact", "Something changes rows on their way in."),
]

schema = Design(
    """Which tables hold the shop, and nothing else?

    Write the `create table` statements of all seven tables. `contract()` above prints their names, and what each column means; types, keys
    and rules are yours. What it does not call missing is never missing. The tables are filled with a small shop, then tried with good and
    bad rows, and with deletions.

    A foreign key of two columns is a line of its own: `foreign key (a, b) references t (a, b)`.
    """,
    level="core",
    hints=(
        "Begin with the dimensions: facts point to them. For each column ask three things: may it be missing, which values are possible, "
        "where must it be found? Check often: a review tells three faults at a time.",
        "Look at the second `order_fact` of 1.02 for numbers, cents, euros and the moment. The key of a line has two columns, and a "
        "refund "
        "points to both. `payment_id` and `interaction_id` are the two ids that SQLite is to fill in.",
    ),
    probes=TRIES,
)
schema.data(shown=small_shop, unseen=small_shop)

CUSTOMER_DIM = """
create table customer_dim (
    customer_id int not null primary key,
    customer_name text not null,
    location text
) strict;
"""
PRODUCT_DIM = """
create table product_dim (
    product_id int not null primary key,
    product_name text not null,
    category text
) strict;
"""
DATE_DIM = """
create table date_dim (
    date_on text not null primary key check (date_on is date(date_on)),
    weekday int not null check (weekday between 1 and 7),
    is_weekend int not null check (is_weekend = (weekday >= 6))
) strict;
"""
ORDER_FACT = """
create table order_fact (
    order_id int not null,
    line_number int not null,
    product_id int not null references product_dim,
    customer_id int references customer_dim,
    quantity int not null check (quantity > 0),
    order_date text not null check (order_date is datetime(order_date)),
    order_amount_cents int not null check (order_amount_cents >= 0),
    order_amount real generated always as (order_amount_cents / 100.0) virtual,
    session_id int not null,
    primary key (order_id, line_number)
) strict;
"""
PAYMENT_FACT = """
create table payment_fact (
    payment_id integer primary key,
    order_id int not null,
    amount_cents int not null check (amount_cents >= 0),
    is_captured int not null check (is_captured in (0, 1)),
    paid_at text not null check (paid_at is datetime(paid_at))
) strict;
"""
REFUND_FACT = """
create table refund_fact (
    refund_id int not null,
    line_number int not null,
    order_id int not null,
    amount_cents int not null check (amount_cents >= 0),
    refunded_at text not null check (refunded_at is datetime(refunded_at)),
    primary key (refund_id, line_number),
    foreign key (order_id, line_number) references order_fact (order_id, line_number)
) strict;
"""
INTERACTION_FACT = """
create table interaction_fact (
    interaction_id integer primary key,
    session_id int not null,
    customer_id int references customer_dim,
    product_id int not null references product_dim,
    kind text not null check (kind in ('view', 'cart')),
    event_at text not null check (event_at is datetime(event_at))
) strict;
"""
DIMENSIONS = CUSTOMER_DIM + PRODUCT_DIM + DATE_DIM
SCHEMA = DIMENSIONS + ORDER_FACT + PAYMENT_FACT + REFUND_FACT + INTERACTION_FACT
schema.solution(SCHEMA)

# checked by typeof, with names for the rules, foreign keys at the end, other words for the types
schema.also_right("""
create table customer_dim (
    customer_id bigint not null primary key check (typeof(customer_id) = 'integer'),
    customer_name varchar(255) not null,
    location varchar(255)
);
create table product_dim (
    product_id bigint not null primary key check (typeof(product_id) = 'integer'),
    product_name varchar(255) not null,
    category varchar(255)
);
create table date_dim (
    date_on date not null,
    weekday integer not null,
    is_weekend boolean not null,
    constraint one_row_a_day primary key (date_on),
    constraint a_day check (coalesce(date(date_on) = date_on, 0)),
    constraint seven_days check (weekday in (1, 2, 3, 4, 5, 6, 7)),
    constraint two_free_days check (is_weekend = case when weekday in (6, 7) then 1 else 0 end)
);
create table order_fact (
    order_id integer not null,
    line_number integer not null,
    product_id integer not null,
    customer_id integer,
    session_id integer not null,
    quantity integer not null,
    order_amount_cents integer not null,
    order_amount numeric as (1.0 * order_amount_cents / 100) stored,
    order_date timestamp not null,
    constraint one_row_a_line primary key (order_id, line_number),
    constraint known_product foreign key (product_id) references product_dim (product_id),
    constraint known_customer foreign key (customer_id) references customer_dim (customer_id),
    constraint whole_numbers check (
        typeof(order_id) = 'integer' and typeof(line_number) = 'integer' and typeof(session_id) = 'integer'
        and typeof(quantity) = 'integer' and typeof(order_amount_cents) = 'integer'
    ),
    constraint some_pieces check (quantity >= 1),
    constraint no_debts check (not order_amount_cents < 0),
    constraint a_moment check (coalesce(datetime(order_date) = order_date, 0))
);
create table payment_fact (
    payment_id integer primary key autoincrement,
    order_id integer not null check (typeof(order_id) = 'integer'),
    amount_cents integer not null check (typeof(amount_cents) = 'integer' and amount_cents >= 0),
    is_captured boolean not null check (is_captured between 0 and 1 and typeof(is_captured) = 'integer'),
    paid_at timestamp not null check (datetime(paid_at) is not null)
);
create table refund_fact (
    order_id integer not null,
    line_number integer not null,
    refund_id integer not null check (typeof(refund_id) = 'integer'),
    amount_cents integer not null check (typeof(amount_cents) = 'integer' and amount_cents >= 0),
    refunded_at timestamp not null check (coalesce(datetime(refunded_at) = refunded_at, 0)),
    constraint one_row_a_line primary key (line_number, refund_id),
    constraint known_line foreign key (order_id, line_number) references order_fact
);
create table interaction_fact (
    interaction_id integer primary key,
    session_id integer not null check (typeof(session_id) = 'integer'),
    product_id integer not null,
    customer_id integer,
    kind text not null check (kind = 'view' or kind = 'cart'),
    event_at timestamp not null check (event_at glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]'),
    foreign key (product_id) references product_dim on delete restrict,
    foreign key (customer_id) references customer_dim on update cascade
);
""")

# a number of the database's own for each line, and the pair beside it unique; a table of kinds; euros as text
schema.also_right(
    DIMENSIONS
    + """
create table order_fact (
    order_line_id integer primary key,
    order_id int not null,
    line_number int not null,
    product_id int not null references product_dim,
    customer_id int references customer_dim,
    quantity int not null check (quantity > 0),
    order_date text not null check (order_date is datetime(order_date)),
    order_amount_cents int not null check (order_amount_cents >= 0),
    order_amount text as (printf('%d.%02d', order_amount_cents / 100, order_amount_cents % 100)),
    session_id int not null,
    unique (order_id, line_number)
) strict;
"""
    + PAYMENT_FACT
    + """
create table refund_fact (
    refund_line_id integer primary key,
    refund_id int not null,
    line_number int not null,
    order_id int not null,
    amount_cents int not null check (amount_cents >= 0),
    refunded_at text not null check (refunded_at is datetime(refunded_at)),
    unique (refund_id, line_number),
    unique (order_id, line_number),
    foreign key (order_id, line_number) references order_fact (order_id, line_number)
) strict;
create table kind_dim (kind text not null primary key) strict;
insert into kind_dim (kind) values ('view'), ('cart');
create table interaction_fact (
    interaction_id integer primary key,
    session_id int not null,
    customer_id int references customer_dim,
    product_id int not null references product_dim,
    kind text not null references kind_dim,
    event_at text not null check (event_at is datetime(event_at))
) strict;
"""
)

# without row numbers, where a key named `integer primary key` is not filled in; unique indexes in place of constraints
schema.also_right(
    """
pragma foreign_keys = on;
create table customer_dim (customer_id integer primary key, customer_name text not null, location text) strict, without rowid;
create table product_dim (product_id integer primary key, product_name text not null, category text) strict, without rowid;
create table date_dim (
    date_on text not null check (date_on is strftime('%Y-%m-%d', date_on)),
    weekday integer not null,
    is_weekend integer not null,
    check ((weekday between 1 and 5 and is_weekend = 0) or (weekday between 6 and 7 and is_weekend = 1))
) strict;
create unique index one_row_a_day on date_dim (date_on);
create table order_fact (
    order_id integer, line_number integer,
    product_id integer not null, customer_id integer, session_id integer not null,
    quantity integer not null, order_date text not null, order_amount_cents integer not null,
    order_amount any as (order_amount_cents * 0.01) virtual,
    primary key (order_id, line_number),
    foreign key (product_id) references product_dim, foreign key (customer_id) references customer_dim,
    check (quantity > 0 and order_amount_cents >= 0 and order_date is datetime(order_date))
) strict, without rowid;
"""
    + PAYMENT_FACT
    + REFUND_FACT
    + INTERACTION_FACT
    + """
create unique index paid_once on payment_fact (order_id) where is_captured = 1;
create index line_of_customer on order_fact (customer_id);
create index interaction_of_session on interaction_fact (session_id, product_id, kind);
"""
)

# each line of an order belongs to a day of the calendar, weekdays agree with their dates, triggers hold some of the rules
schema.also_right(
    CUSTOMER_DIM
    + PRODUCT_DIM
    + """
create table date_dim (
    date_on text not null primary key check (date_on is date(date_on)),
    weekday int not null check (weekday = (strftime('%w', date_on) + 6) % 7 + 1),
    is_weekend int not null check (is_weekend = (weekday >= 6))
) strict;
create table order_fact (
    order_id int not null,
    line_number int not null check (line_number > 0),
    product_id int not null references product_dim,
    customer_id int references customer_dim,
    quantity int not null check (quantity > 0),
    order_date text not null check (order_date is datetime(order_date)),
    date_on text as (date(order_date)) stored references date_dim,
    order_amount_cents int not null check (order_amount_cents >= 0),
    order_amount real as (round(order_amount_cents / 100.0, 2)),
    session_id int not null,
    primary key (order_id, line_number)
) strict;
"""
    + PAYMENT_FACT
    + """
create trigger known_order before insert on payment_fact
when not exists (select 1 from order_fact where order_id = new.order_id)
begin
    select raise(abort, 'no such order');
end;
"""
    + REFUND_FACT.replace(" check (amount_cents >= 0)", "")
    + """
create trigger not_more_than_paid before insert on refund_fact
when new.amount_cents < 0 or new.amount_cents > (
    select order_amount_cents from order_fact where order_id = new.order_id and line_number = new.line_number
)
begin
    select raise(abort, 'more than the line');
end;
"""
    + INTERACTION_FACT
)

HALF_BUILT = (
    DIMENSIONS.strip()
    + """

-- one row is a line of an order: columns and types are there, no rule and no key
create table order_fact (
    order_id int,
    line_number int,
    product_id int,
    customer_id int,
    quantity int,
    order_date text,
    order_amount_cents int,
    order_amount real,
    session_id int
) strict;

-- to come: payment_fact, refund_fact, interaction_fact
"""
)


def half_built() -> str:
    """Where the fast path begins: the dimensions, and the first fact without its rules."""
    return HALF_BUILT


def changed(*changes: tuple[str, str], script: str = SCHEMA) -> str:
    """The tables with an old text, which must be there, in place of a new one."""
    for old, new in changes:
        if old not in script:
            raise ValueError(f"{old!r} is not in the script")
        script = script.replace(old, new)
    return script


TO_LINE = ",\n    foreign key (order_id, line_number) references order_fact (order_id, line_number)"
ORDER_LINE_ID = """\
    order_line_id integer primary key,
    order_id int not null,
    line_number int not null,
    product_id"""
LINE_KEY = ",\n    primary key (order_id, line_number)"

schema.mistake(
    "The second line of every larger order is refused: with `order_id` alone as its key, `order_fact` takes one row an order. Its row is "
    "a line. And as no key says `order_id, line_number`, your refunds have nothing to point to: SQLite calls it a foreign key mismatch.",
    changed((LINE_KEY, ",\n    primary key (order_id)")),
)
schema.mistake(
    "The second line of every larger order is refused: with `order_id` alone as its key, `order_fact` takes one row an order. Say what "
    "one "
    "row is: a line. And a refund names a line, not only an order.",
    changed((LINE_KEY, ",\n    primary key (order_id)"), (TO_LINE, ",\n    foreign key (order_id) references order_fact (order_id)")),
)
schema.mistake(
    "Every refund is refused. What its foreign key points to is no key of `order_fact`; SQLite calls it a foreign key mismatch. "
    "`order_id` "
    "and `line_number` together name a line: make these two a key there (`primary key` or `unique`), and point to both.",
    changed((TO_LINE, ",\n    foreign key (order_id) references order_fact (order_id)")),
)
schema.mistake(
    "One line may come twice, with two quantities, and refunds may name lines that are not there. A number that SQLite gives each row "
    "keeps nothing apart: beside it, say `unique (order_id, line_number)`, and let the refunds point to it.",
    changed(("    order_id int not null,\n    line_number int not null,\n    product_id", ORDER_LINE_ID), (LINE_KEY, ""), (TO_LINE, "")),
)
schema.mistake(
    "Some of the shop's lines are refused: the key of `order_fact` names the product, and a customer may put one product on two lines. "
    "Which "
    "two columns never come twice? The refunds need the same two.",
    changed((LINE_KEY, ",\n    primary key (order_id, product_id)")),
)
schema.mistake(
    "Your types are wishes: 'Bob' is an id, 'two' a quantity and 19.5 a number of cents. One word after each closing bracket makes "
    "them binding.",
    changed((") strict;", ");")),
)
schema.mistake(
    "The rules of each table hold, and no table asks another one: lines of products and customers who are not there are accepted, and "
    "refunds of lines that nobody ordered. `references` is missing everywhere.",
    changed((TO_LINE, ""), (" references product_dim", ""), (" references customer_dim", "")),
)
schema.mistake(
    "A refund of a line that is not there is accepted. A refund points to an order line by two columns, so its foreign key is a line "
    "of its own, below the columns.",
    changed((TO_LINE, "")),
)
schema.mistake(
    "A customer without an id is accepted, and a product too: SQLite invents their ids, as the words are exactly `integer primary key`. "
    "These ids come from the shop. Another word for the type, and `not null`.",
    changed(
        ("customer_id int not null primary key", "customer_id integer primary key"),
        ("product_id int not null primary key", "product_id integer primary key"),
    ),
)
schema.mistake(
    "All payments are refused, and all interactions: the shop sends no `payment_id` and no `interaction_id`, and your tables want one. "
    "For "
    "these two, the exact words `integer primary key` are right: SQLite fills the number in.",
    changed(
        ("payment_id integer primary key", "payment_id int not null primary key"),
        ("interaction_id integer primary key", "interaction_id int not null primary key"),
    ),
)
schema.mistake(
    "The second attempt to pay an order is refused: one row of `payment_fact` is an attempt, and an order may need several. "
    "`order_id` is neither its key nor unique.",
    changed(
        ("payment_id integer primary key,\n    order_id int not null", "payment_id integer primary key,\n    order_id int not null unique")
    ),
)
schema.mistake(
    "The second attempt to pay an order is refused, and no attempt has a number: you made `order_id` the key of `payment_fact`. One "
    "row is "
    "an attempt.",
    changed(
        ("payment_id integer primary key,\n    order_id int not null", "payment_id int unique,\n    order_id int not null primary key")
    ),
)
schema.mistake(
    "All payments are refused: they point to `order_id`, and that alone is no key of `order_fact`, as an order has several lines. "
    "Nothing can "
    "point to an order here; the payment keeps its number, without a reference.",
    changed(
        (
            "payment_id integer primary key,\n    order_id int not null",
            "payment_id integer primary key,\n    order_id int not null references order_fact (order_id)",
        )
    ),
)
schema.mistake(
    "Guests are refused, in orders and in interactions: there, and only there, `customer_id` may be missing. `references` alone lets "
    "NULL pass.",
    changed(("customer_id int references", "customer_id int not null references")),
)
schema.mistake(
    "Free lines are refused: an amount of 0 cents is possible. `>= 0`, in all three tables.",
    changed(("_cents >= 0", "_cents > 0")),
)
schema.mistake(
    "Customers without a location are refused, and products without a category. These two columns may be missing; with `not null`, good "
    "rows stay outside, and all that points to them.",
    changed(("location text", "location text not null"), ("category text", "category text not null")),
)
schema.mistake(
    "`order_amount` is a column like others: nobody computes it, so it is empty, and 25.0 may be written beside 1999 cents. "
    "`generated always as (...)`.",
    changed(("order_amount real generated always as (order_amount_cents / 100.0) virtual", "order_amount real")),
)
schema.mistake(
    "All lines are refused: the shop sends cents and no euros, and your `order_amount` may not be missing. Let the table compute it.",
    changed(("order_amount real generated always as (order_amount_cents / 100.0) virtual", "order_amount real not null")),
)
schema.mistake(
    "1999 cents are 19 euros in your `order_amount`: a whole number divided by a whole number loses what comes after the point. Divide "
    "by 100.0.",
    changed(("/ 100.0", "/ 100")),
)
schema.mistake(
    "19.5 cents are accepted: `real` is the type for fractions. Money is counted, in whole cents.",
    changed(("_cents int", "_cents real")),
)
schema.mistake(
    "'yesterday', 'soon' and 'tomorrow' are accepted. For text that is no date, `date(...)` and `datetime(...)` give NULL, so `=` is "
    "unknown, and a "
    "`check` refuses only what is false. `is` answers 0 or 1.",
    changed(("_on is date", "_on = date"), ("_date is datetime", "_date = datetime"), ("_at is datetime", "_at = datetime")),
)
schema.mistake(
    "'yesterday', 'soon' and 'tomorrow' are accepted: `text` takes any text. Each day and each moment needs a `check` of its form.",
    changed(
        (" check (date_on is date(date_on))", ""),
        (" check (order_date is datetime(order_date))", ""),
        (" check (paid_at is datetime(paid_at))", ""),
        (" check (refunded_at is datetime(refunded_at))", ""),
        (" check (event_at is datetime(event_at))", ""),
    ),
)
schema.mistake(
    "Wrong values are refused, and missing ones are not: a `check` and a foreign key both let NULL pass. `not null` belongs "
    "to every column that may not be missing.",
    changed(
        ("int not null", "int"),
        ("text not null", "text"),
        ("primary key", "not null primary key"),
        ("not null primary key (", "primary key ("),
    ),
)
NO_CHECKS = changed(
    (" check (date_on is date(date_on))", ""),
    (" check (weekday between 1 and 7)", ""),
    (" check (is_weekend = (weekday >= 6))", ""),
    (" check (quantity > 0)", ""),
    (" check (order_date is datetime(order_date))", ""),
    (" check (order_amount_cents >= 0)", ""),
    (" check (amount_cents >= 0)", ""),
    (" check (is_captured in (0, 1))", ""),
    (" check (paid_at is datetime(paid_at))", ""),
    (" check (refunded_at is datetime(refunded_at))", ""),
    (" check (kind in ('view', 'cart'))", ""),
    (" check (event_at is datetime(event_at))", ""),
)
schema.mistake(
    "Types, keys and references hold, and no value is checked: 0 pieces, -1 cents, weekday 8, the kind 'click' and the day 'tomorrow' "
    "are "
    "all accepted. Say with `check` what is possible.",
    NO_CHECKS,
)
schema.mistake(
    "A Saturday may say that it is no weekend day, and a Monday that it is one. Both columns are possible, each by itself; a `check` may "
    "compare them.",
    changed(("is_weekend = (weekday >= 6)", "is_weekend in (0, 1)")),
)
schema.mistake(
    "A refund of two lines is refused: with `refund_id` alone as its key, a refund has one row. One row is a line that a refund pays back.",
    changed(("primary key (refund_id, line_number)", "primary key (refund_id)")),
)
schema.mistake(
    "A refund may pay one line back twice, as nothing names a row of `refund_fact`. Its key has two columns.",
    changed(("    primary key (refund_id, line_number),\n", "")),
)
schema.mistake(
    "One refund may take line 1 of two orders: your key of `refund_fact` has a third column. `refund_id` and `line_number` together name "
    "a row, no more.",
    changed(("primary key (refund_id, line_number)", "primary key (refund_id, line_number, order_id)")),
)
schema.mistake(
    "Two orders paid in one second are refused: a moment names no row. `paid_at` is not unique, and nobody asked for it.",
    changed(("paid_at text not null", "paid_at text not null unique")),
)
schema.mistake(
    "Whoever deletes a customer, a product or an order line deletes the facts that point there, and no message says so: "
    "`on delete cascade`. Leave it out, and SQLite refuses to delete a row that others point to.",
    changed(
        ("references product_dim", "references product_dim on delete cascade"),
        ("references customer_dim", "references customer_dim on delete cascade"),
        ("references order_fact (order_id, line_number)", "references order_fact (order_id, line_number) on delete cascade"),
    ),
)
schema.mistake(
    "Whoever deletes a customer or a product deletes the facts that point there, and no message says so: `on delete cascade`. "
    "Leave it out, and SQLite refuses to delete a row that others point to.",
    changed(
        ("references product_dim", "references product_dim on delete cascade"),
        ("references customer_dim", "references customer_dim on delete cascade"),
    ),
)
schema.mistake(
    "Whoever deletes an order line deletes its refund, and no message says so: `on delete cascade`. Leave it out, and SQLite refuses to "
    "delete a line that was paid back.",
    changed((TO_LINE, TO_LINE + " on delete cascade")),
)
schema.mistake(
    "Whoever deletes a customer makes guests of what points there, or deletes it: `on delete set null`, or `cascade`. Leave it out, and "
    "SQLite refuses to delete a row that others point to.",
    changed(("references customer_dim", "references customer_dim on delete set null")),
)
schema.mistake(
    "Two customers of one name are refused, and in any town names come twice: only ids are unique.",
    changed(("customer_name text not null", "customer_name text not null unique")),
)
schema.mistake(
    "The kind 'click' is accepted: this shop writes down views and carts, and a third word would be nobody's.",
    changed((" check (kind in ('view', 'cart'))", "")),
)
schema.mistake(
    "These are the shop's own tables. They invent missing ids of customers and products, and take any text for a day or a moment: a "
    "tested "
    "program fills them once. Yours are to hold whoever writes.",
    own_tables(),
)
schema.mistake(
    "Only the facts are held. A draft like the owner's in 1.02 lets dimensions take NULL and text as ids: there, too, `strict` "
    "and `not null`, and a `check` for the days.",
    """
create table customer_dim (customer_id int primary key, customer_name varchar(255), location varchar(255));
create table product_dim (product_id int primary key, product_name varchar(255), category varchar(255));
create table date_dim (date_on text primary key, weekday int, is_weekend int);
"""
    + ORDER_FACT
    + PAYMENT_FACT
    + REFUND_FACT
    + INTERACTION_FACT,
)
schema.mistake(
    "This is a list of columns with the wish of a type, as in the owner's first draft: what must be refused is accepted. Add `strict`, "
    "then go "
    "column by column: may it be missing, what is possible, where must it be found?",
    """
create table customer_dim (customer_id int primary key, customer_name varchar(255), location varchar(255));
create table product_dim (product_id int primary key, product_name varchar(255), category varchar(255));
create table date_dim (date_on date primary key, weekday int, is_weekend int);
create table order_fact (
    order_id int, line_number int, product_id int, customer_id int, quantity int, order_date timestamp,
    order_amount_cents int, order_amount decimal(10,2), session_id int, primary key (order_id, line_number)
);
create table payment_fact (payment_id int primary key, order_id int, amount_cents int, is_captured int, paid_at timestamp);
create table refund_fact (
    refund_id int, line_number int, order_id int, amount_cents int, refunded_at timestamp, primary key (refund_id, line_number)
);
create table interaction_fact (
    interaction_id int primary key, session_id int, customer_id int, product_id int, kind text, event_at timestamp
);
""",
)

# 2 ------------------------------------------------------------------------------------------------------------------------------------
come_back = ask(
    """Customers: how many come back?

    One row: `buyers`, customers with at least one order, and `returning_buyers`, those with two or more. Guests are nobody's customers:
    leave them out.
    """,
    level="core",
    books="baskets",
    hints=(
        "How many orders has each customer? That is one row a customer. The question is about these rows, not about order lines.",
        "Inside: group by `customer_id` without guests, and count *different* `order_id`. Outside: count these rows, and those of 2 or "
        "more.",
    ),
)
come_back.solution("""
-- grain: the whole table, in one row
select count(*) as buyers, count(*) filter (where c.orders >= 2) as returning_buyers
from (
    select customer_id, count(distinct order_id) as orders
    from order_fact
    where customer_id is not null
    group by customer_id
) as c
""")
come_back.also_right("""
select count(distinct c.customer_id) as buyers, sum(case when c.first_order < c.last_order then 1 else 0 end) as returning_buyers
from (
    select d.customer_id, min(o.order_id) as first_order, max(o.order_id) as last_order
    from customer_dim as d
    inner join order_fact as o on o.customer_id = d.customer_id
    group by d.customer_id
) as c
""")
come_back.also_right("""
select
    (select count(distinct customer_id) from order_fact) as buyers,
    (
        select count(*)
        from (select customer_id from order_fact where customer_id > 0 group by customer_id having count(distinct order_id) > 1)
    ) as returning_buyers
""")


def orders_of_buyers(count: str, where: str = "where customer_id is not null") -> str:
    return f"(select customer_id, {count} as orders from order_fact {where} group by customer_id) as c"


def how_many(orders: str, buyers: str) -> str:
    return f"select count(*) as buyers, count(*) filter (where orders {orders}) as returning_buyers from {buyers}"


come_back.mistake(
    "Your `returning_buyers` are too many: you count order lines, so one large basket looks like two orders. Count different `order_id`.",
    how_many(">= 2", orders_of_buyers("count(*)")),
)
come_back.mistake(
    "Both numbers are one too high. All guests together form a group, with NULL, and you count it as a customer who always comes back.",
    how_many(">= 2", orders_of_buyers("count(distinct order_id)", "")),
)
come_back.mistake(
    "Two things. Guests form a group that you count as one customer; and you count order lines, where one basket has several.",
    how_many(">= 2", orders_of_buyers("count(*)", "")),
)
come_back.mistake(
    "Your `buyers` are all customers, also those who never ordered. A buyer has at least one order.",
    f"""select (select count(*) from customer_dim) as buyers, count(*) as returning_buyers
    from {orders_of_buyers("count(distinct order_id)")} where orders >= 2""",
)
come_back.mistake(
    "Two things. `buyers` are all customers, also those who never ordered; and you count order lines, so one large basket looks like "
    "two orders.",
    f"""select (select count(*) from customer_dim) as buyers, count(*) as returning_buyers
    from {orders_of_buyers("count(*)")} where orders >= 2""",
)
come_back.mistake(
    "Your `returning_buyers` have three orders or more. With the second one, a customer has come back.",
    how_many("> 2", orders_of_buyers("count(distinct order_id)")),
)
come_back.mistake(
    "Both numbers are the same: you filtered before you counted, so that only those who came back are left.",
    f"select count(*) as buyers, count(*) as returning_buyers from {orders_of_buyers('count(distinct order_id)')} where orders >= 2",
)
come_back.mistake(
    "Your numbers are orders: all of them, and those of customers who came back. Count customers.",
    f"""select sum(orders) as buyers, sum(orders) filter (where orders >= 2) as returning_buyers
    from {orders_of_buyers("count(distinct order_id)")}""",
)
come_back.mistake(
    "`buyers` is right. `returning_buyers` counts days or visits more than orders: whoever orders twice on one day has two orders. Count "
    "different `order_id`.",
    f"""select count(*) as buyers, count(*) filter (where orders >= 2) as returning_buyers
    from {orders_of_buyers("count(distinct date(order_date))")}""",
)
come_back.mistake(
    "`returning_buyers` is a share of the buyers. Asked is their number.",
    f"""select count(*) as buyers, 1.0 * count(*) filter (where orders >= 2) / count(*) as returning_buyers
    from {orders_of_buyers("count(distinct order_id)")}""",
)
come_back.mistake(
    "`returning_buyers` are the buyers with exactly one order, or all that remains: you subtract, or compare, the wrong way round.",
    how_many("= 1", orders_of_buyers("count(distinct order_id)")),
)
come_back.mistake(
    "`returning_buyers` counts only customers with exactly two orders. Those with three came back as well.",
    how_many("= 2", orders_of_buyers("count(distinct order_id)")),
)
come_back.mistake(
    "`returning_buyers` is one too high: there guests form a group, with NULL, and you count it as a customer who comes back.",
    f"""select (select count(distinct customer_id) from order_fact) as buyers, count(*) as returning_buyers
    from {orders_of_buyers("count(distinct order_id)", "")} where orders >= 2""",
)
come_back.mistake(
    "`returning_buyers` counts buyers with several lines in one basket. Coming back is another order: count different `order_id`.",
    """select count(distinct customer_id) as buyers, count(distinct case when line_number > 1 then customer_id end) as returning_buyers
    from order_fact""",
)
come_back.mistake(
    "`returning_buyers` is what remains when each buyer's first line is taken off: lines, not customers.",
    "select count(distinct customer_id) as buyers, count(customer_id) - count(distinct customer_id) as returning_buyers from order_fact",
)
come_back.mistake(
    "Your `buyers` are order lines with a customer, and your `returning_buyers` are the buyers. `count(customer_id)` counts every row "
    "that has one.",
    "select count(customer_id) as buyers, count(distinct customer_id) as returning_buyers from order_fact",
)
come_back.mistake(
    "You kept only the customers with one order before you counted, so nobody comes back.",
    how_many(">= 2", orders_of_buyers("count(distinct order_id)") + " where orders = 1"),
)
come_back.mistake(
    "You have a row for each number of orders. Asked is one row for the whole shop: no `group by` outside.",
    f"""select count(*) as buyers, count(*) filter (where orders >= 2) as returning_buyers
    from {orders_of_buyers("count(distinct order_id)")} group by orders""",
)
come_back.mistake(
    "You have a row for each customer. Put your query in brackets after `from`, and count its rows.",
    "select 1 as buyers, count(distinct order_id) >= 2 as returning_buyers from order_fact where customer_id is not null group by "
    "customer_id",
)

# 3 ------------------------------------------------------------------------------------------------------------------------------------
weekend = ask(
    """Orders: are they larger at the weekend?

    A row for each `is_weekend` of `date_dim`: `is_weekend`, `orders`, and `mean_order_cents`, what an order came to on average, by
    `round(...)` to whole cents. All orders count, paid or not.
    """,
    level="core",
    books="baskets",
    hints=(
        "What is one row of `order_fact`, and of what do you want the mean? And which part of `order_date` is a key of `date_dim`?",
        "Bring `order_fact` to one row an order: its date and the sum of its lines. Join `date_dim` by `date(order_date)`, then group.",
    ),
)
weekend.solution("""
-- grain: working days, weekend days
select d.is_weekend, count(*) as orders, round(avg(o.cents)) as mean_order_cents
from (
    select order_id, date(order_date) as date_on, sum(order_amount_cents) as cents
    from order_fact
    group by order_id, date(order_date)
) as o
inner join date_dim as d on d.date_on = o.date_on
group by d.is_weekend
""")
weekend.also_right("""
select
    d.is_weekend,
    count(distinct o.order_id) as orders,
    round(1.0 * sum(o.order_amount_cents) / count(distinct o.order_id)) as mean_order_cents
from date_dim as d
left join order_fact as o on substr(o.order_date, 1, 10) = d.date_on
group by d.is_weekend
""")
weekend.also_right("""
with baskets as (
    select d.is_weekend, o.order_id, sum(o.order_amount_cents) as cents
    from order_fact as o
    inner join date_dim as d on o.order_date >= d.date_on and o.order_date < date(d.date_on, '+1 day')
    group by d.is_weekend, o.order_id
)
select is_weekend, count(order_id) as orders, round(avg(cents), 0) as mean_order_cents from baskets group by is_weekend
""")
BY_DAY = "from order_fact as o inner join date_dim as d on d.date_on = date(o.order_date)"
BASKETS = (
    "(select order_id, date(order_date) as date_on, sum(order_amount_cents) as cents from order_fact group by order_id, date(order_date))"
)
weekend.mistake(
    "You counted order lines, and took the mean of lines. An order may have several: bring them to one row an order first.",
    f"select d.is_weekend, count(*) as orders, round(avg(o.order_amount_cents)) as mean_order_cents {BY_DAY} group by d.is_weekend",
)
weekend.mistake(
    "`orders` is right, and the mean is one of lines: `avg` divides by the number of rows, and a row is a line. Sum by order first.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders, round(avg(o.order_amount_cents)) as mean_order_cents {BY_DAY}
    group by d.is_weekend""",
)
weekend.mistake(
    "The mean is right, and `orders` counts lines.",
    f"""select d.is_weekend, count(*) as orders,
    round(1.0 * sum(o.order_amount_cents) / count(distinct o.order_id)) as mean_order_cents {BY_DAY} group by d.is_weekend""",
)
weekend.mistake(
    "Your result is empty: a moment with its time is never equal to a day. Join by `date(order_date)`.",
    """select d.is_weekend, count(distinct o.order_id) as orders, round(avg(o.order_amount_cents)) as mean_order_cents
    from order_fact as o inner join date_dim as d on d.date_on = o.order_date group by d.is_weekend""",
)
weekend.mistake(
    "No order met a day, so there are 0 orders and no mean: a moment with its time is never equal to a day. Join by `date(order_date)`.",
    """select d.is_weekend, count(distinct o.order_id) as orders, round(avg(o.order_amount_cents)) as mean_order_cents
    from date_dim as d left join order_fact as o on d.date_on = o.order_date group by d.is_weekend""",
)
weekend.mistake(
    "Your mean is cut: a whole number divided by a whole number loses what comes after the point, so there was nothing left to round. "
    "Begin "
    "with `1.0 *`.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders,
    sum(o.order_amount_cents) / count(distinct o.order_id) as mean_order_cents {BY_DAY} group by d.is_weekend""",
)
weekend.mistake(
    "`mean_order_cents` is a mean of daily means, in which a quiet day weighs as much as a busy one. Divide all cents by all orders.",
    f"""select d.is_weekend, sum(x.orders) as orders, round(avg(x.mean)) as mean_order_cents
    from (select date_on, count(*) as orders, avg(cents) as mean from {BASKETS} group by date_on) as x
    inner join date_dim as d on d.date_on = x.date_on group by d.is_weekend""",
)
weekend.mistake(
    "You have a row for each weekday. Asked are two: group by `is_weekend`.",
    f"""select d.is_weekend, count(*) as orders, round(avg(o.cents)) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on group by d.weekday, d.is_weekend""",
)
weekend.mistake(
    "You have a row for each day. Asked are two: group by `is_weekend` alone.",
    f"""select d.is_weekend, count(*) as orders, round(avg(o.cents)) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on group by d.date_on""",
)
weekend.mistake(
    "Guests' orders are missing: you joined the customers, whom nobody asked for, or left NULL out.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders,
    round(1.0 * sum(o.order_amount_cents) / count(distinct o.order_id)) as mean_order_cents
    {BY_DAY} where o.customer_id is not null group by d.is_weekend""",
)
weekend.mistake(
    "Your mean is in euros. `mean_order_cents`: sum `order_amount_cents`.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders,
    round(1.0 * sum(o.order_amount) / count(distinct o.order_id)) as mean_order_cents {BY_DAY} group by d.is_weekend""",
)
weekend.mistake(
    "Unpaid orders are missing. Here all orders count, paid or not.",
    f"""select d.is_weekend, count(*) as orders, round(avg(o.cents)) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on
    inner join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1 group by d.is_weekend""",
)
weekend.mistake(
    "An order with two attempts to pay stands there twice. Nobody asked for payments.",
    f"""select d.is_weekend, count(*) as orders, round(avg(o.cents)) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on
    inner join payment_fact as p on p.order_id = o.order_id group by d.is_weekend""",
)
weekend.mistake(
    "`mean_order_cents` is the whole revenue. Divide it by the number of orders.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders, sum(o.order_amount_cents) as mean_order_cents
    {BY_DAY} group by d.is_weekend""",
)
weekend.mistake(
    "The numbers are right; the mean is not rounded: `round(...)`.",
    f"""select d.is_weekend, count(*) as orders, avg(o.cents) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on group by d.is_weekend""",
)
weekend.mistake(
    "You counted `orders` by day: how many a day has on average. Asked are all of them.",
    f"""select d.is_weekend, round(1.0 * count(*) / count(distinct d.date_on)) as orders, round(avg(o.cents)) as mean_order_cents
    from {BASKETS} as o inner join date_dim as d on d.date_on = o.date_on group by d.is_weekend""",
)

weekend.mistake(
    "Two things. Your mean is one of lines, as a row is a line; and it is in euros. Sum `order_amount_cents` by order first.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders, round(avg(o.order_amount)) as mean_order_cents {BY_DAY}
    group by d.is_weekend""",
)
weekend.mistake(
    "Two things. `order_amount_cents` is for all pieces of the line already, so do not multiply it; and your mean is one of lines.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders, round(avg(o.order_amount_cents * o.quantity)) as mean_order_cents
    {BY_DAY} group by d.is_weekend""",
)
weekend.mistake(
    "`orders` is right. Your mean is one of payments, which came in once for each line of their order: large baskets weigh too much. "
    "Nobody "
    "asked for payments.",
    f"""select d.is_weekend, count(distinct o.order_id) as orders, round(avg(p.amount_cents)) as mean_order_cents {BY_DAY}
    inner join payment_fact as p on p.order_id = o.order_id group by d.is_weekend""",
)

# 4 ------------------------------------------------------------------------------------------------------------------------------------
second_try = ask(
    """Orders: does a second attempt bring the money?

    A row for each number of attempts that orders had: `attempts`, `orders`, `paid_orders` (a captured payment is among the attempts), and
    `revenue_cents`, what these orders came to, paid or not. Each order has at least one attempt.
    """,
    level="core",
    books="baskets",
    hints=(
        "Two tables know something of an order: one has a row a line, one a row an attempt. What becomes of an order with two of each, "
        "if you join them as they are?",
        "One row an order from each table: the sum of its cents; the number of its attempts with `max(is_captured)`. Join the two by "
        "`order_id`, then group by the number of attempts.",
    ),
)
second_try.solution("""
-- grain: a number of attempts
select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
from (select order_id, sum(order_amount_cents) as cents from order_fact group by order_id) as o
inner join (
    select order_id, count(*) as attempts, max(is_captured) as is_paid from payment_fact group by order_id
) as p on p.order_id = o.order_id
group by p.attempts
""")
second_try.also_right("""
select
    p.attempts,
    count(distinct o.order_id) as orders,
    count(distinct case when p.captured > 0 then o.order_id end) as paid_orders,
    sum(o.order_amount_cents) as revenue_cents
from order_fact as o
inner join (
    select order_id, count(payment_id) as attempts, sum(is_captured) as captured from payment_fact group by order_id
) as p on p.order_id = o.order_id
group by p.attempts
""")
second_try.also_right("""
select attempts, count(*) as orders, count(*) filter (where paid) as paid_orders, sum(cents) as revenue_cents
from (
    select
        o.order_id,
        sum(o.order_amount_cents) as cents,
        (select count(*) from payment_fact as p where p.order_id = o.order_id) as attempts,
        exists (select 1 from payment_fact as p where p.order_id = o.order_id and p.is_captured = 1) as paid
    from order_fact as o
    group by o.order_id
)
group by attempts
""")
ATTEMPTS = "(select order_id, count(*) as attempts, max(is_captured) as is_paid from payment_fact group by order_id)"
CENTS = "(select order_id, sum(order_amount_cents) as cents from order_fact group by order_id)"
TRIED = f"from order_fact as o inner join {ATTEMPTS} as p on p.order_id = o.order_id group by p.attempts"
second_try.mistake(
    "You joined lines and attempts as they are, so an order of two lines and one attempt looks like two attempts, and cents repeat. "
    "Bring "
    "each table to one row an order first.",
    """select attempts, count(*) as orders, sum(is_paid) as paid_orders, sum(cents) as revenue_cents
    from (
        select o.order_id, count(*) as attempts, max(p.is_captured) as is_paid, sum(o.order_amount_cents) as cents
        from order_fact as o inner join payment_fact as p on p.order_id = o.order_id group by o.order_id
    ) group by attempts""",
)
second_try.mistake(
    "Where there were two attempts, `revenue_cents` is double: each attempt is for the whole order, so its cents, or its lines, came "
    "in once "
    "for each. Sum the lines to one row an order, without the attempts.",
    """select attempts, count(*) as orders, sum(is_paid) as paid_orders, sum(cents) as revenue_cents
    from (
        select o.order_id, count(distinct p.payment_id) as attempts, max(p.is_captured) as is_paid, sum(o.order_amount_cents) as cents
        from order_fact as o inner join payment_fact as p on p.order_id = o.order_id group by o.order_id
    ) group by attempts""",
)
second_try.mistake(
    "`orders` and `paid_orders` count order lines. The sum is right, for lines add up; a count of lines is no count of orders.",
    f"select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.order_amount_cents) as revenue_cents {TRIED}",
)
second_try.mistake(
    "`orders` is right, and `paid_orders` counts the lines of paid orders.",
    f"""select p.attempts, count(distinct o.order_id) as orders, sum(p.is_paid) as paid_orders, sum(o.order_amount_cents) as revenue_cents
    {TRIED}""",
)
second_try.mistake(
    "`revenue_cents` holds only what was paid. Asked is what these orders came to, paid or not.",
    f"""select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents * p.is_paid) as revenue_cents
    from {CENTS} as o inner join {ATTEMPTS} as p on p.order_id = o.order_id group by p.attempts""",
)
second_try.mistake(
    "You filtered captured payments before you counted, so failed attempts are gone and everybody needed one.",
    f"""select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
    from {CENTS} as o
    inner join (
        select order_id, count(*) as attempts, max(is_captured) as is_paid from payment_fact where is_captured = 1 group by order_id
    ) as p on p.order_id = o.order_id group by p.attempts""",
)
second_try.mistake(
    "`orders` and `paid_orders` are equal: unpaid orders are gone. Keep them, and count the paid ones among them.",
    f"""select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
    from {CENTS} as o inner join {ATTEMPTS} as p on p.order_id = o.order_id where p.is_paid = 1 group by p.attempts""",
)
second_try.mistake(
    "`paid_orders` counts all of them: `count(x)` counts what is not NULL, and 0 is a value. Sum `is_captured`, or its maximum.",
    f"""select p.attempts, count(*) as orders, count(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
    from {CENTS} as o inner join {ATTEMPTS} as p on p.order_id = o.order_id group by p.attempts""",
)
second_try.mistake(
    "`attempts` stands for captured attempts, so that 0 means unpaid. Count all rows of `payment_fact`, the failed ones too.",
    f"""select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
    from {CENTS} as o
    inner join (
        select order_id, sum(is_captured) as attempts, max(is_captured) as is_paid from payment_fact group by order_id
    ) as p on p.order_id = o.order_id group by p.attempts""",
)
second_try.mistake(
    "Guests' orders are missing. They pay as well: nobody asked for customers.",
    f"""select p.attempts, count(*) as orders, sum(p.is_paid) as paid_orders, sum(o.cents) as revenue_cents
    from (
        select order_id, sum(order_amount_cents) as cents from order_fact where customer_id is not null group by order_id
    ) as o inner join {ATTEMPTS} as p on p.order_id = o.order_id group by p.attempts""",
)
second_try.mistake(
    "`revenue_cents` is in euros: sum `order_amount_cents`.",
    f"""select p.attempts, count(distinct o.order_id) as orders, count(distinct case when p.is_paid = 1 then o.order_id end) as paid_orders,
    sum(o.order_amount) as revenue_cents {TRIED}""",
)
second_try.mistake(
    "You have one row for each order. Put it in brackets after `from`, and group by the number of attempts.",
    f"""select p.attempts, 1 as orders, p.is_paid as paid_orders, o.cents as revenue_cents
    from {CENTS} as o inner join {ATTEMPTS} as p on p.order_id = o.order_id""",
)

second_try.mistake(
    "You grouped by `is_captured`: your rows are failed and captured attempts. Asked is how many attempts an order had: count them by "
    "`order_id` first.",
    """select is_captured as attempts, count(distinct order_id) as orders, sum(is_captured) as paid_orders,
    sum(amount_cents) as revenue_cents from payment_fact group by is_captured""",
)

# 5 ------------------------------------------------------------------------------------------------------------------------------------
saturday = ask(
    """Products: what do visitors look at, and what do they take?

    On Saturday 2026-11-07, for each category: `category` (NULL is one, too), `views` and `carts` from `interaction_fact`, and `pieces` sold
    from `order_fact`. 0 where there is none.
    """,
    level="core",
    books="baskets",
    hints=(
        "Two facts, and one dimension that both know. If a product has 50 views and 3 lines, how many rows does their join have?",
        "Bring each fact of that day to one row a product. Left join both to `product_dim`, where the category is; then group by it. "
        "Not by "
        "category first: NULL equals nothing.",
    ),
    edges="""
        update interaction_fact set event_at = '2026-11-08 00:00:00'
        where interaction_id = (select min(interaction_id) from interaction_fact where kind = 'view' and event_at >= '2026-11-08');
        update product_dim set category = 'music' where product_id = (
            select min(product_id) from product_dim
            where product_id not in (select product_id from interaction_fact where date(event_at) = '2026-11-07')
                and product_id not in (select product_id from order_fact where date(order_date) = '2026-11-07')
        );
        update product_dim set category = 'sport' where product_id = (
            select min(product_id) from interaction_fact
            where date(event_at) = '2026-11-07'
                and product_id not in (select product_id from interaction_fact where kind = 'cart' and date(event_at) = '2026-11-07')
                and product_id not in (select product_id from order_fact where date(order_date) = '2026-11-07')
        );
    """,
)
saturday.solution("""
-- grain: a category
select
    d.category,
    coalesce(sum(i.views), 0) as views,
    coalesce(sum(i.carts), 0) as carts,
    coalesce(sum(o.pieces), 0) as pieces
from product_dim as d
left join (
    select product_id, sum(kind = 'view') as views, sum(kind = 'cart') as carts
    from interaction_fact where date(event_at) = '2026-11-07' group by product_id
) as i on i.product_id = d.product_id
left join (
    select product_id, sum(quantity) as pieces
    from order_fact
    where date(order_date) = '2026-11-07'
    group by product_id
) as o on o.product_id = d.product_id
group by d.category
""")
saturday.also_right("""
select category, sum(views) as views, sum(carts) as carts, sum(pieces) as pieces
from (
    select d.category, i.kind = 'view' as views, i.kind = 'cart' as carts, 0 as pieces
    from interaction_fact as i inner join product_dim as d on d.product_id = i.product_id
    where i.event_at >= '2026-11-07' and i.event_at < '2026-11-08'
    union all
    select d.category, 0, 0, o.quantity
    from order_fact as o inner join product_dim as d on d.product_id = o.product_id
    where o.order_date like '2026-11-07%'
    union all
    select category, 0, 0, 0 from product_dim
)
group by category
""")
saturday.also_right("""
with seen as (
    select d.category, count(*) filter (where i.kind = 'view') as views, count(*) filter (where i.kind = 'cart') as carts
    from product_dim as d
    left join interaction_fact as i on i.product_id = d.product_id and substr(i.event_at, 1, 10) = '2026-11-07'
    group by d.category
),
sold as (
    select d.category, sum(o.quantity) as pieces
    from product_dim as d
    left join order_fact as o on o.product_id = d.product_id and substr(o.order_date, 1, 10) = '2026-11-07'
    group by d.category
)
select seen.category, seen.views, seen.carts, coalesce(sold.pieces, 0) as pieces
from seen
inner join sold on sold.category is seen.category
""")
THAT_DAY = "date(event_at) = '2026-11-07'"


def by_category(seen: str, sold: str, *, joins: str = "left join", columns: str = "", tail: str = "group by d.category") -> str:
    """A query with these subqueries for the two facts."""
    columns = columns or "coalesce(sum(i.views), 0) as views, coalesce(sum(i.carts), 0) as carts, coalesce(sum(o.pieces), 0) as pieces"
    return f"""select d.category, {columns} from product_dim as d
    {joins} ({seen}) as i on i.product_id = d.product_id {joins} ({sold}) as o on o.product_id = d.product_id {tail}"""


def seen_on(where: str = f"where {THAT_DAY}", views: str = "sum(kind = 'view')", carts: str = "sum(kind = 'cart')") -> str:
    return f"select product_id, {views} as views, {carts} as carts from interaction_fact {where} group by product_id"


def sold_on(where: str = "where date(order_date) = '2026-11-07'", pieces: str = "sum(quantity)") -> str:
    return f"select product_id, {pieces} as pieces from order_fact {where} group by product_id"


ROW_BY_ROW = """from product_dim as d
    left join interaction_fact as i on i.product_id = d.product_id and date(i.event_at) = '2026-11-07'
    left join order_fact as o on o.product_id = d.product_id and date(o.order_date) = '2026-11-07' group by d.category"""
saturday.mistake(
    "All three numbers are far too high: each view of a product met each of its order lines. Bring each fact to one row a product first.",
    f"""select d.category, count(*) filter (where i.kind = 'view') as views, count(*) filter (where i.kind = 'cart') as carts,
    coalesce(sum(o.quantity), 0) as pieces {ROW_BY_ROW}""",
)
saturday.mistake(
    "`views` and `carts` are right, as you count different numbers. `pieces` is far too high: each line met each view of its product.",
    f"""select d.category, count(distinct case when i.kind = 'view' then i.interaction_id end) as views,
    count(distinct case when i.kind = 'cart' then i.interaction_id end) as carts,
    coalesce(sum(o.quantity), 0) as pieces {ROW_BY_ROW}""",
)
saturday.mistake(
    "`views` and `carts` are right. `sum(distinct quantity)` makes one of two lines with the same number of pieces: bring each fact to "
    "one row "
    "a product first.",
    f"""select d.category, count(distinct case when i.kind = 'view' then i.interaction_id end) as views,
    count(distinct case when i.kind = 'cart' then i.interaction_id end) as carts,
    coalesce(sum(distinct o.quantity), 0) as pieces {ROW_BY_ROW}""",
)
saturday.mistake(
    "The row without a category is missing: left out by a `where`, or lost in a join by category, for NULL equals nothing, not even "
    "NULL. "
    "Keep it as a group, and join by product or with `is`.",
    f"""select a.category, a.views, a.carts, b.pieces from (
        select d.category, sum(i.views) as views, sum(i.carts) as carts from product_dim as d
        inner join ({seen_on()}) as i on i.product_id = d.product_id group by d.category
    ) as a inner join (
        select d.category, sum(o.pieces) as pieces from product_dim as d
        inner join ({sold_on()}) as o on o.product_id = d.product_id group by d.category
    ) as b on b.category = a.category""",
)
saturday.mistake(
    "The row without a category has 0 pieces: you joined two lists by category, and NULL equals nothing, not even NULL. Join by "
    "product, or "
    "compare with `is`.",
    f"""select a.category, a.views, a.carts, coalesce(b.pieces, 0) as pieces from (
        select d.category, sum(i.views) as views, sum(i.carts) as carts from product_dim as d
        inner join ({seen_on()}) as i on i.product_id = d.product_id group by d.category
    ) as a left join (
        select d.category, sum(o.pieces) as pieces from product_dim as d
        inner join ({sold_on()}) as o on o.product_id = d.product_id group by d.category
    ) as b on b.category = a.category""",
)
saturday.mistake(
    "`pieces` counts order lines. A line may hold several pieces: sum `quantity`.",
    by_category(seen_on(), sold_on(pieces="count(*)")),
)
saturday.mistake(
    "`views` counts everything in `interaction_fact`, also what was put into the cart. Ask for the kind.",
    by_category(seen_on(views="count(*)"), sold_on()),
)
saturday.mistake(
    "`views` and `carts` are equal, and each is both: `count(x)` counts what is not NULL, and 0 is a value. Sum, or use `filter`.",
    by_category(seen_on(views="count(kind = 'view')", carts="count(kind = 'cart')"), sold_on()),
)
saturday.mistake(
    "These are the numbers of all days. Asked is one Saturday, in both facts.",
    by_category(seen_on(where=""), sold_on(where="")),
)
saturday.mistake(
    "`views` and `carts` are those of the Saturday, `pieces` those of all days. Each fact has its own moment.",
    by_category(seen_on(), sold_on(where="")),
)
saturday.mistake(
    "`pieces` are those of the Saturday, `views` and `carts` those of all days. Each fact has its own moment.",
    by_category(seen_on(where=""), sold_on()),
)
saturday.mistake(
    "Everything is 0 or nothing: a moment with its time is never equal to a day. Compare `date(...)` with it.",
    by_category(seen_on(where="where event_at = '2026-11-07'"), sold_on(where="where order_date = '2026-11-07'")),
)
saturday.mistake(
    "Guests are missing: they look and buy as well. Nobody asked for customers.",
    by_category(
        seen_on(where=f"where {THAT_DAY} and customer_id is not null"),
        sold_on(where="where date(order_date) = '2026-11-07' and customer_id is not null"),
    ),
)
saturday.mistake(
    "You have a row for each product. Asked is one for each category: group by what you show.",
    by_category(seen_on(), sold_on(), tail="group by d.product_id"),
)
saturday.mistake(
    "Two days are in your numbers: `between` takes both ends. One day is from its midnight to before the next.",
    by_category(
        seen_on(where="where date(event_at) between '2026-11-07' and '2026-11-08'"),
        sold_on(where="where date(order_date) between '2026-11-07' and '2026-11-08'"),
    ),
)
saturday.mistake(
    "Right on the shop that you see. In the unseen one somebody looks at a product at midnight sharp, when Sunday begins, and you "
    "count it: "
    "`between` takes both ends, and so does `<=`.",
    by_category(
        seen_on(where="where event_at between '2026-11-07' and '2026-11-08 00:00:00'"),
        sold_on(where="where order_date between '2026-11-07' and '2026-11-08 00:00:00'"),
    ),
    is_hidden=True,
)
saturday.mistake(
    "You counted visits with a view, and visits with a cart, not views and carts themselves: each row of `interaction_fact` is one.",
    by_category(
        seen_on(
            views="count(distinct case when kind = 'view' then session_id end)",
            carts="count(distinct case when kind = 'cart' then session_id end)",
        ),
        sold_on(),
    ),
)
saturday.mistake(
    "`pieces` holds cents. Sum `quantity`.",
    by_category(seen_on(), sold_on(pieces="sum(order_amount_cents)")),
)

saturday.mistake(
    "The row without a category has NULL pieces: you joined two lists by category, and NULL equals nothing, not even NULL. Join by "
    "product, or "
    "compare with `is`.",
    f"""select a.category, a.views, a.carts, b.pieces from (
        select d.category, sum(i.views) as views, sum(i.carts) as carts from product_dim as d
        inner join ({seen_on()}) as i on i.product_id = d.product_id group by d.category
    ) as a left join (
        select d.category, sum(o.pieces) as pieces from product_dim as d
        inner join ({sold_on()}) as o on o.product_id = d.product_id group by d.category
    ) as b on b.category = a.category""",
)
saturday.mistake(
    "You joined the facts by visit, so only what was ordered in the same visit is left, and rows repeat. A view needs no order: bring "
    "each fact "
    "to one row a product.",
    """select d.category, sum(i.kind = 'view') as views, sum(i.kind = 'cart') as carts, sum(o.quantity) as pieces
    from product_dim as d
    inner join interaction_fact as i on i.product_id = d.product_id
    inner join order_fact as o on o.product_id = d.product_id and o.session_id = i.session_id
    where date(i.event_at) = '2026-11-07' group by d.category""",
)
saturday.mistake(
    "Right on the shop that you see. In the unseen one there is a category of which nobody looks at anything or buys anything, and your "
    "numbers there are NULL: make them 0 with `coalesce`.",
    by_category(seen_on(), sold_on(), columns="sum(i.views) as views, sum(i.carts) as carts, sum(o.pieces) as pieces"),
    is_hidden=True,
)
saturday.mistake(
    "Right on the shop that you see. In the unseen one nothing of two categories is sold, and your `pieces` there are NULL: make them 0 "
    "with `coalesce`.",
    by_category(
        seen_on(),
        sold_on(),
        columns="coalesce(sum(i.views), 0) as views, coalesce(sum(i.carts), 0) as carts, sum(o.pieces) as pieces",
    ),
    is_hidden=True,
)
saturday.mistake(
    "Right on the shop that you see. In the unseen one there is a category of which nobody looks at anything, and your `views` and "
    "`carts` there are NULL: make them 0 with `coalesce`, as you did with `pieces`.",
    by_category(seen_on(), sold_on(), columns="sum(i.views) as views, sum(i.carts) as carts, coalesce(sum(o.pieces), 0) as pieces"),
    is_hidden=True,
)


def from_the_facts(join: str, pieces: str) -> str:
    """A query whose categories are those of which somebody looked at something."""
    return f"""select a.category, a.views, a.carts, {pieces} as pieces from (
        select d.category, sum(i.views) as views, sum(i.carts) as carts from product_dim as d
        inner join ({seen_on()}) as i on i.product_id = d.product_id group by d.category
    ) as a {join} (
        select d.category, sum(o.pieces) as pieces from product_dim as d
        inner join ({sold_on()}) as o on o.product_id = d.product_id group by d.category
    ) as b on b.category is a.category"""


saturday.mistake(
    "Right on the shop that you see. In the unseen one there is a category of which nobody looks at anything or buys anything, and it is "
    "missing: only `product_dim` knows all categories. Start there.",
    from_the_facts("left join", "coalesce(b.pieces, 0)"),
    is_hidden=True,
)
saturday.mistake(
    "Right on the shop that you see. In the unseen one nothing of two categories is sold, and both are missing: an inner join keeps what "
    "has a match. Start from `product_dim`, by left joins.",
    from_the_facts("inner join", "b.pieces"),
    is_hidden=True,
)
saturday.mistake(
    "Right on the shop that you see, and wrong twice on the unseen one. A category of which nobody looks at anything is missing: start "
    "from `product_dim`. And where nothing is sold, `pieces` are NULL: `coalesce`.",
    from_the_facts("left join", "b.pieces"),
    is_hidden=True,
)

# 6 ------------------------------------------------------------------------------------------------------------------------------------
money_stays = ask(
    """Customers: where does the money stay?

    For each `location` of `customer_dim` (NULL is one, too): `captured_cents`, what came in by captured payments for its customers' orders,
    and `refunded_cents`, what went back. 0 where there is none. Guests' orders are left out.
    """,
    level="core",
    books="baskets",
    hints=(
        "A payment and a refund know their order; only `order_fact` knows whose it is, and says so on each line. What is one row "
        "before each "
        "join, and after it?",
        "Three lists with one row an order: its customer, its captured cents, its refunded cents. Begin with `customer_dim`, where all "
        "locations are; left join the first list to it, then the others to the first, and group by location.",
    ),
    edges="""
        update customer_dim set location = 'Nuuk' where customer_id = (
            select min(customer_id) from customer_dim
            where customer_id not in (select customer_id from order_fact where customer_id is not null)
        );
        update customer_dim set location = 'Tartu' where customer_id = (
            select min(o.customer_id) from order_fact as o
            inner join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
            where o.customer_id not in (
                select b.customer_id from order_fact as b
                inner join refund_fact as r on r.order_id = b.order_id
                where b.customer_id is not null
            )
        );
    """,
)
money_stays.solution("""
-- grain: a location
select
    c.location,
    coalesce(sum(p.cents), 0) as captured_cents,
    coalesce(sum(r.cents), 0) as refunded_cents
from customer_dim as c
left join (
    select distinct order_id, customer_id from order_fact
) as o on o.customer_id = c.customer_id
left join (
    select order_id, sum(amount_cents) as cents from payment_fact where is_captured = 1 group by order_id
) as p on p.order_id = o.order_id
left join (
    select order_id, sum(amount_cents) as cents from refund_fact group by order_id
) as r on r.order_id = o.order_id
group by c.location
""")
money_stays.also_right("""
select c.location, coalesce(sum(p.cents), 0) as captured_cents, coalesce(sum(r.cents), 0) as refunded_cents
from customer_dim as c
left join (
    select o.customer_id, sum(f.amount_cents) as cents
    from payment_fact as f
    inner join order_fact as o on o.order_id = f.order_id and o.line_number = 1
    where f.is_captured = 1
    group by o.customer_id
) as p on p.customer_id = c.customer_id
left join (
    select o.customer_id, sum(f.amount_cents) as cents
    from refund_fact as f
    inner join order_fact as o on o.order_id = f.order_id and o.line_number = f.line_number
    group by o.customer_id
) as r on r.customer_id = c.customer_id
group by c.location
""")
money_stays.also_right("""
with money as (
    select order_id, amount_cents as captured, 0 as refunded from payment_fact where is_captured = 1
    union all
    select order_id, 0, amount_cents from refund_fact
),
buyer as (
    select order_id, max(customer_id) as customer_id from order_fact group by order_id
)
select c.location, coalesce(sum(m.captured), 0) as captured_cents, coalesce(sum(m.refunded), 0) as refunded_cents
from customer_dim as c
left join buyer as b on b.customer_id = c.customer_id
left join money as m on m.order_id = b.order_id
group by c.location
""")
OF_ORDER = "(select distinct order_id, customer_id from order_fact)"
PAID = "(select order_id, sum(amount_cents) as cents from payment_fact where is_captured = 1 group by order_id)"
BACK = "(select order_id, sum(amount_cents) as cents from refund_fact group by order_id)"
BOTH_CENTS = "coalesce(sum(p.cents), 0) as captured_cents, coalesce(sum(r.cents), 0) as refunded_cents"


def stays(
    orders: str = OF_ORDER, paid: str = PAID, back: str = BACK, *, columns: str = BOTH_CENTS, buyers: str = "inner join", **joins: str
) -> str:
    """A query with these lists, by these kinds of join."""
    return f"""select c.location, {columns} from {orders} as o {buyers} customer_dim as c on c.customer_id = o.customer_id
    {joins.get("to_paid", "left join")} {paid} as p on p.order_id = o.order_id
    {joins.get("to_back", "left join")} {back} as r on r.order_id = o.order_id {joins.get("tail", "group by c.location")}"""


AS_IT_IS = "coalesce(sum(p.amount_cents), 0) as captured_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents"
money_stays.mistake(
    "Both columns are too high: an order of three lines meets its payment three times, and its refunds. Take one row an order from "
    "`order_fact`: its number and its customer.",
    stays(orders="order_fact"),
)
money_stays.mistake(
    "All is joined as it is: lines, attempts and refunds of an order meet each other, so both columns are too high. Bring each to one "
    "row an "
    "order, captured payments only.",
    stays(orders="order_fact", paid="payment_fact", back="refund_fact", columns=AS_IT_IS),
)
money_stays.mistake(
    "Only captured payments count here, and still both columns are too high: lines, payments and refunds of an order meet each other. "
    "Bring "
    "each to one row an order first.",
    stays(
        orders="order_fact",
        paid="(select order_id, amount_cents from payment_fact where is_captured = 1)",
        back="refund_fact",
        columns=AS_IT_IS,
    ),
)
money_stays.mistake(
    "An order whose refund has two lines meets its payment twice, so `captured_cents` is too high. Bring the refunds to one row an order.",
    stays(back="(select order_id, amount_cents as cents from refund_fact)"),
)
money_stays.mistake(
    "Failed attempts are in `captured_cents`: the money came only where `is_captured` is 1.",
    stays(paid="(select order_id, sum(amount_cents) as cents from payment_fact group by order_id)"),
)
money_stays.mistake(
    "The row without a location is too high: a left join to the customers puts guests there, too. A guest is no customer without a "
    "location.",
    stays(buyers="left join"),
)
money_stays.mistake(
    "Only orders with a refund are in your numbers: an inner join keeps matches. Most orders have no refund, and their money stays.",
    stays(to_back="inner join"),
)
money_stays.mistake(
    "The row without a location is missing. These customers pay as well: keep NULL as a group.",
    stays(tail="where c.location is not null group by c.location"),
)
money_stays.mistake(
    "`captured_cents` is what was ordered, paid or not. What came in stands in `payment_fact`.",
    stays(paid="(select order_id, sum(order_amount_cents) as cents from order_fact group by order_id)"),
)
money_stays.mistake(
    "`captured_cents` is what stays: you have taken the refunds off already. Asked are both, side by side.",
    stays(columns="coalesce(sum(p.cents), 0) - coalesce(sum(r.cents), 0) as captured_cents, coalesce(sum(r.cents), 0) as refunded_cents"),
)
money_stays.mistake(
    "You have a row for each customer. Asked is one for each location.",
    stays(tail="group by c.customer_id"),
)
money_stays.mistake(
    "You have a row for each order. Asked is one for each location: sum, and group.",
    f"""select c.location, coalesce(p.cents, 0) as captured_cents, coalesce(r.cents, 0) as refunded_cents from {OF_ORDER} as o
    inner join customer_dim as c on c.customer_id = o.customer_id
    left join {PAID} as p on p.order_id = o.order_id left join {BACK} as r on r.order_id = o.order_id""",
)
money_stays.mistake(
    "Two payments of equal amount became one: `distinct` knows amounts, not orders. Bring each fact to one row an order instead.",
    stays(
        orders="order_fact",
        columns="coalesce(sum(distinct p.cents), 0) as captured_cents, coalesce(sum(distinct r.cents), 0) as refunded_cents",
    ),
)
money_stays.mistake(
    "`captured_cents` is right. `refunded_cents` counts refunds: sum their cents.",
    stays(columns="coalesce(sum(p.cents), 0) as captured_cents, count(r.cents) as refunded_cents"),
)
money_stays.mistake(
    "`captured_cents` is right. `refunded_cents` is too high: each refund of an order met each of its lines. Take one row an order.",
    f"""select a.location, a.captured_cents, b.refunded_cents from ({stays()}) as a
    inner join (
        select c.location, sum(r.amount_cents) as refunded_cents from refund_fact as r
        inner join order_fact as o on o.order_id = r.order_id
        inner join customer_dim as c on c.customer_id = o.customer_id group by c.location
    ) as b on b.location is a.location""",
)

money_stays.mistake(
    "`refunded_cents` is right, as a refund meets its own line. `captured_cents` is too high: a payment is for the order, and met each "
    "of its lines.",
    """select c.location, coalesce(sum(p.amount_cents), 0) as captured_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents
    from order_fact as o inner join customer_dim as c on c.customer_id = o.customer_id
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
    left join refund_fact as r on r.order_id = o.order_id and r.line_number = o.line_number group by c.location""",
)
money_stays.mistake(
    "Two things. Failed attempts are in `captured_cents`: the money came only where `is_captured` is 1. And an order with two attempts "
    "met its "
    "refunds twice.",
    stays(paid="(select order_id, amount_cents as cents from payment_fact)"),
)
money_stays.mistake(
    "Both columns are in euros. Asked are cents.",
    stays(columns="coalesce(sum(p.cents), 0) / 100.0 as captured_cents, coalesce(sum(r.cents), 0) / 100.0 as refunded_cents"),
)


def from_customers(columns: str) -> str:
    """A query with these columns, and with every customer."""
    return f"""select c.location, {columns} from customer_dim as c left join {OF_ORDER} as o on o.customer_id = c.customer_id
    left join {PAID} as p on p.order_id = o.order_id left join {BACK} as r on r.order_id = o.order_id group by c.location"""


money_stays.mistake(
    "Right on the shop that you see. In the unseen one there is a place whose customers never ordered, and it is missing: an inner join "
    "keeps what has a match. Start from `customer_dim`, by left joins.",
    stays(),
    is_hidden=True,
)
money_stays.mistake(
    "Right on the shop that you see. In the unseen one there is a place whose customers never ordered, and another one without a refund: "
    "where there is none, you have NULL. Make it 0 with `coalesce`.",
    from_customers("sum(p.cents) as captured_cents, sum(r.cents) as refunded_cents"),
    is_hidden=True,
)
money_stays.mistake(
    "Right on the shop that you see. In the unseen one there are places without a refund, and `refunded_cents` there is NULL: make it 0 "
    "with `coalesce`.",
    from_customers("coalesce(sum(p.cents), 0) as captured_cents, sum(r.cents) as refunded_cents"),
    is_hidden=True,
)
money_stays.mistake(
    "Right on the shop that you see, and wrong twice on the unseen one. A place whose customers never ordered is missing: start from "
    "`customer_dim`, by left joins. And where there is no refund, you have NULL: `coalesce`.",
    stays(columns="sum(p.cents) as captured_cents, sum(r.cents) as refunded_cents"),
    is_hidden=True,
)
money_stays.mistake(
    "Right on the shop that you see. In the unseen one there are places without a refund, and they are missing: an inner join keeps what "
    "has a match. Start from `customer_dim`, by left joins.",
    f"""select a.location, a.captured_cents, b.refunded_cents from ({stays()}) as a
    inner join (
        select c.location, sum(r.amount_cents) as refunded_cents from refund_fact as r
        inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number
        inner join customer_dim as c on c.customer_id = o.customer_id group by c.location
    ) as b on b.location is a.location""",
    is_hidden=True,
)

# 7 ------------------------------------------------------------------------------------------------------------------------------------
left_behind = ask(
    """Products: what is put into the cart and left there?

    Take what was put into the cart on Saturday 2026-11-07 from 08:00 to before 22:00. For each `product_id` of these: `cart_visits`, the
    visits (`session_id`) in which it was, and `left_visits`, those of them that ended without an order.
    """,
    level="core",
    books="baskets",
    hints=(
        "Somebody puts a lamp into the cart twice in one visit, then orders three things. How many visits is that, and how many rows "
        "in each "
        "of the two facts?",
        "Two lists without repeats: visits and products of the carts; visits with an order. Left join, group by product, and count the "
        "rows "
        "without a match.",
    ),
    edges="""
        update interaction_fact set event_at = '2026-11-07 22:00:00'
        where interaction_id = (
            select min(interaction_id) from interaction_fact where kind = 'cart' and event_at >= '2026-11-07 22:00:00'
        );
        update interaction_fact set event_at = '2026-11-07 08:00:00'
        where interaction_id = (
            select min(interaction_id) from interaction_fact where kind = 'cart' and event_at > '2026-11-07 08:00:00'
        );
    """,
)
left_behind.solution("""
-- grain: a product that was put into a cart in these hours
select c.product_id, count(*) as cart_visits, count(*) - count(o.session_id) as left_visits
from (
    select distinct session_id, product_id from interaction_fact
    where kind = 'cart' and event_at >= '2026-11-07 08:00:00' and event_at < '2026-11-07 22:00:00'
) as c
left join (
    select distinct session_id from order_fact
) as o on o.session_id = c.session_id
group by c.product_id
""")
left_behind.also_right("""
select
    i.product_id,
    count(distinct i.session_id) as cart_visits,
    count(distinct case when o.order_id is null then i.session_id end) as left_visits
from interaction_fact as i
left join order_fact as o on o.session_id = i.session_id and o.product_id = i.product_id
where i.kind = 'cart' and date(i.event_at) = '2026-11-07' and substr(i.event_at, 12, 2) between '08' and '21'
group by i.product_id
""")
left_behind.also_right("""
with carts as (
    select product_id, session_id from interaction_fact
    where kind = 'cart' and event_at >= '2026-11-07 08:00:00' and event_at < '2026-11-07 22:00:00'
    group by product_id, session_id
)
select product_id, count(*) as cart_visits, sum(session_id not in (select session_id from order_fact)) as left_visits
from carts
group by product_id
""")
HOURS = "event_at >= '2026-11-07 08:00:00' and event_at < '2026-11-07 22:00:00'"
LEFT = "count(*) as cart_visits, count(*) - count(o.session_id) as left_visits"


def carts(columns: str = LEFT, *, distinct: str = "distinct", where: str = f"kind = 'cart' and {HOURS}", **parts: str) -> str:
    """A query with these columns, rows and conditions."""
    orders = parts.get("orders", "(select distinct session_id from order_fact)")
    on = parts.get("on", "o.session_id = c.session_id")
    return f"""select c.product_id, {columns} from (select {distinct} session_id, product_id from interaction_fact where {where}) as c
    {parts.get("join", "left join")} {orders} as o on {on} {parts.get("tail", "group by c.product_id")}"""


left_behind.mistake(
    "You counted rows: whoever puts a product into the cart twice in one visit is two of them. Count visits: different `session_id`.",
    carts(distinct=""),
)
left_behind.mistake(
    "`cart_visits` is too high: an order of several lines stands in `order_fact` several times, and each line met the visit. Take each "
    "visit "
    "once from there.",
    carts(orders="order_fact"),
)
left_behind.mistake(
    "`cart_visits` is too high, by both facts: a product comes twice in one cart, and an order has several lines. Take each visit once "
    "from "
    "either.",
    carts(distinct="", orders="order_fact"),
)
left_behind.mistake(
    "`cart_visits` is right. `left_visits` subtracts order lines from visits: count different visits there, too.",
    carts(
        "count(distinct c.session_id) as cart_visits, count(distinct c.session_id) - count(o.session_id) as left_visits",
        orders="order_fact",
    ),
)
left_behind.mistake(
    "You compare only the product, so a cart meets orders of other people's visits. Compare `session_id`.",
    carts(orders="order_fact", on="o.product_id = c.product_id"),
)
left_behind.mistake(
    "You compare customers: whoever ordered at any other time counts as if it were now, and guests, who are NULL, never match. Visits "
    "are "
    "compared by `session_id`.",
    """select c.product_id, count(distinct c.session_id) as cart_visits,
    count(distinct case when o.order_id is null then c.session_id end) as left_visits
    from (
        select distinct session_id, product_id, customer_id from interaction_fact where kind = 'cart'
        and event_at >= '2026-11-07 08:00:00' and event_at < '2026-11-07 22:00:00'
    ) as c left join order_fact as o on o.customer_id = c.customer_id group by c.product_id""",
)
left_behind.mistake(
    "`left_visits` counts the visits that ended with an order: you kept the matches. Count the rows without one.",
    carts("count(*) as cart_visits, count(o.session_id) as left_visits"),
)
left_behind.mistake(
    "`cart_visits` and `left_visits` are equal: you keep only the rows without an order before you count, so the others are gone.",
    carts("count(*) as cart_visits, count(*) as left_visits", tail="where o.session_id is null group by c.product_id"),
)
left_behind.mistake(
    "`left_visits` is 0 everywhere: an inner join keeps the matches, so what was left is gone.",
    carts(join="inner join"),
)
left_behind.mistake(
    "You took every row of `interaction_fact`, also views. Asked is what was put into the cart.",
    carts(where=HOURS),
)
left_behind.mistake(
    "These are the numbers of all days. Asked are fourteen hours of one Saturday.",
    carts(where="kind = 'cart'"),
)
left_behind.mistake(
    "These are the numbers of the whole Saturday. Asked are the hours from 8 to before 22.",
    carts(where="kind = 'cart' and date(event_at) = '2026-11-07'"),
)
left_behind.mistake(
    "Your hours go on to 22:59: the hour 22 is in. The last one is 21.",
    carts(where="kind = 'cart' and date(event_at) = '2026-11-07' and substr(event_at, 12, 2) between '08' and '22'"),
)
left_behind.mistake(
    "Right on the shop that you see. In the unseen one something is put into the cart at 22:00:00 sharp, and you count it: `between` "
    "takes "
    "both ends, and so does `<=`.",
    carts(where="kind = 'cart' and event_at between '2026-11-07 08:00:00' and '2026-11-07 22:00:00'"),
    is_hidden=True,
)
left_behind.mistake(
    "Right on the shop that you see. In the unseen one something is put into the cart at 08:00:00 sharp, and you leave it out: from 08:00 "
    "on is `>=`.",
    carts(where="kind = 'cart' and event_at > '2026-11-07 08:00:00' and event_at < '2026-11-07 22:00:00'"),
    is_hidden=True,
)
left_behind.mistake(
    "Right on the shop that you see. In the unseen one something is put into the cart at 08:00:00 sharp, and something at 22:00:00: both "
    "your ends are the wrong way. `>=` at the start, `<` at the end.",
    carts(where="kind = 'cart' and event_at > '2026-11-07 08:00:00' and event_at <= '2026-11-07 22:00:00'"),
    is_hidden=True,
)
left_behind.mistake(
    "`cart_visits` is right. In `left_visits` a visit counts twice where the product went into the cart twice: count different "
    "`session_id`.",
    f"""select i.product_id, count(distinct i.session_id) as cart_visits, count(case when o.order_id is null then 1 end) as left_visits
    from interaction_fact as i left join order_fact as o on o.session_id = i.session_id where i.kind = 'cart' and {HOURS}
    group by i.product_id""",
)
left_behind.mistake(
    "Guests are missing. They put things into carts as well: nobody asked for customers.",
    carts(where=f"kind = 'cart' and customer_id is not null and {HOURS}"),
)
left_behind.mistake(
    "`left_visits` is a share. Asked is the number of visits.",
    carts("count(*) as cart_visits, 1.0 * (count(*) - count(o.session_id)) / count(*) as left_visits"),
)
left_behind.mistake(
    "You have one row for the whole shop. Asked is one for each product.",
    carts("count(*) as cart_visits, count(*) - count(o.session_id) as left_visits", tail=""),
)

left_behind.mistake(
    "`cart_visits` counts rows: a product comes twice into one cart, or stands on two lines of an order. Count visits: different "
    "`session_id`.",
    carts(distinct="", orders="order_fact", on="o.session_id = c.session_id and o.product_id = c.product_id"),
)
left_behind.mistake(
    "Your result is empty. `substr` and `strftime` give text, and no text is smaller than a number: compare the hour with '22'. Or the "
    "moment was compared with a day alone.",
    carts(where="kind = 'cart' and date(event_at) = '2026-11-07' and strftime('%H', event_at) >= 8 and strftime('%H', event_at) < 22"),
)

# 8 ------------------------------------------------------------------------------------------------------------------------------------
indexes = WorkQuestion(
    """Which indexes does the shop need?

    Lesson 1.11 helps here. Four queries are asked all day: the order lines of one customer; the attempts to pay one order; the refunds of
    one order line (`order_id` and `line_number`); what visitors did with one product on one day
    (`product_id = ... and event_at >= ... and event_at < ...`). On your tables, whose keys you know, each reads a whole table.

    Write `create index` statements, four at most, so that each query reads little more than the rows that it gives: it takes at most a
    quarter of its steps, the last one a twelfth. When they are right, put them below your tables.
    """,
    level="stretch",
    hints=(
        "For each query: which columns does it ask, which of them for one value and which for a range? Does a key of the table begin "
        "with them?",
        "One index a query, on four tables. In the index of two columns for the last query, the one that is asked for one value stands "
        "first.",
    ),
    jobs=[
        Job(
            "the order lines of one customer",
            "select order_id, line_number, order_amount_cents from order_fact where customer_id = ?",
            times=10,
            value="select customer_id from order_fact where customer_id is not null group by customer_id order by count(*), customer_id",
        ),
        Job(
            "the attempts to pay one order",
            "select payment_id, is_captured, amount_cents from payment_fact where order_id = ?",
            times=10,
            value="select max(order_id) from payment_fact",
        ),
        Job(
            "the refunds of one order line",
            "select refund_id, amount_cents from refund_fact where line_number = 1 and order_id = ?",
            times=4,
            value="select max(order_id) from refund_fact where line_number = 1",
        ),
        Job(
            "what visitors did with one product on one day",
            "select session_id, kind from interaction_fact where product_id = ? and event_at >= '2026-11-07' and event_at < '2026-11-08'",
            times=12,
            value="select product_id from interaction_fact group by product_id order by count(*) desc, product_id",
        ),
    ],
    probes=[
        Probe("whether there are more than four indexes", "select count(*) > 4 from sqlite_schema where type = 'index' and sql is not null")
    ],
)


@lru_cache(maxsize=16)
def without_indexes(seed: int) -> bytes:
    """A small shop whose tables have their keys, and no index beside."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(unseen(seed, "baskets"))
        made = connection.execute("select name from sqlite_master where type = 'index' and sql is not null").fetchall()
        connection.executescript("".join(f"drop index {name};" for (name,) in made))
        return connection.serialize()


indexes.data(shown=without_indexes, unseen=without_indexes)
OF_CUSTOMER = "create index line_of_customer on order_fact (customer_id);\n"
OF_PAYMENT = "create index attempt_of_order on payment_fact (order_id);\n"
OF_REFUND = "create index refund_of_line on refund_fact (order_id, line_number);\n"
OF_PRODUCT = "create index interaction_of_product on interaction_fact (product_id, event_at);\n"
INDEXES = OF_CUSTOMER + OF_PAYMENT + OF_REFUND + OF_PRODUCT
indexes.solution(INDEXES)
indexes.also_right("""
create index a on order_fact (customer_id, order_date);
create index b on payment_fact (order_id, is_captured, amount_cents);
create index c on refund_fact (line_number, order_id, amount_cents);
create index d on interaction_fact (product_id, event_at, kind, session_id);
analyze;
""")
indexes.also_right("""
create index a on order_fact (customer_id) where customer_id is not null;
create unique index b on payment_fact (order_id, payment_id);
create index c on refund_fact (order_id);
create index d on interaction_fact (product_id, event_at desc);
""")
indexes.mistake(
    "What visitors did with one product on one day still reads every product of that day: the range stands first in the index, or alone. "
    "First the column that is asked for one value, then the range.",
    INDEXES.replace("(product_id, event_at)", "(event_at, product_id)"),
)
indexes.mistake(
    "What visitors did with one product on one day still reads every day of the product: nothing of your index's order tells the days "
    "apart. It takes both columns.",
    INDEXES.replace("(product_id, event_at)", "(product_id)"),
)
indexes.mistake(
    "What visitors did with one product on one day still reads the whole of `interaction_fact`: no index of yours leads there.",
    OF_CUSTOMER + OF_PAYMENT + OF_REFUND,
)
indexes.mistake(
    "Every query finds its rows, and you made one index more than it takes. Each costs at every insert: which one does no query "
    "need, because a key or another index begins with its columns?",
    INDEXES + "create index line_of_order on order_fact (order_id);",
)
indexes.mistake(
    "The attempts to pay one order still read the whole of `payment_fact`: its key is `payment_id`, and nothing leads from the order "
    "there.",
    OF_CUSTOMER + OF_REFUND + OF_PRODUCT,
)
indexes.mistake(
    "The refunds of an order line still read the whole of `refund_fact`: its key begins with `refund_id`, and a foreign key makes no "
    "index.",
    OF_CUSTOMER + OF_PAYMENT + OF_PRODUCT,
)
indexes.mistake(
    "The lines of one customer still read the whole of `order_fact`: its key begins with the order, and a foreign key makes no index.",
    OF_PAYMENT + OF_REFUND + OF_PRODUCT,
)
