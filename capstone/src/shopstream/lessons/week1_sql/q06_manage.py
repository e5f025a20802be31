"""Exercise 1.06: rows that change, loads that are whole, messages that come twice and out of order. On a small shop of its own."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from random import Random

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from shopstream.lessons import current
from shopstream.lessons.question import PythonQuestion
from shopstream.lessons.script import LoadedTwice, Probe, ScriptQuestion
from shopstream.lessons.shop import database, engine_on

# The shop of this exercise ---------------------------------------------------------------------------------------------------------
MORE_TABLES = """
create table stock (
    product_id integer primary key references product_dim,
    pieces integer not null,
    counted_at text not null,
    shelf text
) strict;

create table stock_message (
    arrival integer primary key,
    product_id integer not null,
    pieces integer not null,
    counted_at text not null
) strict;

create table customer_place (
    customer_id integer primary key,
    location text,
    changed_at text not null,
    message_id integer not null
) strict;

create table place_message (
    arrival integer primary key,
    message_id integer not null,
    customer_id integer not null,
    location text,
    changed_at text not null
) strict;
"""

COLUMNS = {
    "customer_dim": "customer_id, customer_name, location",
    "product_dim": "product_id, product_name, category",
    "order_fact": "order_id, product_id, customer_id, quantity, order_date, order_amount_cents",
    "payment_fact": "order_id, amount_cents, is_captured, paid_at",
    "stock": "product_id, pieces, counted_at, shelf",
    "stock_message": "product_id, pieces, counted_at",
    "customer_place": "customer_id, location, changed_at, message_id",
    "place_message": "message_id, customer_id, location, changed_at",
}


def at(hour: int, minute: int = 0, day: int = 30) -> str:
    return f"2026-11-{day} {hour:02}:{minute:02}:00"


def books(tables: Mapping[str, Iterable[tuple]]) -> bytes:
    """The tables of this exercise with these rows; each order is paid in full ten minutes later."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database({}, "orders"))
        connection.executescript(MORE_TABLES)
        for name, rows in tables.items():
            marks = ", ".join("?" for _ in COLUMNS[name].split(", "))
            connection.executemany(f"insert into {name} ({COLUMNS[name]}) values ({marks})", rows)
        connection.execute(
            f"insert into payment_fact ({COLUMNS['payment_fact']}) "
            "select order_id, order_amount_cents, 1, datetime(order_date, '+10 minutes') from order_fact"
        )
        connection.commit()
        return connection.serialize()


BY_HAND = books(
    {
        "customer_dim": [
            (2001, "Ann Novak", "Bergen"),
            (2002, "Bo Lindqvist", None),
            (2003, "Cem Kaya", "Porto"),
            (2004, "A. Novak", "Bergen"),
            (2005, "Eve Rossi", "Turin"),
            (2006, "Ole Berg", "Lyon"),
        ],
        "product_dim": [
            (1, "Mug, blue", "kitchen"),
            (2, "Lamp, small", "home"),
            (3, "Teapot, large", "kitchen"),
            (4, "Blanket, red", None),
            (5, "Candle, white", "home"),
            (6, "Bowl, green", "kitchen"),
        ],
        "order_fact": [
            (1001, 1, 2001, 2, at(9, 5), 1800),
            (1002, 3, None, 1, at(9, 20), 2500),
            (1003, 1, 2003, 3, at(9, 40), 2700),
            (1004, 2, 2004, 1, at(9, 45), 1200),
            (1005, 5, 2004, 3, at(9, 50), 1200),
            (1006, 4, 2002, 3, at(10, 0), 9900),
            (1007, 6, None, 4, at(10, 5), 3600),
        ],
        "stock": [
            (1, 40, at(8), "A1"),
            (2, 15, at(18), "A2"),  # counted after every message
            (3, 7, at(18, day=29), "A3"),
            (4, 0, at(18, day=29), "B1"),
        ],
        "stock_message": [
            (1, 38, at(12)),
            (2, 20, at(9)),
            (5, 12, at(11)),
            (1, 44, at(10)),  # overtaken on the way
            (5, 12, at(11)),  # the same again
            (6, 9, at(14)),
            (6, 30, at(7)),  # overtaken, of a product that the list does not know
            (4, 25, at(13)),
            (3, 2, at(15)),  # newer, and fewer: some were sold
        ],
        "customer_place": [
            (2001, "Bergen", at(10), 70),
            (2002, None, at(9, day=28), 12),
            (2003, "Porto", at(18), 90),
            (2004, "Graz", at(9), 60),
            (2006, "Lyon", at(8), 30),
        ],
        "place_message": [
            (81, 2001, "Lyon", at(11)),
            (80, 2001, "Cork", at(11)),  # same second: 81 wins, though 80 comes later
            (84, 2002, "Turin", at(12)),
            (85, 2002, "Malmö", at(12)),  # same second: 85 wins, though 84 came first
            (95, 2003, "Lyon", at(8)),  # older, with a larger number
            (50, 2004, None, at(13)),  # newer, with a smaller number, and without a place
            (84, 2002, "Turin", at(12)),
            (40, 2006, None, at(9)),
            (97, 2005, "Cork", at(16)),
            (99, 2005, "Graz", at(15)),  # overtaken on the way
        ],
    }
)


def busy_day(seed: int) -> bytes:
    """Other rows in the same tables. Order 1003 has three pieces, and customers 2001 and 2004 are there, as the prompts say."""
    rng = Random(seed)
    hours = [at(hour) for hour in range(6, 20)]
    price = {product: rng.randrange(5, 60) * 100 for product in range(1, 13)}

    def order(number: int) -> tuple:
        product, pieces = rng.randrange(1, 13), 3 if number == 1003 else rng.randrange(1, 5)
        buyer = 2003 if number == 1003 else rng.choice([None, None, 2001, 2003, 2004, 2004, 2005, 2006, 2007])
        return number, product, buyer, pieces, at(rng.randrange(6, 20), rng.randrange(60)), pieces * price[product]

    counts = {(rng.randrange(1, 13), hour): rng.randrange(60) for hour in hours for _ in range(3)}
    stock_messages = [(product, pieces, hour) for (product, hour), pieces in counts.items()]
    numbers = rng.sample(range(100, 1_000), 60)
    moves = [
        (number, rng.randrange(2001, 2013), rng.choice([None, "Cork", "Graz", "Lyon", "Malmö", "Turin"]), rng.choice(hours[::3]))
        for number in numbers
    ]
    return books(
        {
            "customer_dim": [(number, f"Customer {number}", rng.choice([None, "Cork", "Lyon"])) for number in range(2001, 2013)],
            "product_dim": [(number, f"Product {number}", rng.choice([None, "home"])) for number in range(1, 13)],
            "order_fact": [order(number) for number in (*range(1001, 1008), *range(1011, 1031))],
            "stock": [
                (product, rng.randrange(60), at(rng.choice([7, 12, 19]), 30), rng.choice([None, "A1", "B2", "C3"]))
                for product in range(1, 9)
            ],
            "stock_message": shuffled(rng, stock_messages),
            "customer_place": [(customer, place, hour, number) for number, customer, place, hour in unlike(moves[:8])],
            "place_message": shuffled(rng, moves[8:]),
        }
    )


def shuffled(rng: Random, messages: list[tuple]) -> list[tuple]:
    """The messages out of order, some of them twice."""
    received = [*messages, *rng.sample(messages, 6)]
    rng.shuffle(received)
    return received


def unlike(moves: Iterable[tuple]) -> Iterable[tuple]:
    """One move a customer."""
    return {customer: (number, customer, place, hour) for number, customer, place, hour in moves}.values()


def open_stall() -> Engine:
    """The small shop of this exercise, as it was in the morning. The next ``%%sql`` cells ask it."""
    current.engine = engine_on(BY_HAND)
    return current.engine


def rows_of(table: str, key: str, first: int, last: int) -> list[Probe]:
    """A look at each row of a table by itself, so that what is told is the row that differs."""
    columns = COLUMNS[table]
    return [
        Probe(f"{columns} of {number} in {table}", f"select {columns} from {table} where {key} = {number}")
        for number in range(first, last + 1)
    ]


# 1 --------------------------------------------------------------------------------------------------------------------------------
new_order = ScriptQuestion(
    """How do you write an order down?

    Order 1010: a guest buys three pieces of product 2, at 12.00 EUR a piece, at `2026-11-30 10:15:00`. Write it into `order_fact`. Nobody
    has paid yet.
    """,
    level="core",
    hints=(
        "Which columns does the table have, and which of them does the database compute? What stands in `customer_id` for a guest?",
        "`insert into order_fact (...) values (...)`, with six columns or five. The amount is in cents, and for the whole order.",
    ),
    probes=[
        Probe(
            "product, customer, pieces, time and cents of order 1010",
            "select product_id, customer_id, quantity, order_date, order_amount_cents from order_fact where order_id = 1010",
        ),
        Probe("how many orders there are", "select count(*) from order_fact"),
        Probe("how many payments there are", "select count(*) from payment_fact"),
    ],
)
new_order.data(shown=BY_HAND, unseen=busy_day)
new_order.solution("""
insert into order_fact (order_id, product_id, customer_id, quantity, order_date, order_amount_cents)
values (1010, 2, null, 3, '2026-11-30 10:15:00', 3600)
""")
new_order.also_right("""
insert into order_fact (order_amount_cents, order_date, quantity, product_id, order_id)
select 3 * 1200, '2026-11-30 10:15:00', 3, product_id, 1010 from product_dim where product_id = 2
""")
new_order.mistake(
    "You noted 12.00 EUR, the price of one piece. `order_amount_cents` is for the whole order: three pieces.",
    "insert into order_fact values (1010, 2, null, 3, '2026-11-30 10:15:00', 1200)",
)
new_order.mistake(
    "You noted 36 cents. The column counts cents: 36.00 EUR are 3,600 of them.",
    "insert into order_fact values (1010, 2, null, 3, '2026-11-30 10:15:00', 36.00)",
)
new_order.mistake(
    "You noted 12 cents. The column counts cents, and the whole order: three pieces at 1,200.",
    "insert into order_fact values (1010, 2, null, 3, '2026-11-30 10:15:00', 12.00)",
)
new_order.mistake(
    "You sold two pieces of product 3. Product and quantity have changed places: the order of your values must be that of your columns.",
    "insert into order_fact values (1010, 3, null, 2, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "The amount is right, and your order says one piece. Three pieces are one order with `quantity` 3.",
    "insert into order_fact values (1010, 2, null, 1, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "Your order belongs to customer 2001. A guest is nobody in `customer_dim`: leave `customer_id` out, or say `null`.",
    "insert into order_fact values (1010, 2, 2001, 3, '2026-11-30 10:15:00', 3600)",
)

new_order.mistake(
    "SQLite refuses: your order points to a customer or a product that is not there. A guest is no customer 0, but nobody: NULL.",
    "insert into order_fact values (1010, 2, 0, 3, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "SQLite refuses a value for `order_amount`: it computes that column from the cents. Leave it out of your list.",
    "insert into order_fact (order_id, product_id, quantity, order_amount, order_date, order_amount_cents) "
    "values (1010, 2, 3, 36.00, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "SQLite counts your values and its columns: without a list it wants six, for it computes `order_amount` itself. Name the columns.",
    "insert into order_fact values (1010, 2, null, 3, 36.00, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "Your time lacks its seconds. Times are text here: all must have one form, or they neither sort nor compare.",
    "insert into order_fact values (1010, 2, null, 3, '2026-11-30 10:15', 3600)",
)
new_order.mistake(
    "There is no order 1010: you gave no `order_id`, so the database took a number of its own.",
    "insert into order_fact (product_id, quantity, order_date, order_amount_cents) values (2, 3, '2026-11-30 10:15:00', 3600)",
)
new_order.mistake(
    "These are three orders of one piece. It is one order with `quantity` 3.",
    """
insert into order_fact values
(1010, 2, null, 1, '2026-11-30 10:15:00', 1200),
(1011, 2, null, 1, '2026-11-30 10:15:00', 1200),
(1012, 2, null, 1, '2026-11-30 10:15:00', 1200)
""",
)
new_order.mistake(
    "The order is right, and you noted a payment as well. Nobody has paid yet.",
    """
insert into order_fact values (1010, 2, null, 3, '2026-11-30 10:15:00', 3600);
insert into payment_fact (order_id, amount_cents, is_captured, paid_at) values (1010, 3600, 1, '2026-11-30 10:15:00');
""",
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
piece_less = ScriptQuestion(
    """How do you correct one order?

    Order 1003 says three pieces; there were two. Correct `quantity` and `order_amount_cents`; nothing else changes. A piece keeps its
    price: compute the new amount from the old one, for the unseen shop has other prices.
    """,
    level="core",
    hints=(
        "Which `select` shows this row and no other? What does one piece cost, said with the columns of the row?",
        "One `update`, two columns, and the `where` of your `select`. Each right side still sees the old row, with its three pieces.",
    ),
    probes=[
        Probe("pieces and cents of order 1003", "select quantity, order_amount_cents from order_fact where order_id = 1003"),
        Probe(
            "product, customer and date of order 1003", "select product_id, customer_id, order_date from order_fact where order_id = 1003"
        ),
        Probe("the pieces of all other orders", "select sum(quantity) from order_fact where order_id <> 1003"),
        Probe("the cents of all other orders", "select sum(order_amount_cents) from order_fact where order_id <> 1003"),
        Probe("how many orders there are", "select count(*) from order_fact"),
        Probe("payments, and their cents", "select count(*), sum(amount_cents) from payment_fact"),
    ],
)
piece_less.data(shown=BY_HAND, unseen=busy_day)
piece_less.solution("""
update order_fact
set quantity = 2, order_amount_cents = order_amount_cents / quantity * 2
where order_id = 1003
""")
piece_less.also_right("""
update order_fact set order_amount_cents = order_amount_cents - order_amount_cents / quantity where order_id = 1003;
update order_fact set quantity = quantity - 1 where order_id = 1003;
""")
piece_less.also_right("""
insert into order_fact (order_id, product_id, customer_id, quantity, order_date, order_amount_cents)
select order_id, product_id, customer_id, 2, order_date, order_amount_cents * 2 / 3 from order_fact where order_id = 1003
on conflict (order_id) do update set quantity = excluded.quantity, order_amount_cents = excluded.order_amount_cents
""")
piece_less.mistake(
    "Every order has two pieces now: nothing keeps your `update` to order 1003. Look with a `select` first, then use its `where`.",
    "update order_fact set quantity = 2, order_amount_cents = order_amount_cents / quantity * 2",
)
piece_less.mistake(
    "Other orders had three pieces, too, and you changed them all. Name the order, not what it looks like.",
    "update order_fact set quantity = 2, order_amount_cents = order_amount_cents / quantity * 2 where quantity = 3",
)
piece_less.mistake(
    "Order 1003 has two pieces, and still the price of three. If you computed it: in one `update` each right side sees the old quantity.",
    "update order_fact set quantity = 2 where order_id = 1003",
)
piece_less.mistake(
    "The amount is that of two pieces, and the order still says three. One `update` may set both columns.",
    "update order_fact set order_amount_cents = order_amount_cents / quantity * 2 where order_id = 1003",
)
piece_less.mistake(
    "You noted the price of one piece. Two were sold: multiply it.",
    "update order_fact set quantity = 2, order_amount_cents = order_amount_cents / quantity where order_id = 1003",
)
piece_less.mistake(
    "You doubled the amount. It holds three pieces already: divide by the old quantity first.",
    "update order_fact set quantity = 2, order_amount_cents = order_amount_cents * 2 where order_id = 1003",
)
piece_less.mistake(
    "The order costs nothing now. In whole numbers 2 / 3 is 0: multiply before you divide, or begin with the amount.",
    "update order_fact set quantity = 2, order_amount_cents = 2 / quantity * order_amount_cents where order_id = 1003",
)
piece_less.mistake(
    "You halved the amount: by the new quantity you divided the price of three pieces. Take the price of one, twice.",
    "update order_fact set quantity = 2, order_amount_cents = order_amount_cents / 2 where order_id = 1003",
)
piece_less.mistake(
    "Pieces and amount are right, and the order has lost its customer: you wrote the row anew, and did not name all of its columns. "
    "An `update` leaves alone what it does not name.",
    """insert or replace into order_fact (order_id, product_id, quantity, order_date, order_amount_cents)
    select order_id, product_id, 2, order_date, order_amount_cents / quantity * 2 from order_fact where order_id = 1003""",
)
piece_less.mistake(
    "Every order has two pieces now, at its old amount: your `update` has no `where`, and sets one column of two.",
    "update order_fact set quantity = 2",
)
piece_less.mistake(
    "Order 1003 has one piece now. One was too many: two were sold.",
    "update order_fact set quantity = 1, order_amount_cents = order_amount_cents / quantity where order_id = 1003",
)
piece_less.mistake(
    "SQLite refuses a quantity of 0. If your `set` holds an `and`, it is one condition, false, so 0: a comma stands between columns.",
    "update order_fact set quantity = 2 and order_amount_cents = 1800 where order_id = 1003",
)
piece_less.mistake(
    "SQLite refuses to delete an order to which a payment points. You need no new row: `update` changes the one that is there.",
    "delete from order_fact where order_id = 1003",
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
same_person = ScriptQuestion(
    """How do two customers become one?

    Customers 2001 and 2004 are the same person. Give all orders of 2004 to 2001, then take 2004 out of `customer_dim`. Nothing else
    changes. These are several statements: end each with a semicolon.
    """,
    level="core",
    hints=(
        "SQLite refuses to delete a customer to whom orders point. What has to happen before?",
        "First an `update` of the orders whose customer is 2004, then a `delete` of one customer. Each has its `where`.",
    ),
    probes=[
        Probe("the customers 2001 and 2004", "select customer_id from customer_dim where customer_id in (2001, 2004)"),
        Probe("how many other customers there are", "select count(*) from customer_dim where customer_id not in (2001, 2004)"),
        Probe("how many orders there are", "select count(*) from order_fact"),
        Probe("how many orders of guests there are", "select count(*) from order_fact where customer_id is null"),
        Probe("the orders of customer 2001", "select count(*), sum(order_amount_cents) from order_fact where customer_id = 2001"),
        Probe("the orders of customer 2004", "select count(*) from order_fact where customer_id = 2004"),
        Probe("payments, and their cents", "select count(*), sum(amount_cents) from payment_fact"),
        Probe("name and location of customer 2001", "select customer_name, location from customer_dim where customer_id = 2001"),
    ],
)
same_person.data(shown=BY_HAND, unseen=busy_day)
same_person.solution("""
update order_fact set customer_id = 2001 where customer_id = 2004;
delete from customer_dim where customer_id = 2004;
""")
same_person.also_right("""
begin;
pragma defer_foreign_keys = on;
delete from customer_dim where customer_id = 2004;
update order_fact set customer_id = case customer_id when 2004 then 2001 else customer_id end;
commit;
""")
same_person.mistake(
    "The orders have moved, and customer 2004 is still there. Now that no order points to it, it can be deleted.",
    "update order_fact set customer_id = 2001 where customer_id = 2004",
)
same_person.mistake(
    "Every order belongs to 2001 now, those of guests and of others, too: your `update` has no `where`.",
    "update order_fact set customer_id = 2001; delete from customer_dim where customer_id = 2004",
)
same_person.mistake(
    "The orders of 2004 are orders of guests now. They belong to somebody whom the shop knows: give them to 2001.",
    "update order_fact set customer_id = null where customer_id = 2004; delete from customer_dim where customer_id = 2004",
)
same_person.mistake(
    "You deleted the orders of 2004 with their payments, and the shop has lost revenue. Orders stay; only their customer changes.",
    """
delete from payment_fact where order_id in (select order_id from order_fact where customer_id = 2004);
delete from order_fact where customer_id = 2004;
delete from customer_dim where customer_id = 2004;
""",
)
same_person.mistake(
    "You kept 2004 and took 2001 out. Read again who stays: the orders go to 2001.",
    "update order_fact set customer_id = 2004 where customer_id = 2001; delete from customer_dim where customer_id = 2001",
)
same_person.mistake(
    "More customers have left than 2004. Whoever has no orders fits your `delete`; name the one customer.",
    """
update order_fact set customer_id = 2001 where customer_id = 2004;
delete from customer_dim where not exists (select 1 from order_fact as o where o.customer_id = customer_dim.customer_id);
""",
)
same_person.mistake(
    "Customer 2004 is still there, and keeps an order: your `update` moved only some of them. Its `where` asks for the customer.",
    "update order_fact set customer_id = 2001 where order_id = 1004",
)
same_person.mistake(
    "SQLite refuses: orders still point to a customer whom you delete. First all orders of 2004 move, then 2004 goes, and nobody else.",
    "delete from customer_dim where customer_id = 2004; update order_fact set customer_id = 2001 where customer_id = 2004",
)
same_person.mistake(
    "SQLite refuses: the number 2001 is taken. The customer keeps the number; change the one in their orders.",
    "update customer_dim set customer_id = 2001 where customer_id = 2004",
)
same_person.mistake(
    "Nothing has changed. If you wrote `begin`, it lacks its `commit`; if you wrote `select`, it only looks.",
    "begin; update order_fact set customer_id = 2001 where customer_id = 2004; delete from customer_dim where customer_id = 2004",
)


# 4 --------------------------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Left:
    """What is there after a load."""

    orders: int
    payments: int
    is_refused: bool

    def __str__(self) -> str:
        return f"{self.orders} of its orders, {self.payments} of its payments, {'an' if self.is_refused else 'no'} error"


class LoadQuestion(PythonQuestion):
    """A question whose data are loads, each with a name, an order and a payment; its answer runs them, and may fail."""

    def run(self, answer: Callable, data: tuple) -> tuple[Left, ...]:
        return tuple(left_of(answer, order, payment) for _, order, payment in data)

    def complaint(self, result: tuple[Left, ...], data: tuple) -> str | None:
        compared = zip(data, result, self.expected(data), strict=True)
        return next((f"After {name} there are {got}. Right: {wanted}." for (name, *_), got, wanted in compared if got != wanted), None)


def left_of(answer: Callable, order: str, payment: str) -> Left:
    """What is left of a load in a fresh shop, in which its order has the largest number."""
    engine = engine_on(BY_HAND)
    is_refused = False
    try:
        answer(engine, order, payment)
    except IntegrityError:
        is_refused = True
    with engine.connect() as connection:
        orders, payments = (
            connection.exec_driver_sql(f"select count(*) from {table} where order_id > 9000").scalar()
            for table in ("order_fact", "payment_fact")
        )
    return Left(orders, payments, is_refused)


def loads(seed: int = 0) -> tuple:
    """A load that is right, one with a payment that the database refuses, one with an order that it refuses."""
    number = 9001 + seed % 900
    cents = 100 * (12 + seed % 50)
    order = f"insert into order_fact ({COLUMNS['order_fact']}) values ({number}, %s, null, 1, '{at(11)}', {cents})"
    payment = f"insert into payment_fact ({COLUMNS['payment_fact']}) values ({number}, %s, 1, '{at(11, 2)}')"
    return (
        ("a good load", order % 2, payment % cents),
        ("a refused payment", order % 2, payment % -1),
        ("a refused order", order % 999, payment % cents),
    )


all_or_nothing = LoadQuestion(
    """How does half a load stay out?

    `order` and `payment` are two inserts as text. Run them on `engine`, the order first: both count, or neither. If the database refuses
    one, let its error reach whoever called you.
    """,
    level="core",
    hints=(
        "In the lesson two blocks left half a load, and one block nothing. What stood inside the one block?",
        "Begin with `with engine.begin() as connection:`, and run both statements in that block, one after the other. Catch nothing.",
    ),
)
all_or_nothing.data(shown=loads(), unseen=loads)


@all_or_nothing.solution
def all_in_one_block(engine, order, payment):
    with engine.begin() as connection:
        connection.exec_driver_sql(order)
        connection.exec_driver_sql(payment)


@all_or_nothing.also_right
def commit_by_hand(engine, order, payment):
    connection = engine.connect()
    try:
        connection.exec_driver_sql(order)
        connection.exec_driver_sql(payment)
        connection.commit()
    except IntegrityError:
        connection.rollback()
        raise
    finally:
        connection.close()


@all_or_nothing.mistake(
    "When the payment is refused, its order stays: it was made final before the payment came. Both statements belong into one block."
)
def a_block_each(engine, order, payment):
    with engine.begin() as connection:
        connection.exec_driver_sql(order)
    with engine.begin() as connection:
        connection.exec_driver_sql(payment)


@all_or_nothing.mistake(
    "Nothing stays, not even a good load: it was never made final. A block of `engine.begin()` commits, one of `engine.connect()` does not."
)
def never_committed(engine, order, payment):
    with engine.connect() as connection:
        connection.exec_driver_sql(order)
        connection.exec_driver_sql(payment)


@all_or_nothing.mistake("Even a good load is refused: a payment points to its order, so the order must be there first.")
def payment_first(engine, order, payment):
    with engine.begin() as connection:
        connection.exec_driver_sql(payment)
        connection.exec_driver_sql(order)


@all_or_nothing.mistake(
    "The payment is refused, you catch its error inside the block, and the block ends well: half a load is committed. Catch nothing there."
)
def caught_inside(engine, order, payment):
    with engine.begin() as connection:
        try:
            connection.exec_driver_sql(order)
            connection.exec_driver_sql(payment)
        except IntegrityError:
            pass


@all_or_nothing.mistake(
    "The shop is right, but nobody hears of the refused load: you catch its error and keep it. Whoever called you takes it for loaded."
)
def caught_outside(engine, order, payment):
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(order)
            connection.exec_driver_sql(payment)
    except IntegrityError:
        pass


@all_or_nothing.mistake("You load the order and never its payment: run the second statement, too, in the same block.")
def order_alone(engine, order, payment):
    with engine.begin() as connection:
        connection.exec_driver_sql(order)


@all_or_nothing.mistake("Nothing is loaded: your function runs neither of the statements. `connection.exec_driver_sql(order)` runs one.")
def nothing_run(engine, order, payment):
    with engine.begin():
        pass


# 5 --------------------------------------------------------------------------------------------------------------------------------
stock_count = LoadedTwice(
    """Which count of a shelf is the newest?

    Bring `stock_message` into `stock` (`product_id`, `pieces`, `counted_at`, `shelf`): a row for each product, with pieces and time of its
    newest count, be it a message or already there. A known product keeps its shelf; a new one has none (NULL). Equal times mean the same
    message. Your answer is run twice.
    """,
    level="core",
    hints=(
        "For a product that `stock` knows, two things can be: the message is newer than its row, or it is not. What happens in each?",
        "`insert ... select ... where true on conflict (product_id) do update set` two columns, and at the end a guard on `counted_at`.",
    ),
    probes=rows_of("stock", "product_id", 1, 12),
)
stock_count.data(shown=BY_HAND, unseen=busy_day)

COUNTS = """
insert into stock (product_id, pieces, counted_at)
select product_id, pieces, counted_at from stock_message
where true
"""
stock_count.solution(f"""{COUNTS.rstrip()}
on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at
where excluded.counted_at > stock.counted_at
""")
stock_count.also_right("""
update stock
set (pieces, counted_at) = (
    select m.pieces, m.counted_at from stock_message as m where m.product_id = stock.product_id order by m.counted_at desc limit 1
)
where exists (select 1 from stock_message as m where m.product_id = stock.product_id and m.counted_at > stock.counted_at);
insert into stock (product_id, pieces, counted_at)
select distinct m.product_id, m.pieces, m.counted_at from stock_message as m
where not exists (select 1 from stock as s where s.product_id = m.product_id)
and not exists (select 1 from stock_message as n where n.product_id = m.product_id and n.counted_at > m.counted_at);
""")
stock_count.also_right("""
insert into stock (product_id, pieces, counted_at, shelf)
select m.product_id, m.pieces, max(m.counted_at), s.shelf
from stock_message as m
left join stock as s on s.product_id = m.product_id
where s.counted_at is null or m.counted_at > s.counted_at
group by m.product_id
on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at, shelf = excluded.shelf
""")
stock_count.mistake(
    "A product that has a row keeps it for ever: product 1 was counted at 12:00, and your stock still says what it said at 08:00.",
    COUNTS.replace("insert into", "insert or ignore into"),
)
stock_count.mistake(
    "The shelves are gone, and old counts have won: `or replace` deletes the row and inserts what the message says, newer or not.",
    COUNTS.replace("insert into", "insert or replace into"),
)
stock_count.mistake(
    "The last message to arrive wins. Product 1 was counted at 12:00, and a count of 10:00 has overwritten it: add a guard.",
    COUNTS + "on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at",
)
stock_count.mistake(
    "The newest message wins, also where the row is newer still: product 2 was counted at 18:00, after all messages. Compare with the row.",
    COUNTS + "order by counted_at on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at",
)
stock_count.mistake(
    "The counts are right and the shelves are gone: a message knows no shelf. Name only `pieces` and `counted_at` in the update.",
    COUNTS + "on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at, shelf = excluded.shelf "
    "where excluded.counted_at > stock.counted_at",
)
stock_count.mistake(
    "You add the message's pieces to those of the row. A count is the whole number on the shelf: replace.",
    COUNTS + "on conflict (product_id) do update set pieces = stock.pieces + excluded.pieces, counted_at = excluded.counted_at "
    "where excluded.counted_at > stock.counted_at",
)
stock_count.mistake(
    "The pieces change and `counted_at` does not, so the guard compares with an old time, and the next old message wins. Set both.",
    COUNTS + "on conflict (product_id) do update set pieces = excluded.pieces where excluded.counted_at > stock.counted_at",
)
stock_count.mistake(
    "The time is new, the pieces are old: such a count never was. Set both columns from the message.",
    COUNTS + "on conflict (product_id) do update set counted_at = excluded.counted_at where excluded.counted_at > stock.counted_at",
)
stock_count.mistake(
    "Products that `stock` does not know never arrive: an `update` touches only rows that are there.",
    """
update stock
set (pieces, counted_at) = (
    select m.pieces, m.counted_at from stock_message as m where m.product_id = stock.product_id order by m.counted_at desc limit 1
)
where exists (select 1 from stock_message as m where m.product_id = stock.product_id and m.counted_at > stock.counted_at)
""",
)
stock_count.mistake(
    "Your guard keeps the larger count. Sold pieces make the newest count smaller: compare `counted_at`.",
    COUNTS + "on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at "
    "where excluded.pieces > stock.pieces",
)
stock_count.mistake(
    "Your guard is the wrong way round: it lets older messages in and keeps newer ones out. `excluded` is the message.",
    COUNTS + "on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at "
    "where excluded.counted_at < stock.counted_at",
)

stock_count.mistake(
    "SQLite refuses: the product has its row already. Say what is to be done `on conflict`.",
    COUNTS,
)
stock_count.mistake(
    "SQLite takes `on` for the condition of a join, and stumbles over `do`: put `where true` before `on conflict`.",
    COUNTS.replace("where true", "on conflict (product_id) do nothing"),
)
stock_count.mistake(
    "The shelves are gone, and so is product 2's count of 18:00: rows were deleted, as by `or replace`, and made from messages alone.",
    COUNTS.replace("insert into", "insert or replace into").replace("where true", "order by counted_at"),
)
stock_count.mistake(
    "Your pieces grow with each message, and again in the second run. A count is the whole number on the shelf: replace, do not add.",
    COUNTS + "on conflict (product_id) do update set pieces = stock.pieces + excluded.pieces, counted_at = excluded.counted_at",
)
stock_count.mistake(
    "Product 1 has the largest count with the latest time: a mixture of two messages. Take both columns from one.",
    """
insert into stock (product_id, pieces, counted_at)
select product_id, max(pieces), max(counted_at) from stock_message where true group by product_id
on conflict (product_id) do update set pieces = excluded.pieces, counted_at = excluded.counted_at
where excluded.counted_at > stock.counted_at
""",
)
stock_count.mistake(
    "You keep the largest count and the latest time, each by itself. The two belong together: let the time decide on both.",
    COUNTS + "on conflict (product_id) do update set pieces = max(stock.pieces, excluded.pieces), "
    "counted_at = max(stock.counted_at, excluded.counted_at)",
)

# 6 --------------------------------------------------------------------------------------------------------------------------------
same_second = LoadedTwice(
    """Who is newer in the same second?

    Bring `place_message` into `customer_place` (`customer_id`, `location`, `changed_at`, `message_id`): a row for each customer, as the
    newest says; the newest may be a message, or the row that is there already. Newest is the latest `changed_at`; at equal times, the
    largest `message_id`. If it has location NULL, the location becomes NULL. Your answer is run twice, on messages in any order.
    """,
    level="stretch",
    hints=(
        "Customer 2002 has two messages at 12:00; the newest message of 2004 has a small number. What must your guard say of each?",
        "Newer is: a later time, or the same time and a larger number. Or compare two pairs, each in brackets.",
    ),
    probes=rows_of("customer_place", "customer_id", 2001, 2012),
)
same_second.data(shown=BY_HAND, unseen=busy_day)

PLACES = """
insert into customer_place (customer_id, location, changed_at, message_id)
select customer_id, location, changed_at, message_id from place_message
where true
"""
ON_CONFLICT = """on conflict (customer_id) do update set
    location = excluded.location, changed_at = excluded.changed_at, message_id = excluded.message_id
"""
NEWER = "where (excluded.changed_at, excluded.message_id) > (customer_place.changed_at, customer_place.message_id)\n"

same_second.solution(PLACES + ON_CONFLICT + NEWER)
same_second.also_right(
    PLACES
    + ON_CONFLICT
    + """
where excluded.changed_at > customer_place.changed_at
or (excluded.changed_at = customer_place.changed_at and excluded.message_id > customer_place.message_id)
"""
)
same_second.also_right("""
insert or replace into customer_place (customer_id, location, changed_at, message_id)
select customer_id, location, changed_at, message_id
from (
    select customer_id, location, changed_at, message_id from customer_place
    union all
    select customer_id, location, changed_at, message_id from place_message
)
order by changed_at, message_id
""")
same_second.mistake(
    "At 12:00 customer 2002 has messages 84 and 85, and 84 stays, as it came first. At equal times your guard must ask for the number.",
    PLACES + ON_CONFLICT + "where excluded.changed_at > customer_place.changed_at",
)
same_second.mistake(
    "At 11:00 customer 2001 has messages 81 and 80, and 80 stays. At equal times the larger number wins: ask for it in the guard.",
    PLACES + ON_CONFLICT + "where excluded.changed_at >= customer_place.changed_at",
)
same_second.mistake(
    "Your guard asks the number alone. Message 95 is from 08:00, and its large number beats Porto of 18:00: the time decides first.",
    PLACES + ON_CONFLICT + "where excluded.message_id > customer_place.message_id",
)
same_second.mistake(
    "You ask for a later time *and* a larger number. Message 50 is the newest of customer 2004, and its small number keeps it out.",
    PLACES + ON_CONFLICT + "where excluded.changed_at >= customer_place.changed_at and excluded.message_id > customer_place.message_id",
)
same_second.mistake(
    "A larger number is enough for your `or`, even at an older time: message 95 of 08:00 overwrites Porto. It counts at equal times only.",
    PLACES + ON_CONFLICT + "where excluded.changed_at > customer_place.changed_at or excluded.message_id > customer_place.message_id",
)
same_second.mistake(
    "Customers 2004 and 2006 say that their place is unknown, and you keep the old one. NULL is what the newest message says: take it.",
    PLACES + ON_CONFLICT.replace("location = excluded.location", "location = coalesce(excluded.location, customer_place.location)") + NEWER,
)
same_second.mistake(
    "You pass over messages without a location, so customers 2004 and 2006 keep an older row. Such a message counts, too.",
    PLACES.replace("where true", "where location is not null") + ON_CONFLICT + NEWER,
)
same_second.mistake(
    "The last message to arrive wins, newer or not. Your update lacks its guard.",
    PLACES + ON_CONFLICT,
)
same_second.mistake(
    "The newest message wins, also where the row is newer still: customer 2003 moved to Porto at 18:00, after every message.",
    PLACES + "order by changed_at, message_id\n" + ON_CONFLICT,
)
same_second.mistake(
    "Customers whom `customer_place` knows keep their row for ever. A newer message must update it.",
    PLACES.replace("insert into", "insert or ignore into"),
)
same_second.mistake(
    "You ask for a later time *and* a larger number, so the newest messages of customers 2004 and 2005 stay out: their numbers are small.",
    PLACES
    + "order by changed_at, message_id\n"
    + ON_CONFLICT
    + "where excluded.changed_at >= customer_place.changed_at and excluded.message_id > customer_place.message_id",
)
same_second.mistake(
    "You ask for a later time and a larger number, both: at equal times nobody gets in, and message 50, newer but small, stays out.",
    PLACES + ON_CONFLICT + "where excluded.changed_at > customer_place.changed_at and excluded.message_id > customer_place.message_id",
)
same_second.mistake(
    "Your guard compares `message_id`, and your update does not set it: the row keeps an old number. Set all that the guard asks.",
    PLACES + ON_CONFLICT.replace(", message_id = excluded.message_id", "") + NEWER,
)
same_second.mistake(
    "Time and number are new, and the place is old: the row is a mixture. Set `location`, too.",
    PLACES + ON_CONFLICT.replace("location = excluded.location, ", "") + NEWER,
)
same_second.mistake(
    "From or to an unknown place nothing happens: with NULL, `<>` is unknown. Leave it to time and number.",
    PLACES + ON_CONFLICT + NEWER.rstrip() + " and excluded.location <> customer_place.location",
)
same_second.mistake(
    "SQLite refuses: the customer has a row already. Say what is to be done `on conflict`.",
    PLACES,
)
same_second.mistake(
    "SQLite takes `on` for the condition of a join, and stumbles over `do`: put `where true` before `on conflict`.",
    PLACES.replace("where true\n", "") + ON_CONFLICT + NEWER,
)
