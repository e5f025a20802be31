"""Exercise 1.01: what a row is, what a load shows, and when. Each question changes a query that is given."""

from shopstream.lessons.shop import ask

one_order = ask(
    """What did order 1300 cost?

    A question of the checkout. Give its `order_amount_cents` in a column `cents`. Change the owner's query:
    `select sum(order_amount_cents) as cents from order_fact`
    """,
    level="core",
    hints=(
        "The query reads every order. Which line of the lesson's first query led to a single row?",
        "End the query with a `where` that compares `order_id` with the number you were given.",
    ),
)
one_order.solution("select order_amount_cents as cents from order_fact where order_id = 1300")
one_order.also_right("select sum(order_amount_cents) as cents from order_fact where order_id = 1300")
one_order.also_right("select max(order_amount_cents) as cents from order_fact where order_id between 1300 and 1300")
one_order.mistake(
    "You have the total of all orders: the question of the owner. The checkout asks for one row: which `where` finds it?",
    "select sum(order_amount_cents) as cents from order_fact",
)
one_order.mistake(
    "You listed what every order cost. Only one was asked for: which `where` finds it?",
    "select order_amount_cents as cents from order_fact",
)
one_order.mistake(
    "You have the euro of the order: `order_amount` is for display. Cents were asked for.",
    "select order_amount as cents from order_fact where order_id = 1300",
)
one_order.mistake(
    "That is 1, the number of rows, or of pieces. What the order cost stands in `order_amount_cents`.",
    "select count(*) as cents from order_fact where order_id = 1300",
)
one_order.mistake(
    "That is NULL: no row was found, and a sum over no rows is NULL. Which column holds the order's number?",
    "select sum(order_amount_cents) as cents from order_fact where product_id = 1300",
)
one_order.mistake(
    "Your result has no row. Which column holds the order's number, and what is the number?",
    "select order_amount_cents as cents from order_fact where customer_id = 1300",
)
one_order.mistake(
    "You have the cents of order 1500, from the lesson. The customer on the phone asks about 1300.",
    "select order_amount_cents as cents from order_fact where order_id = 1500",
)
one_order.mistake(
    "You added up this order and all with larger numbers. To find one row, compare with `=`.",
    "select sum(order_amount_cents) as cents from order_fact where order_id >= 1300",
)
one_order.mistake(
    "You added up this order and all with smaller numbers. To find one row, compare with `=`.",
    "select sum(order_amount_cents) as cents from order_fact where order_id <= 1300",
)
one_order.mistake(
    "You have what an order costs on average. The checkout asks for one order: which `where` finds it?",
    "select avg(order_amount_cents) as cents from order_fact",
)
one_order.mistake(
    "You have the order's number back. What it cost stands in `order_amount_cents`.",
    "select order_id as cents from order_fact where order_id = 1300",
)
one_order.mistake(
    "You divided by 100. Cents were asked for: leave them whole.",
    "select order_amount_cents / 100 as cents from order_fact where order_id = 1300",
)

paid = ask(
    """How many orders were paid?

    A column `orders`. Change `select count(*) as orders from payment_fact`. (`count(distinct order_id)` counts different orders.)
    """,
    level="core",
    hints=(
        "What is one row of `payment_fact`, in one sentence? Does every row bring money?",
        "Keep the attempts that worked: a condition on `is_captured`. Of those, an order has one at most.",
    ),
)
paid.solution("select count(*) as orders from payment_fact where is_captured = 1")
paid.also_right("select count(distinct order_id) as orders from payment_fact where is_captured = 1")
paid.also_right("select sum(is_captured) as orders from payment_fact")
paid.mistake(
    "You counted attempts, also those that failed. One row of `payment_fact` is an attempt to pay: keep those with `is_captured = 1`.",
    "select count(*) as orders from payment_fact",
)
paid.mistake(
    "That is every order that somebody tried to pay. For some of them no attempt has worked: ask for `is_captured = 1`.",
    "select count(distinct order_id) as orders from payment_fact",
)
paid.mistake(
    "You counted the attempts that failed. 1 stands for captured, 0 for not captured.",
    "select count(*) as orders from payment_fact where is_captured = 0",
)
paid.mistake(
    "You have what was paid, in cents. The question is how many orders.",
    "select sum(amount_cents) as orders from payment_fact where is_captured = 1",
)
paid.mistake(
    "You added the cents of all attempts. The question is how many orders, and only attempts that worked make an order paid.",
    "select sum(amount_cents) as orders from payment_fact",
)
paid.mistake(
    "You counted the values that occur in `is_captured`: 0 and 1, that makes 2. Filter by it, and count rows.",
    "select count(distinct is_captured) as orders from payment_fact",
)
paid.mistake(
    "You listed the paid orders. How many there are was asked for, one number: `count`.",
    "select order_id as orders from payment_fact where is_captured = 1",
)
paid.mistake(
    "You counted different moments. Two orders can be paid in the same second: count rows.",
    "select count(distinct paid_at) as orders from payment_fact where is_captured = 1",
)

came_back = ask(
    """From how many orders did something come back?

    An order of which two pieces were sent back counts once. A column `orders`. Change `select count(*) as orders from refund_fact`
    """,
    level="core",
    hints=(
        "What is one row of `refund_fact`? How many rows has an order of which two pieces came back?",
        "The rows are too many. Count the different values of the column that tells the orders apart.",
    ),
)
came_back.solution("select count(distinct order_id) as orders from refund_fact")
came_back.also_right("select count(*) as orders from (select order_id from refund_fact group by order_id)")
came_back.also_right("select count(*) as orders from order_fact where order_id in (select order_id from refund_fact)")
came_back.mistake(
    "You counted pieces. One row of `refund_fact` is a piece sent back, and some orders have several: count different orders.",
    "select count(*) as orders from refund_fact",
)
came_back.mistake(
    "That is all orders of the shop, whether anything came back or not. Ask the table that only refunds are in.",
    "select count(distinct order_id) as orders from order_fact",
)
came_back.mistake(
    "You have the cents that were given back. The question is how many orders.",
    "select sum(amount_cents) as orders from refund_fact",
)
came_back.mistake(
    "You counted different amounts. Two orders may get the same amount back: it is the order number that tells them apart.",
    "select count(distinct amount_cents) as orders from refund_fact",
)
came_back.mistake(
    "You counted different moments. Two orders may come back in the same second, one order on two days: count order numbers.",
    "select count(distinct refunded_at) as orders from refund_fact",
)
came_back.mistake(
    "You added up order numbers. A number in a name is no quantity: count the different ones.",
    "select sum(order_id) as orders from refund_fact",
)
came_back.mistake(
    "You added each different order number once. It is not their sum that was asked for, but how many there are.",
    "select sum(distinct order_id) as orders from refund_fact",
)
came_back.mistake(
    "You listed these orders. How many there are was asked for, one number: `count(distinct ...)`.",
    "select distinct order_id as orders from refund_fact",
)
came_back.mistake(
    "You have one row a piece sent back. One number was asked for: how many different orders these are.",
    "select order_id as orders from refund_fact",
)
came_back.mistake(
    "You have only the repeats: pieces minus orders. Count the different orders, and subtract nothing.",
    "select count(*) - count(distinct order_id) as orders from refund_fact",
)

buyers = ask(
    """How many registered customers have ordered?

    Guests are not registered. A column `customers`. Change `select count(*) as customers from customer_dim`
    """,
    level="core",
    hints=(
        "Who is in `customer_dim`, and which table knows who ordered?",
        "In the table of orders a customer has many rows. `count(distinct ...)` counts each once, and passes over NULL, the guests.",
    ),
)
buyers.solution("select count(distinct customer_id) as customers from order_fact")
buyers.also_right("select count(*) as customers from customer_dim where customer_id in (select customer_id from order_fact)")
buyers.also_right("select count(*) as customers from (select distinct customer_id from order_fact where customer_id is not null)")
buyers.mistake(
    "That is everybody who registered. Some of them have never ordered: only `order_fact` knows who did.",
    "select count(*) as customers from customer_dim",
)
buyers.mistake(
    "You counted the orders of registered customers. Whoever ordered five times is one customer: `distinct`.",
    "select count(customer_id) as customers from order_fact",
)
buyers.mistake(
    "You counted orders, those of guests too. One row of `order_fact` is an order, not a customer.",
    "select count(*) as customers from order_fact",
)
buyers.mistake(
    "You counted the orders of guests: the ones without a customer. You were asked for the others, each customer once.",
    "select count(*) as customers from order_fact where customer_id is null",
)
buyers.mistake(
    "You counted names of registered people. Two customers may share a name, and not all have ordered.",
    "select count(distinct customer_name) as customers from customer_dim",
)
buyers.mistake(
    "One too many: all guests together are counted as if they were one customer. `count(distinct ...)` over the column leaves NULL out.",
    "select count(*) as customers from (select distinct customer_id from order_fact)",
)
buyers.mistake(
    "You listed the customers. How many they are was asked for, one number: `count(distinct ...)`.",
    "select distinct customer_id as customers from order_fact",
)
buyers.mistake(
    "You counted those who never ordered. You were asked for the others.",
    """select count(*) as customers from customer_dim
    where customer_id not in (select customer_id from order_fact where customer_id is not null)""",
)
buyers.mistake(
    "You counted registered customers whose location is known. Whether they ordered, only `order_fact` knows.",
    "select count(location) as customers from customer_dim",
)
buyers.mistake(
    "You added up customer numbers. A number that stands for a name is no quantity: count the different ones.",
    "select sum(customer_id) as customers from order_fact",
)

outage = ask(
    """What does a broken checkout cost on a Saturday evening?

    It breaks on 2026-11-07 at 18:00. The shop loads every four hours: at 16:00, at 20:00, and so on. The first load after the break
    shows the hole; ten minutes later it is repaired. A column `cents`. Change `select sum(order_amount_cents) as cents from order_fact
    where order_date >= '2026-11-13 10:00:00' and order_date < '2026-11-13 10:15:00'`
    """,
    level="core",
    hints=(
        "Draw a line of the evening. Which load is the first after 18:00, and what happens ten minutes later?",
        "Keep the sum and its table. Move both ends: to the moment of the break, and to that of the repair.",
    ),
)
LOST = """
select sum(order_amount_cents) as cents
from order_fact
where order_date >= '{}' and order_date < '{}'
"""
outage.solution(LOST.format("2026-11-07 18:00:00", "2026-11-07 20:10:00"))
outage.also_right("""
select sum(order_amount_cents) as cents from order_fact
where date(order_date) = '2026-11-07' and time(order_date) between '18:00:00' and '20:09:59'
""")
outage.also_right(
    "select sum(order_amount_cents) as cents from order_fact where order_date between '2026-11-07 18' and '2026-11-07 20:09:59'"
)
outage.mistake(
    "You stop at the load. It only shows the hole: until the repair, ten minutes later, orders are still lost.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 20:00:00"),
)
outage.mistake(
    "You wait four hours from the break. The loads keep their own timetable: the next one is at 20:00.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 22:00:00"),
)
outage.mistake(
    "You wait four hours and ten minutes from the break. The loads keep their own timetable: the next one is at 20:00.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 22:10:00"),
)
outage.mistake(
    "You begin at the last load, 16:00. Until 18:00 the checkout worked, and those orders were taken.",
    LOST.format("2026-11-07 16:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You go from one load to the next. Orders are lost from the break, at 18:00, to the repair, ten minutes after the load.",
    LOST.format("2026-11-07 16:00:00", "2026-11-07 20:00:00"),
)
outage.mistake(
    "You stop minutes after the break, as with a load every five minutes. This shop's next load is at 20:00.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 18:15:00"),
)
outage.mistake(
    "You took ten minutes from the break. Nobody knows of it until the next load, at 20:00: the ten minutes begin then.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 18:10:00"),
)
outage.mistake(
    "You wait for the load at six in the morning. This shop loads every four hours: the next one is at 20:00.",
    LOST.format("2026-11-07 18:00:00", "2026-11-08 06:10:00"),
)
outage.mistake(
    "The hours are right, the day is still the lesson's Friday. The checkout breaks on 2026-11-07.",
    LOST.format("2026-11-13 18:00:00", "2026-11-13 20:10:00"),
)
outage.mistake(
    "You counted the orders that are lost. What they would have brought was asked for: `sum` of their cents.",
    LOST.replace("sum(order_amount_cents)", "count(*)").format("2026-11-07 18:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You have euro: the sum, divided by 100. Cents were asked for.",
    LOST.replace("(order_amount_cents)", "(order_amount_cents) / 100.0").format("2026-11-07 18:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You added attempts to pay. One order may have two of them: the loss is in `order_fact`, where one row is an order.",
    "select sum(amount_cents) as cents from payment_fact where paid_at >= '2026-11-07 18:00:00' and paid_at < '2026-11-07 20:10:00'",
)
outage.mistake(
    "You listed the orders that are lost, one by one. A single number was asked for: their sum.",
    LOST.replace("sum(order_amount_cents)", "order_amount_cents").format("2026-11-07 18:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You have a quarter of an hour of the lesson's Friday, as in the query that you were given. Move both ends to the Saturday evening.",
    LOST.format("2026-11-13 10:00:00", "2026-11-13 10:15:00"),
)
outage.mistake(
    "You begin at 10:00, as in the lesson. This checkout breaks at 18:00.",
    LOST.format("2026-11-07 10:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You have the ten minutes of the repair only. Orders are lost from the break on, at 18:00.",
    LOST.format("2026-11-07 20:00:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You end at 20:10 on Sunday. The repair is on the evening of the break, Saturday.",
    LOST.format("2026-11-07 18:00:00", "2026-11-08 20:10:00"),
)
outage.mistake(
    "You begin ten minutes after the break. Orders are lost from its first second; the ten minutes stand at the other end.",
    LOST.format("2026-11-07 18:10:00", "2026-11-07 20:10:00"),
)
outage.mistake(
    "You take a load at 19:00. This shop loads every four hours: the next one is at 20:00.",
    LOST.format("2026-11-07 18:00:00", "2026-11-07 19:10:00"),
)
outage.mistake(
    "You have all orders from the break to the end of the books: nobody repairs it. The other end is missing.",
    "select sum(order_amount_cents) as cents from order_fact where order_date >= '2026-11-07 18:00:00'",
)
outage.mistake(
    "You have all orders from the first day to the repair. The other end is missing: the moment of the break.",
    "select sum(order_amount_cents) as cents from order_fact where order_date < '2026-11-07 20:10:00'",
)
outage.mistake(
    "You have the whole Saturday. Until 18:00 the checkout worked, and in the evening it worked again.",
    "select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-07'",
)
outage.mistake(
    "You have all orders of all days. Which of them lie between the break and the repair?",
    "select sum(order_amount_cents) as cents from order_fact",
)

by_eight = ask(
    """What had come in by 20:00?

    It is 20:00 on Friday, 2026-11-06. What have captured payments brought since midnight, before 20:00:00? A column `cents`. Change
    `select sum(amount_cents) as cents from payment_fact where is_captured = 1`
    """,
    level="stretch",
    hints=(
        "Money comes in when a payment is captured. Which table and which column know that moment?",
        "Keep the condition on `is_captured`; add two on `paid_at`, one for each end. `and` joins them.",
    ),
    edges="""
        update payment_fact set paid_at = '2026-11-06 20:00:00'
        where payment_id = (select max(payment_id) from payment_fact where is_captured = 1 and paid_at < '2026-11-06 20:00:00')
    """,
)
by_eight.solution("""
select sum(amount_cents) as cents
from payment_fact
where is_captured = 1 and paid_at >= '2026-11-06 00:00:00' and paid_at < '2026-11-06 20:00:00'
""")
by_eight.also_right("""
select sum(is_captured * amount_cents) as cents
from payment_fact
where date(paid_at) = '2026-11-06' and time(paid_at) < '20:00:00'
""")
by_eight.also_right("""
select sum(amount_cents) - sum(case when is_captured = 0 then amount_cents else 0 end) as cents
from payment_fact
where paid_at between '2026-11-06' and '2026-11-06 19:59:59'
""")
by_eight.mistake(
    "Right on the shop that you see. In the unseen one a payment comes in at 20:00:00 sharp, and you count it: before 20:00:00 is `<`.",
    """select sum(amount_cents) as cents from payment_fact
    where is_captured = 1 and paid_at >= '2026-11-06' and paid_at <= '2026-11-06 20:00:00'""",
    is_hidden=True,
)
by_eight.mistake(
    "You have the payments before 20:00 of every day. The day stands in `paid_at`, too: both ends need it.",
    """select sum(amount_cents) as cents from payment_fact where is_captured = 1 and time(paid_at) < '20:00:00'""",
)
by_eight.mistake(
    "You added attempts that failed, too. They brought nothing: keep `is_captured = 1`.",
    "select sum(amount_cents) as cents from payment_fact where paid_at >= '2026-11-06' and paid_at < '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You added what was ordered. By 20:00 some of it was not paid yet, and some never will be: ask `payment_fact`.",
    "select sum(order_amount_cents) as cents from order_fact where order_date >= '2026-11-06' and order_date < '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You have the whole Friday. At 20:00 nobody could know its last four hours.",
    "select sum(amount_cents) as cents from payment_fact where is_captured and paid_at >= '2026-11-06' and paid_at < '2026-11-07'",
)
by_eight.mistake(
    "You have everything since the shop opened, on Monday. Only Friday was asked for: the lower end is missing.",
    "select sum(amount_cents) as cents from payment_fact where is_captured and paid_at < '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You have what came in from 20:00 to midnight. The evening was asked for up to 20:00.",
    "select sum(amount_cents) as cents from payment_fact where is_captured and paid_at >= '2026-11-06 20:00:00' and paid_at < '2026-11-07'",
)
by_eight.mistake(
    "You have all that came in after 20:00 on Friday, to the end of the books. Turn the comparison round, and add the other end.",
    "select sum(amount_cents) as cents from payment_fact where is_captured and paid_at >= '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You have the attempts that failed. 1 stands for captured.",
    """select sum(amount_cents) as cents from payment_fact
    where is_captured = 0 and paid_at >= '2026-11-06' and paid_at < '2026-11-06 20:00:00'""",
)
by_eight.mistake(
    "You counted payments. What they brought was asked for: `sum` of their cents.",
    "select count(*) as cents from payment_fact where is_captured = 1 and paid_at >= '2026-11-06' and paid_at < '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You have all payments of all days. Which ones lie between midnight and 20:00 of that Friday?",
    "select sum(amount_cents) as cents from payment_fact where is_captured = 1",
)
by_eight.mistake(
    "Yours is another Friday, that of the lesson. 2026-11-06 was asked for.",
    "select sum(amount_cents) as cents from payment_fact where is_captured and paid_at >= '2026-11-13' and paid_at < '2026-11-13 20:00:00'",
)
by_eight.mistake(
    "You begin at 10:00, when the checkout of the lesson broke. Since midnight, it says here.",
    """select sum(amount_cents) as cents from payment_fact
    where is_captured = 1 and paid_at >= '2026-11-06 10:00:00' and paid_at < '2026-11-06 20:00:00'""",
)
by_eight.mistake(
    "That is NULL: no row fits, and a sum over no rows is NULL. Both ends lie on 2026-11-06: from midnight on, and before 20:00:00.",
    "select sum(amount_cents) as cents from payment_fact where paid_at < '2026-11-06' and paid_at > '2026-11-06 20:00:00'",
)
by_eight.mistake(
    "You have all that came in from Friday on, to the end of the books. The other end is missing: before 20:00:00.",
    "select sum(amount_cents) as cents from payment_fact where is_captured = 1 and paid_at >= '2026-11-06'",
)
by_eight.mistake(
    "You added all attempts of all days, captured or not. Keep the condition of the query, and add the two ends.",
    "select sum(amount_cents) as cents from payment_fact",
)
by_eight.mistake(
    "You have what was ordered on the whole Friday. Asked for is what had been paid by 20:00: `payment_fact` knows.",
    "select sum(order_amount_cents) as cents from order_fact where order_date >= '2026-11-06' and order_date < '2026-11-07'",
)
by_eight.mistake(
    "You have euro: the sum, divided by 100. Cents were asked for.",
    """select sum(amount_cents) / 100.0 as cents from payment_fact
    where is_captured = 1 and paid_at >= '2026-11-06' and paid_at < '2026-11-06 20:00:00'""",
)
