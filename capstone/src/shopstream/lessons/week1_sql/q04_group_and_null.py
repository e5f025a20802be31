"""Exercise 1.04: groups, what NULL does to them, averages, and days of nothing."""

from shopstream.lessons.shop import ask

per_day = ask(
    """What does each day bring?

    One row a day: `day` (such as 2026-11-02), `orders`, and `cents`, the sum of `order_amount_cents`. Guests' orders count.
    """,
    level="core",
    hints=(
        "How many rows should come out, and which part of `order_date` is the same for all orders of a day?",
        "`date(order_date)` is the day. Name it, and group by that name; count rows and sum cents beside it.",
    ),
)
per_day.solution("""
select
    date(order_date) as day,
    count(*) as orders,
    sum(order_amount_cents) as cents
from order_fact
group by day
""")
per_day.also_right("""
select day, sum(orders) as orders, sum(cents) as cents
from (
    select substr(order_date, 1, 10) as day, customer_id, count(order_id) as orders, sum(order_amount_cents) as cents
    from order_fact
    group by substr(order_date, 1, 10), customer_id
)
group by day
""")
per_day.mistake(
    "You have a row for each moment in which somebody ordered. Two orders of one morning differ in their seconds: group by the day alone.",
    "select order_date as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by order_date",
)
per_day.mistake(
    "Each day comes many times: you show the day, and group by the whole moment. Group by what you show.",
    "select substr(order_date, 1, 10) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by order_date",
)
per_day.mistake(
    "Guests are missing in `orders`: `count(customer_id)` passes over NULL. `count(*)` counts every row.",
    "select substr(order_date, 1, 10) as day, count(customer_id) as orders, sum(order_amount_cents) as cents from order_fact group by 1",
)
per_day.mistake(
    "Guests are missing, with their cents: your `where` drops the orders without a customer, and they were asked for.",
    """select substr(order_date, 1, 10) as day, count(*) as orders, sum(order_amount_cents) as cents
    from order_fact where customer_id is not null group by 1""",
)
per_day.mistake(
    "`orders` counts different customers. Whoever orders twice on a day placed two orders: count rows.",
    """select substr(order_date, 1, 10) as day, count(distinct customer_id) as orders, sum(order_amount_cents) as cents
    from order_fact group by 1""",
)
per_day.mistake(
    "`orders` holds pieces: an order of three mugs is one order. Count rows, do not add quantities.",
    "select substr(order_date, 1, 10) as day, sum(quantity) as orders, sum(order_amount_cents) as cents from order_fact group by 1",
)
per_day.mistake(
    "`cents` holds euros: `order_amount` is for display. Sum `order_amount_cents`, whole numbers that add up exactly.",
    "select substr(order_date, 1, 10) as day, count(*) as orders, sum(order_amount) as cents from order_fact group by 1",
)
per_day.mistake(
    "`cents` holds the mean order of each day. The day's revenue is the `sum`.",
    "select substr(order_date, 1, 10) as day, count(*) as orders, avg(order_amount_cents) as cents from order_fact group by 1",
)
per_day.mistake(
    "The numbers are right, but your days say only 02 or 03, so that two months would fall into one row. Keep year and month in `day`.",
    "select substr(order_date, 9, 2) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by 1",
)
per_day.mistake(
    "One row, with the totals of all days and the day of any one order: without `group by` all rows are one group.",
    "select substr(order_date, 1, 10) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact",
)
per_day.mistake(
    "`cents` holds one order of each day, any one: a column outside an aggregate has many values in a group. Take their `sum`.",
    "select date(order_date) as day, count(*) as orders, order_amount_cents as cents from order_fact group by 1",
)
per_day.mistake(
    "`cents` holds whole euros, their cents cut off. Leave the sum as it is.",
    "select date(order_date) as day, count(*) as orders, sum(order_amount_cents) / 100 as cents from order_fact group by 1",
)
per_day.mistake(
    "You multiplied by the quantity: `order_amount_cents` is already for all pieces of the order.",
    "select date(order_date) as day, count(*) as orders, sum(order_amount_cents * quantity) as cents from order_fact group by 1",
)
per_day.mistake(
    "You grouped by month: seven characters end before the day. `date(order_date)` gives all ten.",
    "select substr(order_date, 1, 7) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by 1",
)
per_day.mistake(
    "Each day comes once for every customer. What stands in `group by` sets the grain: only the day belongs there.",
    "select date(order_date) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by 1, customer_id",
)
per_day.mistake(
    "You have a row for each order: `order_id` in `group by` makes groups of one. Group by the day alone.",
    "select date(order_date) as day, count(*) as orders, sum(order_amount_cents) as cents from order_fact group by order_id",
)

not_lyon = ask(
    """How many customers are not known to live in Lyon?

    Those without a location are not known to live there, so they count. One number, `customers`.
    """,
    level="core",
    hints=(
        "What does `location <> 'Lyon'` say of a customer whose location is NULL: true, false, or unknown?",
        "Either let `or` add those whose location `is null`, or compare in a way that treats NULL as a value like others.",
    ),
)
not_lyon.solution("select count(*) as customers from customer_dim where location is not 'Lyon'")
not_lyon.also_right("select count(*) - count(*) filter (where location = 'Lyon') as customers from customer_dim")
not_lyon.also_right("select sum(case when location = 'Lyon' then 0 else 1 end) as customers from customer_dim")
not_lyon.mistake(
    "The customers without a location are missing. To compare NULL with 'Lyon' gives unknown, by `<>` and by `not` alike, "
    "and only what is true is counted.",
    "select count(*) as customers from customer_dim where location <> 'Lyon'",
)
not_lyon.mistake(
    "You have only the customers without a location. Those known to live in another place are not in Lyon either: ask for both.",
    "select count(*) as customers from customer_dim where location is null",
)
not_lyon.mistake(
    "You counted every customer with a known location, Lyon included. A `count(...)` around a condition counts false as well as true: "
    "it passes over NULL only.",
    "select count(location <> 'Lyon') as customers from customer_dim",
)
not_lyon.mistake(
    "Nobody is left. A comparison with NULL is never true, be it `= null` or `not in` a list that holds NULL; and `and` wants both sides "
    "at once. Ask `is null`, after an `or`.",
    "select count(*) as customers from customer_dim where location <> 'Lyon' and location = null",
)
not_lyon.mistake(
    "You counted all customers, those in Lyon too. Where does your query leave them out? (To `<>`, 'lyon' is another place.)",
    "select count(*) as customers from customer_dim",
)
not_lyon.mistake(
    "You counted places, each once. The question is how many customers.",
    "select count(distinct location) as customers from customer_dim where location <> 'Lyon'",
)

guest_share = ask(
    """What part of each day's orders comes from guests?

    Columns `day` and `guest_share`: the guests' orders divided by all orders of the day, between 0 and 1, by `round(..., 3)`.
    """,
    level="core",
    hints=(
        "One row a day, two counts in it. Which of them has a condition?",
        "`count(*) filter (where ...)` over `count(*)`. Both are whole numbers: what must you do before you divide?",
    ),
)
guest_share.solution("""
select
    date(order_date) as day,
    round(1.0 * count(*) filter (where customer_id is null) / count(*), 3) as guest_share
from order_fact
group by day
""")
guest_share.also_right("""
select substr(order_date, 1, 10) as day, round(avg(case when customer_id is null then 1 else 0 end), 3) as guest_share
from order_fact
group by day
""")
guest_share.also_right("""
select substr(order_date, 1, 10) as day, round((count(*) - count(customer_id)) * 1.0 / count(*), 3) as guest_share
from order_fact
group by substr(order_date, 1, 10)
""")
guest_share.mistake(
    "Zero on every day. A whole number divided by a whole number loses what comes after the point: multiply by `1.0` before you divide. "
    "If you did: a guest is found by `is null`, never by `= null`.",
    """select substr(order_date, 1, 10) as day, round(count(*) filter (where customer_id is null) / count(*), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "One on every day: you divide a number of rows by itself. Did `where` or `case` leave only guests, or did `count(...)` count false? "
    "It passes over NULL only.",
    """select substr(order_date, 1, 10) as day, round(1.0 * count(customer_id is null) / count(*), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "You have the part of the orders that comes from known customers. `count(customer_id)` passes over guests: ask for the others.",
    "select substr(order_date, 1, 10) as day, round(1.0 * count(customer_id) / count(*), 3) as guest_share from order_fact group by 1",
)
guest_share.mistake(
    "You divide guests' orders by the other orders. A part is measured against the whole: divide by all orders of the day.",
    """select substr(order_date, 1, 10) as day, round(1.0 * sum(customer_id is null) / count(customer_id), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "You have each day's part of all guests' orders. Divide by the orders of the same day.",
    """select substr(order_date, 1, 10) as day,
        round(1.0 * count(*) / (select count(*) from order_fact where customer_id is null), 3) as guest_share
    from order_fact where customer_id is null group by 1""",
)
guest_share.mistake(
    "You divide the guests' orders of a day by the orders of all days. Divide by those of the same day.",
    """select substr(order_date, 1, 10) as day,
        round(1.0 * count(*) filter (where customer_id is null) / (select count(*) from order_fact), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "You have the guests' part of the cents. The question is about orders: a large order counts once.",
    """select substr(order_date, 1, 10) as day,
        round(1.0 * sum(order_amount_cents) filter (where customer_id is null) / sum(order_amount_cents), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "One row, for all days together. The question wants a row a day: group.",
    """select substr(order_date, 1, 10) as day, round(1.0 * count(*) filter (where customer_id is null) / count(*), 3) as guest_share
    from order_fact""",
)
guest_share.mistake(
    "Your numbers are a hundred times too large: per cent were not asked for, a part between 0 and 1 was.",
    """select substr(order_date, 1, 10) as day, round(100.0 * count(*) filter (where customer_id is null) / count(*), 3) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "The parts are right, and not rounded: `round(..., 3)`.",
    """select date(order_date) as day, 1.0 * count(*) filter (where customer_id is null) / count(*) as guest_share
    from order_fact group by 1""",
)
guest_share.mistake(
    "You counted the guests' orders. How large a part that is, you know when you divide by all orders of the day.",
    "select date(order_date) as day, count(*) filter (where customer_id is null) as guest_share from order_fact group by 1",
)

regulars = ask(
    """Who ordered at least ten times?

    Columns `customer_id` and `orders`. All guests together are not a customer: leave them out.
    """,
    level="core",
    hints=(
        "One condition is about a row, the other about a group. Which is which?",
        "Drop the guests in `where`, before there are groups; drop the groups that are too small in `having`.",
    ),
)
regulars.solution("""
select customer_id, count(*) as orders
from order_fact
where customer_id is not null
group by customer_id
having count(*) >= 10
""")
regulars.also_right("""
select customer_id, count(customer_id) as orders
from order_fact
group by customer_id
having count(customer_id) >= 10
""")
regulars.also_right("""
select customer_id, orders
from (select customer_id, sum(1) as orders from order_fact group by customer_id)
where orders > 9 and customer_id > 0
""")
regulars.mistake(
    "One row too many: NULL, with the orders of all guests. `group by` makes one group of all NULLs; drop them before you group.",
    "select customer_id, count(*) as orders from order_fact group by customer_id having count(*) >= 10",
)
regulars.mistake(
    "Customers with exactly ten orders are missing. At least ten includes ten: `>=`.",
    "select customer_id, count(*) as orders from order_fact where customer_id is not null group by customer_id having count(*) > 10",
)
regulars.mistake(
    "You have all customers, also those who ordered less than ten times. A condition on a group stands in `having`.",
    "select customer_id, count(*) as orders from order_fact where customer_id is not null group by customer_id",
)
regulars.mistake(
    "Your result is empty. A single order never has ten pieces, and `<> null` is never true. How many orders a customer has, "
    "only `having` knows, over groups by customer.",
    "select customer_id, count(*) as orders from order_fact where customer_id is not null and quantity >= 10 group by customer_id",
)
regulars.mistake(
    "You have customers who bought at least ten pieces. An order of four pieces is one order: count rows in `having`, too.",
    """select customer_id, count(*) as orders from order_fact
    where customer_id is not null group by customer_id having sum(quantity) >= 10""",
)
regulars.mistake(
    "`orders` holds pieces, and customers with ten pieces got in. Count rows, do not add quantities.",
    """select customer_id, sum(quantity) as orders from order_fact
    where customer_id is not null group by customer_id having sum(quantity) >= 10""",
)
regulars.mistake(
    "You count days with an order, not orders. Two orders on one day are two orders.",
    """select customer_id, count(distinct substr(order_date, 1, 10)) as orders from order_fact
    where customer_id is not null group by customer_id having orders >= 10""",
)
regulars.mistake(
    "You count different products, not orders. Whoever orders the same mug twice placed two orders.",
    """select customer_id, count(distinct product_id) as orders from order_fact
    where customer_id is not null group by customer_id having orders >= 10""",
)
regulars.mistake(
    "You have only customers with exactly ten orders. At least ten means ten or more: `>=`.",
    "select customer_id, count(*) as orders from order_fact where customer_id is not null group by customer_id having count(*) = 10",
)
regulars.mistake(
    "The guests came in as a customer, and customers with exactly ten orders are out. Drop the guests before you group, and say `>=`.",
    "select customer_id, count(*) as orders from order_fact group by customer_id having count(*) > 10",
)
regulars.mistake(
    "You have the right customers, and in `orders` their pieces. Count rows there, too.",
    """select customer_id, sum(quantity) as orders from order_fact
    where customer_id is not null group by customer_id having count(*) >= 10""",
)
regulars.mistake(
    "You have customers with ten orders on one day. The day stands in `group by`, so each day counts by itself.",
    """select customer_id, count(*) as orders from order_fact
    where customer_id is not null group by customer_id, date(order_date) having count(*) >= 10""",
)

nightly = ask(
    """How many orders would a nightly backup meet?

    It runs from 03:00:00 to 03:59:59. One row for each day on which the shop has an order: `day`, and `orders` in that hour, 0 on a
    night without one.
    """,
    level="core",
    hints=(
        "If `where` drops every order but those of the hour, which row is left of a night without one?",
        "Group all orders by day, and give the condition to the count alone. `strftime('%H', order_date)` is the hour, as text.",
    ),
)
nightly.solution("""
select
    date(order_date) as day,
    count(*) filter (where strftime('%H', order_date) = '03') as orders
from order_fact
group by day
""")
nightly.also_right("""
select date(order_date) as day, sum(case when time(order_date) between '03:00:00' and '03:59:59' then 1 else 0 end) as orders
from order_fact
group by date(order_date)
""")
nightly.also_right("""
select day, (select count(*) from order_fact where order_date like day || ' 03:%') as orders
from (select distinct substr(order_date, 1, 10) as day from order_fact)
""")
nightly.mistake(
    "The nights without an order are missing: `where` dropped all their rows, and a group without rows is no group. "
    "Group all orders, and count those of the hour within.",
    "select substr(order_date, 1, 10) as day, count(*) as orders from order_fact where substr(order_date, 12, 2) = '03' group by 1",
)
nightly.mistake(
    "Nights without an order show NULL: without `else` a `case` gives NULL, and a sum of nothing but NULLs is NULL. Say `else 0`.",
    """select substr(order_date, 1, 10) as day, sum(case when substr(order_date, 12, 2) = '03' then 1 end) as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "You counted the orders of the whole day. `count(...)` passes over NULL only: a 0 or a false is counted like a 1.",
    """select substr(order_date, 1, 10) as day, count(case when substr(order_date, 12, 2) = '03' then 1 else 0 end) as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "You have two hours: orders from 04:00:00 on are in it, and the backup is over by then.",
    """select substr(order_date, 1, 10) as day, count(*) filter (where substr(order_date, 12, 2) between '03' and '04') as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "Zero on every night: nothing in `order_date` equals what you compare it with. It is text that begins with the day; the hour in it is "
    "'03', not '3' and not the number 3. Cut it out, of each order, inside the aggregate.",
    """select substr(order_date, 1, 10) as day, count(*) filter (where substr(order_date, 12, 2) = '3') as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "Guests are missing: `count(customer_id)` passes over NULL. Count rows.",
    """select substr(order_date, 1, 10) as day, count(customer_id) filter (where substr(order_date, 12, 2) = '03') as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "You have pieces: an order of two pieces is one order. Count rows, do not add quantities.",
    """select substr(order_date, 1, 10) as day, sum(case when substr(order_date, 12, 2) = '03' then quantity else 0 end) as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "You have everything before four o'clock. The backup begins at 03:00:00.",
    """select substr(order_date, 1, 10) as day, count(*) filter (where substr(order_date, 12, 2) <= '03') as orders
    from order_fact group by 1""",
)
nightly.mistake(
    "No row is left. `where` or `having` drops whole nights, and `order_date` begins with its year, not with its hour. "
    "Give the condition to the count, and ask `strftime('%H', order_date)`.",
    "select date(order_date) as day, count(*) as orders from order_fact where order_date between '03:00:00' and '03:59:59' group by 1",
)
nightly.mistake(
    "You have everything from three o'clock on, to midnight. The backup is over when the clock says 04:00:00.",
    "select date(order_date) as day, count(*) filter (where strftime('%H', order_date) >= '03') as orders from order_fact group by 1",
)
nightly.mistake(
    "You have one total for all nights, with the day of any order. The question wants a row a day: group.",
    "select date(order_date) as day, count(*) filter (where strftime('%H', order_date) = '03') as orders from order_fact",
)

spend = ask(
    """What does a customer spend on average?

    First each customer's total over all their orders, then the mean of the totals, in cents, by `round(..., 2)`. Leave guests out, and
    customers who never ordered. One number, `mean_cents`.
    """,
    level="stretch",
    hints=(
        "Over how many values do you want the mean: one for each order, or one for each customer?",
        "A query in brackets gives one total for each customer who is not NULL. The query around it averages the totals.",
    ),
)
spend.solution("""
select round(avg(cents), 2) as mean_cents
from (
    select customer_id, sum(order_amount_cents) as cents
    from order_fact
    where customer_id is not null
    group by customer_id
)
""")
spend.also_right("""
select round(1.0 * sum(order_amount_cents) / count(distinct customer_id), 2) as mean_cents
from order_fact
where customer_id is not null
""")
spend.mistake(
    "All guests went in as one giant customer: `group by` makes one group of all NULLs. Drop them before you group.",
    """select round(avg(cents), 2) as mean_cents
    from (select sum(order_amount_cents) as cents from order_fact group by customer_id)""",
)
spend.mistake(
    "This is the mean of all orders, those of guests included. First add up what each customer spent, then average these totals.",
    "select round(avg(order_amount_cents), 2) as mean_cents from order_fact",
)
spend.mistake(
    "This is a mean over orders, and you want one over customers. Whoever orders ten times pays ten times: total first, then average.",
    "select round(avg(order_amount_cents), 2) as mean_cents from order_fact where customer_id is not null",
)
spend.mistake(
    "This is a mean of means: each customer went in with their mean order. Go in with their `sum`.",
    """select round(avg(cents), 2) as mean_cents
    from (select avg(order_amount_cents) as cents from order_fact where customer_id is not null group by customer_id)""",
)
spend.mistake(
    "The cents of guests are in your sum, their orders have no customer to share them. Leave guests out of both.",
    "select round(1.0 * sum(order_amount_cents) / count(distinct customer_id), 2) as mean_cents from order_fact",
)
spend.mistake(
    "You divide by all customers, also those who never ordered. Divide by the customers who are in `order_fact`.",
    """select round(1.0 * sum(order_amount_cents) / (select count(*) from customer_dim), 2) as mean_cents
    from order_fact where customer_id is not null""",
)
spend.mistake(
    "You divided whole numbers, and what comes after the point is lost. Use `avg`, or multiply by `1.0` first.",
    """select round(sum(order_amount_cents) / count(distinct customer_id), 2) as mean_cents
    from order_fact where customer_id is not null""",
)
spend.mistake(
    "This is what all customers spent together. Divide by how many they are.",
    "select round(sum(order_amount_cents), 2) as mean_cents from order_fact where customer_id is not null",
)
spend.mistake(
    "This is in euros: the question wants cents.",
    """select round(1.0 * sum(order_amount_cents) / count(distinct customer_id) / 100, 2) as mean_cents
    from order_fact where customer_id is not null""",
)
spend.mistake(
    "Guests went in as one customer, and everybody with their mean order. Drop the guests first, and take each customer's `sum`.",
    "select round(avg(cents), 2) as mean_cents from (select avg(order_amount_cents) as cents from order_fact group by customer_id)",
)
spend.mistake(
    "The number is right, and not rounded: `round(..., 2)`.",
    """select avg(cents) as mean_cents
    from (select sum(order_amount_cents) as cents from order_fact where customer_id is not null group by customer_id)""",
)
spend.mistake(
    "You have each customer's total: the first half. Put this query into brackets, and average what it gives.",
    "select sum(order_amount_cents) as mean_cents from order_fact where customer_id is not null group by customer_id",
)
spend.mistake(
    "You have a row for each customer, with their mean order. Take each one's total, put that query into brackets, and average it.",
    "select round(avg(order_amount_cents), 2) as mean_cents from order_fact where customer_id is not null group by customer_id",
)
spend.mistake(
    "You averaged what a customer spends on a day with an order. The day stands in `group by`: total over all days first.",
    """select round(avg(cents), 2) as mean_cents from (
        select sum(order_amount_cents) as cents from order_fact where customer_id is not null group by customer_id, date(order_date)
    )""",
)

empty_days = ask(
    """Which products sell on nearly every day?

    A day of the shop, that is, a day with any order at all, is empty for a product if nobody ordered it then. Columns `product_id` and
    `empty_days`, for products with one, two or three empty days.
    """,
    level="stretch",
    hints=(
        "An empty day has no row for its product. Which two numbers do exist, so that you can subtract?",
        "All days: a count of distinct days, in brackets, over the whole table. Days sold: the same count within each product.",
    ),
)
empty_days.solution("""
select product_id, empty_days
from (
    select
        product_id,
        (select count(distinct date(order_date)) from order_fact)
            - count(distinct date(order_date)) as empty_days
    from order_fact
    group by product_id
)
where empty_days between 1 and 3
""")
empty_days.also_right("""
with day as (select distinct date(order_date) as day from order_fact),
sold as (select distinct product_id, date(order_date) as day from order_fact)
select product_id, count(*) as empty_days
from product_dim
cross join day
where not exists (select 1 from sold where sold.product_id = product_dim.product_id and sold.day = day.day)
group by product_id
having count(*) <= 3
""")
empty_days.also_right("""
select product_id, days - count(*) as empty_days
from (
    select product_id, substr(order_date, 1, 10) as day, (select count(distinct substr(order_date, 1, 10)) from order_fact) as days
    from order_fact
    group by product_id, day
)
group by product_id
having days - count(*) in (1, 2, 3)
""")
DAYS = "(select count(distinct date(order_date)) from order_fact)"
empty_days.mistake(
    "All products are in it. One to three empty days were asked for: drop the others, as `having` does.",
    f"select product_id, {DAYS} - count(distinct date(order_date)) as empty_days from order_fact group by 1",
)
empty_days.mistake(
    "Products that sold every day are in it, with 0. At least one empty day was asked for.",
    f"select product_id, {DAYS} - count(distinct date(order_date)) as empty_days from order_fact group by 1 having empty_days <= 3",
)
empty_days.mistake(
    "Products with more than three empty days are in it. From one to three were asked for.",
    f"select product_id, {DAYS} - count(distinct date(order_date)) as empty_days from order_fact group by 1 having empty_days > 0",
)
empty_days.mistake(
    "Only one and two are in it: three empty days belong there, too.",
    f"select product_id, {DAYS} - count(distinct date(order_date)) as empty_days from order_fact group by 1 having empty_days in (1, 2)",
)
empty_days.mistake(
    "The products are right, your number is that of the days with an order. The empty days are the others: subtract.",
    f"""select product_id, count(distinct date(order_date)) as empty_days from order_fact group by 1
    having count(distinct date(order_date)) between {DAYS} - 3 and {DAYS} - 1""",
)
empty_days.mistake(
    "You have the number of days on which each product sold, for all products. The empty days are the others: subtract from all days.",
    "select product_id, count(distinct date(order_date)) as empty_days from order_fact group by 1",
)
empty_days.mistake(
    "You subtract in the wrong direction, so your numbers are negative: all days minus the days with an order.",
    f"""select product_id, count(distinct date(order_date)) - {DAYS} as empty_days from order_fact group by 1
    having empty_days between -3 and -1""",
)
empty_days.mistake(
    "Your numbers are not those of days: you subtract orders from days. Three orders on one day make one day: `distinct`.",
    f"select product_id, {DAYS} - count(*) as empty_days from order_fact group by 1",
)
empty_days.mistake(
    "Hardly a product is left, or none. Did you count orders, or moments, where days were asked? Three orders on one day make one day: "
    "`distinct`.",
    f"select product_id, {DAYS} - count(*) as empty_days from order_fact group by 1 having empty_days between 1 and 3",
)
empty_days.mistake(
    "You left the guests out: a day on which only guests bought a product is not empty for it.",
    f"""select product_id, {DAYS} - count(distinct date(order_date)) as empty_days from order_fact
    where customer_id is not null group by 1 having empty_days between 1 and 3""",
)
empty_days.mistake(
    "You count one day too few for all products: from the 2nd to the 4th are three days, and the difference is two.",
    f"""select product_id, {DAYS} - 1 - count(distinct date(order_date)) as empty_days from order_fact group by 1
    having empty_days between 1 and 3""",
)
empty_days.mistake(
    "You count from the product's own first order to its own last. The empty days before and after them are missing: "
    "measure each product by all days of the shop.",
    """select product_id, cast(julianday(max(date(order_date))) - julianday(min(date(order_date))) as integer) + 1
        - count(distinct date(order_date)) as empty_days
    from order_fact group by 1 having empty_days between 1 and 3""",
)
