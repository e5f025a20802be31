"""Exercise 1.11: indexes that make the shop's own statements take fewer steps, and queries that let an index be used."""

from functools import lru_cache

from sqlalchemy import Engine

from shopstream.lessons import current
from shopstream.lessons.script import Probe
from shopstream.lessons.shop import engine_on, shop_of
from shopstream.lessons.sql import on_a_copy
from shopstream.lessons.work import Job, RewriteQuestion, WorkQuestion

# The shop of this exercise ---------------------------------------------------------------------------------------------------------
SHOWN = {"days": 10, "orders_per_day": 300}
UNSEEN = {"days": 10, "orders_per_day": 150}

PREPARED = """
drop index order_of_customer;
drop index payment_of_order;
drop index refund_of_order;
drop index order_of_session;
drop index interaction_of_session;
delete from sqlite_stat1;

create index line_by_amount on order_fact (order_amount_cents);
create index line_by_product on order_fact (product_id);
create index line_by_product_and_time on order_fact (product_id, order_date);
create index line_by_time on order_fact (order_date);
create index line_by_time_and_product on order_fact (order_date, product_id);

insert into customer_dim (customer_id, customer_name) values (9001, 'Test Account');

-- orders at the edges of the evening hour of question 3, which chance might leave out
with edge as (select distinct order_id from order_fact order by order_id limit 3)
update order_fact
set order_date = case order_id
    when (select min(order_id) from edge) then '2026-11-04 19:00:00'
    when (select max(order_id) from edge) then '2026-11-04 20:00:00'
    else '2026-11-04 19:59:30'
end
where order_id in (select order_id from edge);
"""


@lru_cache(maxsize=4)
def shown(seed: int) -> bytes:
    """The shop that a learner sees: nobody has chosen its indexes with care, and it was never analysed."""
    return prepared(shop_of(seed, "baskets", **SHOWN))


@lru_cache(maxsize=16)
def unseen(seed: int) -> bytes:
    """A smaller one of other numbers."""
    return prepared(shop_of(seed, "baskets", **UNSEEN))


def prepared(data: bytes) -> bytes:
    with on_a_copy(data) as connection:
        connection.executescript(PREPARED)
        return connection.serialize()


def open_shop_to_tune(seed: int = 7) -> Engine:
    """The shop of this exercise, in which you may change everything: it is a copy. The next ``%%sql`` cells ask it.

    Prints the indexes that somebody has made: those of keys are not among them.
    """
    current.engine = engine_on(shown(seed))
    with current.engine.connect() as connection:
        made = connection.exec_driver_sql("select sql from sqlite_schema where type = 'index' and sql is not null order by name")
        print("\n".join(made.scalars()).lower())
    return current.engine


# 1 --------------------------------------------------------------------------------------------------------------------------------
support = WorkQuestion(
    """A customer is on the phone

    Support asks all day: `select order_id, order_date, order_amount_cents from order_fact where customer_id = 2001`, each time with another
    customer. Make it take at most a tenth of its steps, whoever calls.
    """,
    level="core",
    hints=(
        "Ask `%%plan` first: which table is scanned? Which column does the `where` compare?",
        "`create index` a name `on` the table, and in brackets the column of the `where`. A second `%%plan` should say search.",
    ),
    jobs=[
        Job(
            f"the orders of customer {number}",
            f"select order_id, order_date, order_amount_cents from order_fact where customer_id = {number}",
            times=10,
        )
        for number in (2001, 2004)
    ],
)
support.data(shown=shown, unseen=unseen)
support.solution("create index by_customer on order_fact (customer_id)")
support.also_right("create index by_customer_and_time on order_fact (customer_id, order_date)")
support.also_right("create index covering on order_fact (customer_id, order_date, order_id, order_amount_cents); analyze")
support.mistake(
    "SQLite still scans `order_fact`: none of its indexes begins with `customer_id`. If you have made one, look at its table, and at which "
    "of its columns stands first.",
    "create index by_order on order_fact (order_id, customer_id)",
)
support.mistake(
    "For customer 2001 it is a search, for the next caller a scan: the `where` of your index keeps everybody else out.",
    "create index of_2001 on order_fact (customer_id) where customer_id = 2001",
)
support.mistake(
    "SQLite refuses: `unique` says that no value comes twice, and customers come back. Leave the word out.",
    "create unique index by_customer on order_fact (customer_id)",
)
support.mistake(
    "It is quick, and no longer gives what it gave: rows are gone or changed. An index changes no row.",
    "create index by_customer on order_fact (customer_id); delete from order_fact where order_date < '2026-11-05'",
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
PAGE = "select session_id, kind, event_at from interaction_fact where product_id = 12"
DAY = """
select session_id, kind, event_at from interaction_fact
where product_id = 9 and event_at >= '2026-11-04' and event_at < '2026-11-05'
"""

one_index = WorkQuestion(
    """One index for two questions

    The product page asks `interaction_fact` for all rows of a product, the buyer for those of a product on one day (`event_at >= ...` and
    `event_at < ...`). Views arrive all day, so you may give the table one index, not two. The first is to take at most a tenth of its
    steps, the second an eightieth. (Look at `%%plan` of `select session_id from interaction_fact where product_id = 40`, for instance.)
    """,
    level="core",
    hints=(
        "Which of the two columns is compared with one value, and which with a range? Which of them does the first question know?",
        "An index is sorted by its first column, and within equal values by its second. Put what is compared by `=` first.",
    ),
    jobs=[
        Job("all rows of product 12", PAGE, times=10),
        Job("the rows of product 9 on 2026-11-04", DAY, times=80),
    ],
    probes=[Probe("how many indexes interaction_fact has", "select count(*) from pragma_index_list('interaction_fact')")],
)
one_index.data(shown=shown, unseen=unseen)
one_index.solution("create index by_product_and_time on interaction_fact (product_id, event_at)")
one_index.also_right("create index covering on interaction_fact (product_id, event_at, session_id, kind)")
one_index.also_right("create index newest_first on interaction_fact (product_id, event_at desc); analyze interaction_fact")
one_index.mistake(
    "The product page is quick. For the buyer, SQLite jumps to the product and then reads all of its rows: the time is not the second "
    "column of your index.",
    "create index by_product on interaction_fact (product_id)",
)
one_index.mistake(
    "Your index begins with the time. The buyer's question reads the day's rows of all products, and the product page, which knows no "
    "time, cannot jump by it at all.",
    "create index by_time_and_product on interaction_fact (event_at, product_id)",
)
one_index.mistake(
    "Both are quick, with two indexes: each is one more entry to write for every view. One of them does for both questions. Which?",
    "create index by_product on interaction_fact (product_id); create index by_product_and_time on interaction_fact (product_id, event_at)",
)
one_index.mistake(
    "You have two indexes, and the buyer's question uses the one by product: SQLite takes one of them, and does not join the two. "
    "Both columns belong into one index.",
    "create index by_product on interaction_fact (product_id); create index by_time on interaction_fact (event_at)",
)
one_index.mistake(
    "The table has one index, and neither question can jump by it: both still scan. With which column must it begin?",
    "create index by_session on interaction_fact (session_id, product_id)",
)
one_index.mistake(
    "`interaction_fact` has no index: whatever you made is on another table, or gone.",
    "create index by_product_and_date on order_fact (product_id, order_date)",
)
one_index.mistake(
    "Your index serves the buyer, and the product page still scans: does a `where` keep some rows out of it?",
    "create index recent on interaction_fact (product_id, event_at) where event_at >= '2026-11-04'",
)
one_index.mistake(
    "Your index serves product 12 alone: its `where` keeps the others out, and the buyer asks for another one.",
    "create index of_12 on interaction_fact (product_id, event_at) where product_id = 12",
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
HOUR = """
select count(*) as line_count, sum(order_amount_cents) as cents
from order_fact where substr(order_date, 1, 13) = '2026-11-04 19'
"""

one_hour = RewriteQuestion(
    """An hour that the index does not see

    There is an index `line_by_time` on `order_date`. Still, this scans: `select count(*) as line_count, sum(order_amount_cents) as cents
    from order_fact where substr(order_date, 1, 13) = '2026-11-04 19'`. Write it so that the index is used: the same row, in at most a
    quarter of the steps.
    """,
    level="core",
    hints=(
        "The index holds `order_date`, not its first 13 letters. Between which two texts do all times of this hour stand?",
        "A half-open range on the bare column: `>=` the first moment of the hour, `<` the first one of the next.",
    ),
    given=HOUR,
    times=4,
)
one_hour.data(shown=shown, unseen=unseen)
one_hour.solution("""
select count(*) as line_count, sum(order_amount_cents) as cents
from order_fact
where order_date >= '2026-11-04 19:00:00' and order_date < '2026-11-04 20:00:00'
""")
one_hour.also_right("""
select count(*) as line_count, sum(order_amount_cents) as cents
from order_fact where order_date between '2026-11-04 19:00:00' and '2026-11-04 19:59:59'
""")
one_hour.also_right("""
select count(*) as line_count, sum(order_amount_cents) as cents from order_fact where order_date glob '2026-11-04 19*'
""")
one_hour.mistake(
    "The row is right, and the table is still scanned: a function on the column, or a `like`, hides it from the index. Compare the bare "
    "`order_date` with two texts.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact where order_date like '2026-11-04 19%'",
)
one_hour.mistake(
    "No line is found: no `order_date` *is* '2026-11-04 19', each of them is longer. Ask for a range.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact where order_date = '2026-11-04 19'",
)
one_hour.mistake(
    "You have one order too many, that of 20:00:00 sharp: it belongs to the next hour. `between` and `<=` keep their end; say `<`.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date between '2026-11-04 19:00:00' and '2026-11-04 20:00:00'",
)
one_hour.mistake(
    "The order of 19:00:00 sharp is missing: it belongs to this hour. Say `>=`, not `>`.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date > '2026-11-04 19:00:00' and order_date < '2026-11-04 20:00:00'",
)
one_hour.mistake(
    "The last minute is missing: '19:59:30' is text that comes after '19:59'. End with `<` and the next hour.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date >= '2026-11-04 19:00:00' and order_date <= '2026-11-04 19:59'",
)
one_hour.mistake(
    "Your hour has no end: all later lines are in it, too.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact where order_date >= '2026-11-04 19:00:00'",
)
one_hour.mistake(
    "You count orders, and the given query counts order lines.",
    "select count(distinct order_id) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date >= '2026-11-04 19:00:00' and order_date < '2026-11-04 20:00:00'",
)
one_hour.mistake(
    "Both edges are wrong: the order of 19:00:00 sharp is missing, and that of 20:00:00 is there. `>=` at the start, `<` at the end.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date > '2026-11-04 19:00:00' and order_date <= '2026-11-04 20:00:00'",
)
one_hour.mistake(
    "The row is right, and `indexed by` forces SQLite to the index; but `substr` still hides the column, so the whole index is read, and "
    "for each entry the table. Compare the bare column.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact indexed by line_by_time "
    "where substr(order_date, 1, 13) = '2026-11-04 19'",
)
one_hour.mistake(
    "The lines are right. Your `cents` are euro: add `order_amount_cents`.",
    "select count(*) as line_count, sum(order_amount) as cents from order_fact "
    "where order_date >= '2026-11-04 19:00:00' and order_date < '2026-11-04 20:00:00'",
)
one_hour.mistake(
    "You have the lines of the whole day. One hour of it is asked for.",
    "select count(*) as line_count, sum(order_amount_cents) as cents from order_fact "
    "where order_date >= '2026-11-04' and order_date < '2026-11-05'",
)

# 4 --------------------------------------------------------------------------------------------------------------------------------
test_account = WorkQuestion(
    """One row to delete

    Customer 9001 is a test account: no row of any table belongs to it. Still, `delete from customer_dim where customer_id = 9001` takes
    more steps than any question of this exercise. Bring it down to a four-hundredth. Do not delete the account, and let the database go on
    refusing to delete customers who have orders.
    """,
    level="core",
    hints=(
        "Ask `%%plan` for the delete. Its first line finds the customer. What are the other lines looking for, and where?",
        "Each table that `references customer_dim` is searched for rows of this customer. A foreign key makes no index: you do, one a "
        "table.",
    ),
    jobs=[Job("to delete customer 9001", "delete from customer_dim where customer_id = 9001", times=400)],
    probes=[
        Probe("to delete customer 2001, who has orders", "delete from customer_dim where customer_id = 2001"),
        Probe("whether the delete takes customer 9001 away", "delete from customer_dim where customer_id = 9001 returning customer_id"),
        Probe("how many customers 9001 there are", "select count(*) from customer_dim where customer_id = 9001"),
        Probe(
            "a change of customer 0, who is not there",
            "insert into customer_change (customer_id, customer_name, changed_at) values (0, 'Nobody', '2026-11-05 12:00:00')",
        ),
        Probe("how many changes of customers there are", "select count(*) from customer_change"),
        Probe("how many views and carts there are", "select count(*) from interaction_fact"),
    ],
)
test_account.data(shown=shown, unseen=unseen)
test_account.solution("""
create index order_of_customer on order_fact (customer_id);
create index interaction_of_customer on interaction_fact (customer_id);
create index change_of_customer on customer_change (customer_id);
""")
test_account.also_right("""
create index a on customer_change (customer_id, changed_at);
create index b on interaction_fact (customer_id, event_at);
create index c on order_fact (customer_id, order_date);
analyze;
""")
test_account.mistake(
    "Three tables are still scanned for rows of this customer, which itself was found by its key before, too: read the rest of the plan. "
    "A table is searched if an index on it begins with `customer_id`, and holds all of its rows.",
    "create index by_id on customer_dim (customer_id)",
)
test_account.mistake(
    "`order_fact` is searched now, and two other tables are still scanned, the largest of all among them. Who else references "
    "`customer_dim`?",
    "create index a on order_fact (customer_id)",
)
test_account.mistake(
    "The largest table is searched now. Two others that reference `customer_dim` are still scanned.",
    "create index b on interaction_fact (customer_id)",
)
test_account.mistake(
    "One table is still scanned, a small one: `customer_change`. It references `customer_dim`, too.",
    "create index a on order_fact (customer_id); create index b on interaction_fact (customer_id)",
)
test_account.mistake(
    "`customer_change` is searched now, the smallest of the three. `order_fact` and `interaction_fact` are still scanned.",
    "create index c on customer_change (customer_id)",
)
test_account.mistake(
    "One table is still scanned: `order_fact`. An index serves here if `customer_id` is its first column.",
    "create index b on interaction_fact (customer_id); create index c on customer_change (customer_id)",
)
test_account.mistake(
    "One table is still scanned, and it is the largest: `interaction_fact`. An index serves here if `customer_id` is its first column.",
    "create index a on order_fact (customer_id); create index c on customer_change (customer_id)",
)
test_account.mistake(
    "Who is not there need not be looked for: you have dropped `customer_change`, and with it how each customer was called before. "
    "Keep all tables.",
    "drop table customer_change; create index a on order_fact (customer_id); create index b on interaction_fact (customer_id)",
)
test_account.mistake(
    "You turned the guard off. Now customer 2001 can be deleted, and the orders of 2001 belong to nobody.",
    "pragma foreign_keys = off",
)
test_account.mistake(
    "The account is gone. The next one will take as many steps: change what the database has to do for it.",
    "delete from customer_dim where customer_id = 9001",
)

# 5 --------------------------------------------------------------------------------------------------------------------------------
DROP_ALL = """
drop index line_by_amount;
drop index line_by_product;
drop index line_by_product_and_time;
drop index line_by_time;
drop index line_by_time_and_product;
"""

FIRST_COLUMNS = """
select first.name, count(*)
from pragma_index_list('order_fact') as made
inner join pragma_index_info(made.name) as first on first.seqno = 0
where made.origin = 'c'
group by first.name
"""

spring_clean = WorkQuestion(
    """Which indexes may go?

    `order_fact` has five indexes beside its key's, and every order line that is loaded writes five entries. Only three questions are
    asked: the lines of an hour, all lines of a product, and the lines of a product on one day. Keep two indexes, these or others, so that
    none of the three takes more than twice its steps. (`pragma index_list(order_fact)` names them.)
    """,
    level="stretch",
    hints=(
        "Write down the columns of each index, in order, and below each the questions that it can jump for. Who asks by amount?",
        "An index that begins like a longer one is spare. Of the two that begin with the time, either may stay.",
    ),
    jobs=[
        Job(
            "the lines of an hour",
            "select order_id, line_number from order_fact where order_date >= '2026-11-05 12' and order_date < '2026-11-05 13'",
            times=0.5,
        ),
        Job("all lines of product 9", "select order_id, line_number, order_date from order_fact where product_id = 9", times=0.5),
        Job(
            "the lines of product 2 on 2026-11-05",
            "select order_id, line_number from order_fact "
            "where product_id = 2 and order_date >= '2026-11-05' and order_date < '2026-11-06'",
            times=0.5,
        ),
    ],
    probes=[Probe("how many indexes of order_fact begin with each column", FIRST_COLUMNS)],
)
spring_clean.data(shown=shown, unseen=unseen)
spring_clean.solution("""
drop index line_by_amount;            -- nobody asks by amount
drop index line_by_product;           -- line_by_product_and_time begins like it
drop index line_by_time_and_product;  -- an hour is found by line_by_time
""")
spring_clean.also_right("drop index line_by_amount; drop index line_by_product; drop index line_by_time; analyze")
spring_clean.also_right(f"""
{DROP_ALL}
create index product_first on order_fact (product_id, order_date);
create index time_first on order_fact (order_date);
""")
spring_clean.mistake(
    "You keep two, but by product only the shorter one: for a product on one day SQLite now reads many more lines than it gives. The pair "
    "(product, time) finds them directly.",
    "drop index line_by_amount; drop index line_by_product_and_time; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "One too many: two indexes begin with the product. `line_by_product_and_time` finds all lines of a product as well as "
    "`line_by_product` does.",
    "drop index line_by_amount; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "One too many: two indexes begin with the time. For an hour either is enough, and for a product on a day neither is the best.",
    "drop index line_by_amount; drop index line_by_product",
)
spring_clean.mistake(
    "Only the index by amount is gone. Of the four that are left, compare those that begin with the same column.",
    "drop index line_by_amount",
)
spring_clean.mistake(
    "You keep the index by amount, and none of the three questions asks by amount.",
    "drop index line_by_product; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "No index begins with the time any more: the lines of an hour are found by reading everything.",
    "drop index line_by_amount; drop index line_by_product; drop index line_by_time; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "No index begins with the product any more: all lines of a product are found by reading everything.",
    "drop index line_by_amount; drop index line_by_product; drop index line_by_product_and_time; drop index line_by_time",
)
spring_clean.mistake(
    "All five are gone. Loading is cheap now, and each of the three questions scans.",
    DROP_ALL,
)
spring_clean.mistake(
    "All five are still there. Begin with the one that no question needs.",
    "analyze",
)
spring_clean.mistake(
    "Both of your two begin with the time: all lines of a product are found by reading everything.",
    "drop index line_by_amount; drop index line_by_product; drop index line_by_product_and_time",
)
spring_clean.mistake(
    "Both of your two begin with the product: the lines of an hour are found by reading everything.",
    "drop index line_by_amount; drop index line_by_time; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "You keep the index by amount, for which nobody asks, and none that begins with the product.",
    "drop index line_by_product; drop index line_by_product_and_time; drop index line_by_time",
)
spring_clean.mistake(
    "You keep the index by amount, for which nobody asks, and none that begins with the time.",
    "drop index line_by_product; drop index line_by_time; drop index line_by_time_and_product",
)
spring_clean.mistake(
    "You keep four. Of the product's two you dropped the right one. Now those that begin with the time, and the one by amount.",
    "drop index line_by_product",
)
spring_clean.mistake(
    "You keep four: one by time is enough, indeed. Now those that begin with the product, and the one by amount.",
    "drop index line_by_time",
)
