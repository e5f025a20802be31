"""Exercise 1.02: tables that refuse what must not be in them. Each is judged by what it accepts, refuses and computes."""

import sqlite3
from contextlib import closing

from shopstream.lessons.script import Probe, ScriptQuestion

DIMENSIONS = """
create table customer_dim (customer_id int not null primary key, customer_name text not null, location text) strict;
create table product_dim (product_id int not null primary key, product_name text not null, category text) strict;
"""


def dimensions(seed: int) -> bytes:
    """A database with two customers and two products, whose ids follow from the seed; no customer has the id of a product."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(DIMENSIONS)
        connection.executemany("insert into customer_dim values (?, ?, null)", [(2001 + seed, "Bob"), (2002 + seed, "Ada")])
        connection.executemany("insert into product_dim values (?, ?, null)", [(1 + seed % 900, "Smartphone"), (2 + seed % 900, "Mug")])
        connection.commit()
        return connection.serialize()


def changed(script: str, *changes: tuple[str, str]) -> str:
    """A script in which each old text, which must be there, gives way to a new one."""
    for old, new in changes:
        if old not in script:
            raise ValueError(f"{old!r} is not in the script")
        script = script.replace(old, new)
    return script


# 1 ------------------------------------------------------------------------------------------------------------------------------------
INTO_COURIER = "insert into courier_dim (courier_id, courier_name, city) values"
courier = ScriptQuestion(
    """Who brings the parcels?

    Make the table `courier_dim`: `courier_id`, a whole number and the key; `courier_name`, a text that is never missing; `city`, a text
    that may be missing. The ids come from another firm: a courier without one is refused, none is invented.
    """,
    level="core",
    hints=(
        "Which table of the lesson has a key that comes from outside, a name that must be there and a text that may be missing?",
        "The key is `not null`, and its type is the one that SQLite does not fill in. One word after the bracket makes the types binding.",
    ),
    probes=[
        Probe("reading courier_id, courier_name, city", "select courier_id, courier_name, city from courier_dim"),
        Probe("a courier with id, name and city", f"{INTO_COURIER} (7, 'Eve', 'Cork')"),
        Probe("a courier without a city", f"{INTO_COURIER} (7, 'Eve', null)"),
        Probe("two couriers of one name", f"{INTO_COURIER} (7, 'Eve', 'Cork'), (8, 'Eve', 'Cork')"),
        Probe("a courier without a name", f"{INTO_COURIER} (7, null, 'Cork')"),
        Probe("two couriers with one id", f"{INTO_COURIER} (7, 'Eve', 'Cork'), (7, 'Dan', 'Rome')"),
        Probe("a courier whose id is the text 'Bob'", f"{INTO_COURIER} ('Bob', 'Eve', 'Cork')"),
        Probe("a courier without an id", f"{INTO_COURIER} (null, 'Eve', 'Cork')"),
    ],
)
courier.data(shown=dimensions, unseen=dimensions)
COURIER = """
create table courier_dim (
    courier_id int not null primary key,
    courier_name text not null,
    city text
) strict
"""
courier.solution(COURIER)
courier.also_right(
    """
    create table courier_dim (
        city varchar(100),
        courier_name varchar(100) not null,
        courier_id bigint not null unique check (typeof(courier_id) = 'integer')
    )
    """
)
courier.also_right(
    "create table courier_dim (courier_id integer, courier_name text not null, city text, primary key (courier_id)) strict, without rowid"
)
courier.mistake(
    "A courier with the id 'Bob' is accepted, and one without an id too. Without one word after the bracket a type is a wish, "
    "and an `int primary key` may be missing.",
    changed(COURIER, ("int not null primary key", "int primary key"), (" strict", "")),
)
courier.mistake(
    "A courier with the id 'Bob' is accepted, and an id is a whole number. Is its type `int`, and is the type binding?",
    changed(COURIER, (" strict", "")),
)
courier.mistake(
    "A courier without an id is accepted, and SQLite invents the id: these exact words, `integer primary key`, make the "
    "column its own row number. "
    "This id comes from another firm: which other word for the type does the lesson use?",
    changed(COURIER, ("int not null", "integer not null")),
)
courier.mistake(
    "A courier without a name is accepted: unless you say otherwise, a value may be missing.",
    changed(COURIER, ("text not null", "text")),
)
courier.mistake(
    "A courier without a city is refused, and that one may be missing. A rule that nobody asked for refuses good rows.",
    changed(COURIER, ("city text", "city text not null")),
)
courier.mistake(
    "Two couriers with one id are accepted: nothing says yet that `courier_id` is the key.",
    changed(COURIER, (" primary key", "")),
)
courier.mistake(
    "Two couriers of one name are refused. Names come twice in any town: only the id has to be unique.",
    changed(COURIER, ("text not null", "text not null unique")),
)
courier.mistake(
    "A courier without a name, one without an id and one with the id 'Bob' are accepted. Look at the lesson's second `customer_dim`: "
    "which words did it add?",
    "create table courier_dim (courier_id int primary key, courier_name varchar(255), city varchar(255))",
)

# 2 ------------------------------------------------------------------------------------------------------------------------------------
INTO_PAYMENT = "insert into payment_fact (payment_id, order_id, amount_cents, status) values"
payment = ScriptQuestion(
    """Which payments are possible?

    Make `payment_fact`: `payment_id`, the key; `order_id`; `amount_cents`, whole cents, 0 or more; `status`, either `captured` or `failed`
    (a condition may be `x in ('a', 'b')`). Nothing may be missing. An order may be paid in several attempts.
    """,
    level="core",
    hints=(
        "Say for each column in words what would be wrong. Which of these does the type refuse, and which needs a rule?",
        "Two columns need a `check`. It refuses wrong values and lets missing ones pass: what else must these columns say?",
    ),
    probes=[
        Probe("reading payment_id, order_id, amount_cents, status", "select payment_id, order_id, amount_cents, status from payment_fact"),
        Probe("a captured payment of 1999 cents", f"{INTO_PAYMENT} (1, 1001, 1999, 'captured')"),
        Probe("a failed payment of 1999 cents", f"{INTO_PAYMENT} (1, 1001, 1999, 'failed')"),
        Probe("a payment of 0 cents", f"{INTO_PAYMENT} (1, 1001, 0, 'captured')"),
        Probe("two attempts for one order", f"{INTO_PAYMENT} (1, 1001, 1999, 'failed'), (2, 1001, 1999, 'captured')"),
        Probe("two payments with one id", f"{INTO_PAYMENT} (1, 1001, 1999, 'captured'), (1, 1002, 500, 'captured')"),
        Probe("a payment of -1 cents", f"{INTO_PAYMENT} (1, 1001, -1, 'captured')"),
        Probe("a payment of 19.5 cents", f"{INTO_PAYMENT} (1, 1001, 19.5, 'captured')"),
        Probe("a payment without an amount", f"{INTO_PAYMENT} (1, 1001, null, 'captured')"),
        Probe("a payment with the status 'maybe'", f"{INTO_PAYMENT} (1, 1001, 1999, 'maybe')"),
        Probe("a payment without a status", f"{INTO_PAYMENT} (1, 1001, 1999, null)"),
        Probe("a payment without an order", f"{INTO_PAYMENT} (1, null, 1999, 'captured')"),
        Probe("a payment for the order 'Bob'", f"{INTO_PAYMENT} (1, 'Bob', 1999, 'captured')"),
    ],
)
payment.data(shown=dimensions, unseen=dimensions)
PAYMENT = """
create table payment_fact (
    payment_id int not null primary key,
    order_id int not null,
    amount_cents int not null check (amount_cents >= 0),
    status text not null check (status in ('captured', 'failed'))
) strict
"""
payment.solution(PAYMENT)
payment.also_right(
    """
    create table payment_status (status text not null primary key);
    insert into payment_status (status) values ('captured'), ('failed');
    create table payment_fact (
        payment_id integer primary key,
        order_id integer not null check (typeof(order_id) = 'integer'),
        amount_cents integer not null,
        status text not null references payment_status,
        check (typeof(amount_cents) = 'integer' and not amount_cents < 0)
    )
    """
)
payment.mistake(
    "A payment of -1 cents is accepted: nothing says that an amount is 0 or more.",
    changed(PAYMENT, (" check (amount_cents >= 0)", "")),
)
payment.mistake(
    "A payment of 0 cents is refused, and 0 is allowed: a voucher may pay for everything.",
    changed(PAYMENT, (">= 0", "> 0")),
)
payment.mistake(
    "A payment without an amount is accepted: NULL makes the condition unknown, and a `check` refuses only what is false. "
    "What refuses a missing value?",
    changed(PAYMENT, ("int not null check", "int check")),
)
payment.mistake(
    "A payment without a status is accepted: NULL makes the condition unknown, and a `check` refuses only what is false. "
    "What refuses a missing value?",
    changed(PAYMENT, ("text not null", "text")),
)
payment.mistake(
    "A payment without an amount is accepted, and one without a status too. A `check` lets a missing value pass: it is unknown, not false.",
    changed(PAYMENT, ("int not null check", "int check"), ("text not null", "text")),
)
payment.mistake(
    "A payment of 19.5 cents is accepted. Half a cent is no whole number, but without `strict` a type is a wish.",
    changed(PAYMENT, (" strict", "")),
)
payment.mistake(
    "A payment with the status 'maybe' is accepted: nothing says which two words are possible.",
    changed(PAYMENT, (" check (status in ('captured', 'failed'))", "")),
)
payment.mistake(
    "The second attempt for one order is refused. What is a row here: an order, or an attempt to pay for it? That is what "
    "the key must name.",
    changed(
        PAYMENT,
        ("payment_id int not null primary key", "payment_id int not null unique"),
        ("order_id int not null", "order_id int not null primary key"),
    ),
)
payment.mistake(
    "A payment without an order is accepted: nobody would know what it was for.",
    changed(PAYMENT, ("order_id int not null", "order_id int")),
)
payment.mistake(
    "A payment of 19.5 cents is accepted: a `real` takes fractions, and half a cent is no whole number.",
    changed(PAYMENT, ("amount_cents int", "amount_cents real")),
)
payment.mistake(
    "Two payments with one id are accepted: the key is `payment_id`, alone.",
    changed(PAYMENT, (" primary key", "")),
)
payment.mistake(
    "Payments without an order, without an amount and without a status are accepted: checks refuse wrong values, and a "
    "missing one is unknown, "
    "not wrong. What refuses it?",
    changed(PAYMENT, ("order_id int not null", "order_id int"), ("int not null check", "int check"), ("text not null", "text")),
)
payment.mistake(
    "Nothing is missing, but a payment of -1 cents is accepted, and the status 'maybe' too: say what must hold for the values.",
    changed(PAYMENT, (" check (amount_cents >= 0)", ""), (" check (status in ('captured', 'failed'))", "")),
)

# 3 ------------------------------------------------------------------------------------------------------------------------------------
MUG, PHONE = "(select max(product_id) from product_dim)", "(select min(product_id) from product_dim)"
INTO_LINE = "insert into basket_line (order_id, line_number, product_id, quantity) values"
basket_line = ScriptQuestion(
    """By what do you know a line of a basket?

    Each order has lines numbered 1, 2, 3. Make `basket_line`: `order_id`, `line_number`, `product_id`, `quantity`, whole numbers, none
    missing. Choose its key; one product may stand on two lines. A key of two columns is a line of its own: `primary key (a, b)`.
    """,
    level="core",
    hints=(
        'Somebody says "line 2". What else must they tell you, so that you find one row and no other?',
        "Try each pair of columns: which pair can never come twice, even if the customer puts the same mug into the basket again?",
    ),
    probes=[
        Probe("reading order_id, line_number, product_id, quantity", "select order_id, line_number, product_id, quantity from basket_line"),
        Probe("an order with one line", f"{INTO_LINE} (1001, 1, {MUG}, 2)"),
        Probe("an order with two lines", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1001, 2, {PHONE}, 1)"),
        Probe("line 1 of two orders", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1002, 1, {PHONE}, 1)"),
        Probe("one product on line 1 of two orders", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1002, 1, {MUG}, 1)"),
        Probe("one product on two lines of an order", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1001, 2, {MUG}, 3)"),
        Probe("line 1 of an order twice, with two products", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1001, 1, {PHONE}, 1)"),
        Probe("the same line twice", f"{INTO_LINE} (1001, 1, {MUG}, 1), (1001, 1, {MUG}, 1)"),
        Probe("a line without an order", f"{INTO_LINE} (null, 1, {MUG}, 1)"),
        Probe("a line without a line number", f"{INTO_LINE} (1001, null, {MUG}, 1)"),
        Probe("a line without a product", f"{INTO_LINE} (1001, 1, null, 1)"),
        Probe("a line without a quantity", f"{INTO_LINE} (1001, 1, {MUG}, null)"),
        Probe("a quantity of 1.5", f"{INTO_LINE} (1001, 1, {MUG}, 1.5)"),
        Probe("a line number of 1.5", f"{INTO_LINE} (1001, 1.5, {MUG}, 1)"),
    ],
)
basket_line.data(shown=dimensions, unseen=dimensions)
LINE = """
create table basket_line (
    order_id int not null,
    line_number int not null,
    product_id int not null,
    quantity int not null,
    primary key (order_id, line_number)
) strict
"""
basket_line.solution(LINE)
basket_line.also_right(
    """
    create table basket_line (
        basket_line_id integer primary key,
        order_id integer not null,
        line_number integer not null,
        product_id integer not null,
        quantity integer not null
    ) strict;
    create unique index one_row_a_line on basket_line (line_number, order_id);
    """
)
basket_line.mistake(
    "An order with two lines is refused: with `order_id` alone as the key, an order has one row.",
    changed(LINE, ("order_id int not null,", "order_id int not null primary key,"), (",\n    primary key (order_id, line_number)", "")),
)
basket_line.mistake(
    "Line 1 of a second order is refused: `line_number` alone as the key, and there is one line 1 in the whole shop.",
    changed(
        LINE, ("line_number int not null,", "line_number int not null primary key,"), (",\n    primary key (order_id, line_number)", "")
    ),
)
basket_line.mistake(
    "One product on two lines of an order is refused, and line 1 of an order may come twice: your key names the product, not the line.",
    changed(LINE, ("(order_id, line_number)", "(order_id, product_id)")),
)
basket_line.mistake(
    "Line 1 of an order may come twice, with two products. Each column that you add to a key makes it refuse less: which ones name a line?",
    changed(LINE, ("(order_id, line_number)", "(order_id, line_number, product_id)")),
)
basket_line.mistake(
    "The same line is accepted twice: the table has no key that refuses it.",
    changed(LINE, (",\n    primary key (order_id, line_number)", "")),
)
basket_line.mistake(
    "A line without an order, or without a line number, is accepted, and a quantity of 1.5 too: without `strict` types are wishes, "
    "and the columns of a key may be missing.",
    changed(LINE, (") strict", ")"), ("order_id int not null", "order_id int"), ("line_number int not null", "line_number int")),
)
basket_line.mistake(
    "A quantity of 1.5 is accepted: without `strict` a type is a wish.",
    changed(LINE, (") strict", ")")),
)
basket_line.mistake(
    "The columns of your key are never missing, but a line without a product is accepted, and one without a quantity too.",
    changed(LINE, ("product_id int not null", "product_id int"), ("quantity int not null", "quantity int")),
)
basket_line.mistake(
    "An order with two lines is refused, and line 1 of a second order too: you made each column unique by itself. It is the pair that is.",
    changed(
        LINE, ("order_id int not null,", "order_id int not null unique,"), ("line_number int not null,", "line_number int not null unique,")
    ),
)
basket_line.mistake(
    "One product on line 1 of two orders is refused: without the order, your key mixes up the baskets of different customers.",
    changed(LINE, ("(order_id, line_number)", "(line_number, product_id)")),
)
basket_line.mistake(
    "A line without an order, without a number, a product or a quantity is accepted: outside a strict table even the "
    "columns of a key may be missing.",
    changed(LINE, (") strict", ")"), (" int not null", " int")),
)

# 4 ------------------------------------------------------------------------------------------------------------------------------------
INTO_REFUND = "insert into refund_fact (refund_id, amount_cents) values"
refund = ScriptQuestion(
    """What is a refund in euros?

    Make `refund_fact`: `refund_id`, the key; `amount_cents`, whole cents, more than 0, never missing; and `amount`, the same in euros,
    for reading. The table computes `amount` itself, and nobody can write it.
    """,
    level="core",
    hints=(
        "Which column of the lesson's `order_fact` could nobody write?",
        "A generated column needs an expression. What does SQLite make of 1999 / 100, and what of 1999 / 100.0? Ask it with `select`.",
    ),
    probes=[
        Probe("reading refund_id, amount_cents, amount", "select refund_id, amount_cents, amount from refund_fact"),
        Probe("the amount of a refund of 1999 cents", f"{INTO_REFUND} (1, 1999) returning round(amount, 2)"),
        Probe("the amount of a refund of 5 cents", f"{INTO_REFUND} (1, 5) returning round(amount, 2)"),
        Probe("a refund whose amount is written", "insert into refund_fact (refund_id, amount_cents, amount) values (1, 1999, 25.0)"),
        Probe("two refunds with one id", f"{INTO_REFUND} (1, 1999), (1, 500)"),
        Probe("a refund of 0 cents", f"{INTO_REFUND} (1, 0)"),
        Probe("a refund of -1 cents", f"{INTO_REFUND} (1, -1)"),
        Probe("a refund of 19.5 cents", f"{INTO_REFUND} (1, 19.5)"),
        Probe("a refund without cents", f"{INTO_REFUND} (1, null)"),
        Probe("a refund with the id 'Bob'", f"{INTO_REFUND} ('Bob', 1999)"),
    ],
)
refund.data(shown=dimensions, unseen=dimensions)
REFUND = """
create table refund_fact (
    refund_id int not null primary key,
    amount_cents int not null check (amount_cents > 0),
    amount real generated always as (amount_cents / 100.0) virtual
) strict
"""
refund.solution(REFUND)
refund.also_right(
    """
    create table refund_fact (
        amount text as (printf('%d.%02d', amount_cents / 100, amount_cents % 100)) stored,
        amount_cents integer not null check (amount_cents >= 1 and typeof(amount_cents) = 'integer'),
        refund_id integer primary key
    )
    """
)
refund.also_right(
    "create table refund_fact (refund_id integer primary key, amount_cents int not null check (amount_cents > 0)) strict; "
    "alter table refund_fact add column amount real as (cast(amount_cents as real) / 100)"
)
refund.mistake(
    "A refund of 1999 cents shows 19 euros, one of 5 cents shows 0: a whole number divided by a whole number is cut to a whole number.",
    changed(REFUND, ("100.0", "100")),
)
refund.mistake(
    "The amount is not computed: it is empty, and anybody can write 25.0 beside 1999 cents. Two columns that are written "
    "apart will disagree one day.",
    changed(REFUND, ("real generated always as (amount_cents / 100.0) virtual", "real")),
)
refund.mistake(
    "A refund of 1999 cents shows 1999 euros: the amount is computed, but still in cents.",
    changed(REFUND, ("amount_cents / 100.0", "amount_cents")),
)
refund.mistake(
    "A refund of 19.5 cents is accepted: a `real` takes fractions, and half a cent is no whole number.",
    changed(REFUND, ("amount_cents int", "amount_cents real")),
)
refund.mistake(
    "A refund of 19.5 cents is accepted, and one with the id 'Bob': without `strict` a type is a wish.",
    changed(REFUND, (" strict", "")),
)
refund.mistake(
    "A refund of 0 cents is accepted, and the smallest is 1 cent.",
    changed(REFUND, ("> 0", ">= 0")),
)
refund.mistake(
    "A refund of 0 cents is accepted, and one of -1 cents too: nothing says that the cents are more than 0.",
    changed(REFUND, (" check (amount_cents > 0)", "")),
)
refund.mistake(
    "A refund without cents is accepted: with NULL the condition is unknown, and a `check` refuses only what is false.",
    changed(REFUND, ("int not null check", "int check")),
)

# 5 ------------------------------------------------------------------------------------------------------------------------------------
INTO_ORDER = "insert into order_fact (order_id, product_id, customer_id, quantity) values"
CUSTOMER = "(select max(customer_id) from customer_dim)"
guest = ScriptQuestion(
    """Who may order what?

    `customer_dim` and `product_dim` are there, as in the lesson. Make `order_fact`: `order_id`, the key; `product_id`; `customer_id`;
    `quantity`, a whole number from 1 on, never missing. Each order names a product that exists. A guest names no customer; whoever names
    one names one that exists.
    """,
    level="core",
    hints=(
        "Take the four cases: a known customer, an unknown one, none; a product that is missing. Which rule refuses which of them?",
        "`references` refuses an unknown id and lets NULL pass. For which of the two columns is that what you want?",
    ),
    probes=[
        Probe("reading order_id, product_id, customer_id, quantity", "select order_id, product_id, customer_id, quantity from order_fact"),
        Probe("an order of a known customer", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 1)"),
        Probe("an order of 3 pieces", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 3)"),
        Probe("an order of a guest", f"{INTO_ORDER} (1, {MUG}, null, 1)"),
        Probe("two orders of one customer and one product", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 1), (2, {MUG}, {CUSTOMER}, 1)"),
        Probe("two orders with one id", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 1), (1, {MUG}, null, 2)"),
        Probe("an order of an unknown customer", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER} + 1, 1)"),
        Probe("an order of an unknown product", f"{INTO_ORDER} (1, {MUG} + 1, {CUSTOMER}, 1)"),
        Probe("an order without a product", f"{INTO_ORDER} (1, null, {CUSTOMER}, 1)"),
        Probe("an order of 0 pieces", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 0)"),
        Probe("an order of 1.5 pieces", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, 1.5)"),
        Probe("an order without a quantity", f"{INTO_ORDER} (1, {MUG}, {CUSTOMER}, null)"),
        Probe("an order with the id 'Bob'", f"{INTO_ORDER} ('Bob', {MUG}, {CUSTOMER}, 1)"),
    ],
)
guest.data(shown=dimensions, unseen=dimensions)
ORDER = """
create table order_fact (
    order_id int not null primary key,
    product_id int not null references product_dim,
    customer_id int references customer_dim,
    quantity int not null check (quantity > 0)
) strict
"""
guest.solution(ORDER)
guest.also_right(
    """
    create table order_fact (
        order_id integer primary key,
        quantity integer not null,
        customer_id integer,
        product_id integer not null,
        foreign key (product_id) references product_dim (product_id),
        foreign key (customer_id) references customer_dim (customer_id),
        check (typeof(quantity) = 'integer' and quantity >= 1)
    )
    """
)
guest.also_right(
    """
    create table order_fact (
        order_id int primary key,
        product_id int not null,
        quantity int not null check (quantity <> 0),
        check (quantity >= 0)
    ) strict;
    alter table order_fact add column customer_id int references customer_dim;
    create trigger known_product before insert on order_fact
    when not exists (select 1 from product_dim where product_id = new.product_id)
    begin
        select raise(abort, 'unknown product');
    end;
    """
)
guest.mistake(
    "An order of a guest is refused: your table wants everybody to be a customer.",
    changed(ORDER, ("customer_id int references", "customer_id int not null references")),
)
guest.mistake(
    "An order without a product is accepted: a foreign key lets NULL pass. For a guest you want that, for a product you do not.",
    changed(ORDER, ("product_id int not null", "product_id int")),
)
guest.mistake(
    "The guest is refused, and an order without a product is accepted: it is the product that every order names, and the "
    "customer that may be missing.",
    changed(ORDER, ("product_id int not null", "product_id int"), ("customer_id int references", "customer_id int not null references")),
)
guest.mistake(
    "An order of an unknown customer is accepted: nothing says where a customer that is named must be found.",
    changed(ORDER, (" references customer_dim", "")),
)
guest.mistake(
    "An order of an unknown product is accepted: nothing says where a product must be found.",
    changed(ORDER, (" references product_dim", "")),
)
guest.mistake(
    "An unknown customer is accepted, and an unknown product too: `not null` asks only whether something is there. Which "
    "word asks whether it exists?",
    changed(ORDER, (" references customer_dim", ""), (" references product_dim", "")),
)
guest.mistake(
    "An order without a quantity is accepted: with NULL the condition is unknown, and a `check` refuses only what is false.",
    changed(ORDER, ("int not null check", "int check")),
)
guest.mistake(
    "An order of 0 pieces is accepted, and a quantity starts at 1.",
    changed(ORDER, (" check (quantity > 0)", "")),
)
guest.mistake(
    "An order of 1.5 pieces is accepted: without `strict` a type is a wish.",
    changed(ORDER, (" strict", "")),
)
guest.mistake(
    "An order of a known customer is refused, and a guest's too if the product exists: you look for customers among the "
    "products, or the other way round.",
    changed(
        ORDER,
        ("references product_dim", "references X"),
        ("references customer_dim", "references product_dim"),
        ("references X", "references customer_dim"),
    ),
)
guest.mistake(
    "Two orders with one id are accepted: nothing says yet that `order_id` is the key.",
    changed(ORDER, (" primary key", "")),
)

# 6 ------------------------------------------------------------------------------------------------------------------------------------
INTO_DELIVERY = "insert into delivery_fact (order_id, sent_at, delivered_at) values"
NINE, TEN = "'2026-11-02 09:00:00'", "'2026-11-02 10:00:00'"
delivery = ScriptQuestion(
    """When is a parcel there?

    Make `delivery_fact`: `order_id`, the key, an order's parcels are one; `sent_at`, never missing; `delivered_at`, missing while the
    parcel is on its way. What is there is a moment that exists, in the form `2026-11-02 09:00:00`. Nothing arrives before it was sent;
    the same second is possible.
    """,
    level="stretch",
    hints=(
        "A parcel on its way has no `delivered_at`. What does each of your checks say about it: true, false or unknown?",
        "Each moment needs a check of its form, as in the lesson. A check that compares two columns is a line of its own.",
    ),
    probes=[
        Probe("reading order_id, sent_at, delivered_at", "select order_id, sent_at, delivered_at from delivery_fact"),
        Probe("a parcel on its way", f"{INTO_DELIVERY} (1001, {NINE}, null)"),
        Probe("a parcel that arrives an hour later", f"{INTO_DELIVERY} (1001, {NINE}, {TEN})"),
        Probe("a parcel that arrives in the same second", f"{INTO_DELIVERY} (1001, {NINE}, {NINE})"),
        Probe("two parcels sent at the same time", f"{INTO_DELIVERY} (1001, {NINE}, {TEN}), (1002, {NINE}, {TEN})"),
        Probe("two parcels with one order_id", f"{INTO_DELIVERY} (1001, {NINE}, {TEN}), (1001, {TEN}, null)"),
        Probe("a parcel that arrives an hour before it is sent", f"{INTO_DELIVERY} (1001, {TEN}, {NINE})"),
        Probe("a parcel without sent_at, on its way", f"{INTO_DELIVERY} (1001, null, null)"),
        Probe("a parcel without sent_at that has arrived", f"{INTO_DELIVERY} (1001, null, {NINE})"),
        Probe("a parcel sent 'yesterday'", f"{INTO_DELIVERY} (1001, 'yesterday', null)"),
        Probe("a parcel sent on '2026-13-45 29:00:00'", f"{INTO_DELIVERY} (1001, '2026-13-45 29:00:00', null)"),
        Probe("a parcel sent on '2026-11-02', no time", f"{INTO_DELIVERY} (1001, '2026-11-02', null)"),
        Probe("a parcel delivered 'soon'", f"{INTO_DELIVERY} (1001, {NINE}, 'soon')"),
        Probe("a parcel delivered on '2026-11-03', no time", f"{INTO_DELIVERY} (1001, {NINE}, '2026-11-03')"),
        Probe("a parcel of the order 'Bob'", f"{INTO_DELIVERY} ('Bob', {NINE}, {TEN})"),
    ],
)
delivery.data(shown=dimensions, unseen=dimensions)
DELIVERY = """
create table delivery_fact (
    order_id int not null primary key,
    sent_at text not null check (sent_at is datetime(sent_at)),
    delivered_at text check (delivered_at is datetime(delivered_at)),
    check (delivered_at >= sent_at)
) strict
"""
delivery.solution(DELIVERY)
delivery.also_right(
    """
    create table delivery_fact (
        order_id integer primary key,
        sent_at text not null,
        delivered_at text,
        check (coalesce(datetime(sent_at) = sent_at, 0)),
        check (delivered_at is null or coalesce(datetime(delivered_at) = delivered_at, 0)),
        check (not julianday(delivered_at) < julianday(sent_at))
    )
    """
)
delivery.mistake(
    "A parcel on its way is refused: `delivered_at` may be missing.",
    changed(DELIVERY, ("delivered_at text check", "delivered_at text not null check")),
)
delivery.mistake(
    "A parcel that arrives in the same second is refused, and that is possible: compare with `>=`.",
    changed(DELIVERY, (">=", ">")),
)
delivery.mistake(
    "A parcel that arrives before it is sent is accepted: nothing compares the two moments. A check of two columns is a line of its own.",
    changed(DELIVERY, (",\n    check (delivered_at >= sent_at)", "")),
)
delivery.mistake(
    "'yesterday' and 'soon' are accepted: with `=`, the comparison with NULL is unknown, and a `check` refuses only what "
    "is false. Which word answers 1 or 0?",
    changed(DELIVERY, (" is datetime", " = datetime")),
)
delivery.mistake(
    "A parcel sent on '2026-13-45 29:00:00' is accepted: it has the form, and no calendar has that day. Let `datetime` read the text, and "
    "compare.",
    changed(
        DELIVERY,
        ("sent_at is datetime(sent_at)", "sent_at like '____-__-__ __:__:__'"),
        ("delivered_at is datetime(delivered_at)", "delivered_at like '____-__-__ __:__:__'"),
    ),
)
delivery.mistake(
    "A parcel delivered 'soon' is accepted: as text, s comes after 2, so it even counts as later. The form of "
    "`delivered_at` needs a check of its own.",
    changed(DELIVERY, (" check (delivered_at is datetime(delivered_at))", "")),
)
delivery.mistake(
    "A parcel sent 'yesterday' is accepted: the form of `sent_at` needs a check of its own.",
    changed(DELIVERY, (" check (sent_at is datetime(sent_at))", "")),
)
delivery.mistake(
    "'yesterday' and 'soon' are accepted: `text` takes any text. Each of the two moments needs a check of its form.",
    changed(DELIVERY, (" check (sent_at is datetime(sent_at))", ""), (" check (delivered_at is datetime(delivered_at))", "")),
)
delivery.mistake(
    "A parcel without `sent_at` is accepted: for NULL, the check of its form is true, as NULL `is` NULL. What refuses a missing value?",
    changed(DELIVERY, ("sent_at text not null", "sent_at text")),
)
delivery.mistake(
    "A day without a time is accepted: you ask whether SQLite can read a moment out of it. Compare the text with `datetime` of it instead.",
    changed(
        DELIVERY,
        ("sent_at is datetime(sent_at)", "datetime(sent_at) is not null"),
        ("delivered_at is datetime(delivered_at)", "delivered_at is null or datetime(delivered_at) is not null"),
    ),
)
delivery.mistake(
    "A parcel of the order 'Bob' is accepted: the moments are checked, but without `strict` the type of the key is a wish.",
    changed(DELIVERY, (" strict", "")),
)
delivery.mistake(
    "A parcel may arrive before it is sent, 'soon', or be sent 'yesterday': the types say text, and the rules are still to be written.",
    changed(
        DELIVERY,
        (" check (sent_at is datetime(sent_at))", ""),
        (" check (delivered_at is datetime(delivered_at)),\n    check (delivered_at >= sent_at)", ""),
    ),
)
delivery.mistake(
    "A parcel on its way is refused, and a day without a time is accepted: `datetime(...) is not null` asks whether SQLite "
    "can read a moment. "
    "Compare the text with `datetime` of it, by the word that also says yes to NULL and NULL.",
    changed(
        DELIVERY,
        ("sent_at is datetime(sent_at)", "datetime(sent_at) is not null"),
        ("delivered_at is datetime(delivered_at)", "datetime(delivered_at) is not null"),
    ),
)
delivery.mistake(
    "A parcel delivered 'soon' is accepted, though one delivered on a day without a time is not: with `=`, "
    "`datetime('soon')`, which is NULL, "
    "makes the check unknown.",
    changed(DELIVERY, ("delivered_at is datetime", "delivered_at = datetime")),
)
delivery.mistake(
    "A parcel sent 'yesterday' is accepted, though one sent on a day without a time is not: with `=`, "
    "`datetime('yesterday')`, which is NULL, "
    "makes the check unknown.",
    changed(DELIVERY, ("sent_at is datetime", "sent_at = datetime")),
)
