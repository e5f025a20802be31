"""Exercise 1.09: who comes back, what is bought together, at which step visitors leave, and where a session ends."""

from shopstream.lessons.shop import ask

never_bought = ask(
    """What did customer 2020 view and never buy?

    One column, `product_id`, each product once. Bought is what has a line in `order_fact`.
    """,
    level="core",
    hints=(
        "Two sets of products: those that this customer viewed, and those that this customer bought. What is in the first only?",
        "`not exists`, where the inner query asks for the same customer and the same product; or `except`.",
    ),
    books="baskets",
)
never_bought.solution("""
select distinct i.product_id
from interaction_fact as i
where i.customer_id = 2020 and i.kind = 'view'
    and not exists (
        select 1 from order_fact as o where o.customer_id = i.customer_id and o.product_id = i.product_id
    )
""")
never_bought.also_right("""
select product_id from interaction_fact where customer_id = 2020 and kind = 'view'
except
select product_id from order_fact where customer_id = 2020
""")
never_bought.also_right("""
select i.product_id
from interaction_fact as i
left join order_fact as o on o.customer_id = i.customer_id and o.product_id = i.product_id
where i.customer_id = 2020
group by i.product_id
having count(o.order_id) = 0
""")
never_bought.mistake(
    "A product stands there once for each time that it was viewed. Show each product once: `distinct`.",
    """select i.product_id from interaction_fact as i where i.customer_id = 2020 and i.kind = 'view' and not exists (
        select 1 from order_fact as o where o.customer_id = i.customer_id and o.product_id = i.product_id)""",
)
never_bought.mistake(
    "A product stands there once for each event, views and carts. Show each product once: `distinct`.",
    """select i.product_id from interaction_fact as i where i.customer_id = 2020 and not exists (
        select 1 from order_fact as o where o.customer_id = i.customer_id and o.product_id = i.product_id)""",
)
never_bought.mistake(
    "Your result is empty. The inner query must look for a line of this customer *and* of this product: every product was bought by "
    "somebody, and this customer bought something. With a left join, both comparisons belong into `on`.",
    """select distinct i.product_id from interaction_fact as i where i.customer_id = 2020 and not exists (
        select 1 from order_fact as o where o.product_id = i.product_id)""",
)
never_bought.mistake(
    "These are all products that the customer viewed, the bought ones among them. Take out those with a line in `order_fact`.",
    "select distinct product_id from interaction_fact where customer_id = 2020 and kind = 'view'",
)
never_bought.mistake(
    "These the customer viewed and did buy. Asked is what has no line: `not exists`.",
    """select distinct i.product_id from interaction_fact as i inner join order_fact as o
    on o.customer_id = i.customer_id and o.product_id = i.product_id where i.customer_id = 2020 and i.kind = 'view'""",
)
never_bought.mistake(
    "You have products that the customer never viewed: you started from all of them. Start from this customer's views.",
    """select product_id from product_dim where product_id not in (select product_id from order_fact where customer_id = 2020)""",
)
never_bought.mistake(
    "These went into the cart and were never bought. Asked is what was viewed: most of it came into no cart.",
    """select product_id from interaction_fact where customer_id = 2020 and kind = 'cart'
    except select product_id from order_fact where customer_id = 2020""",
)
never_bought.mistake(
    "These were viewed and never put into the cart. What lies in a cart is not bought yet, and a gift is in no cart: ask `order_fact`.",
    """select product_id from interaction_fact where customer_id = 2020 and kind = 'view'
    except select product_id from interaction_fact where customer_id = 2020 and kind = 'cart'""",
)
never_bought.mistake(
    "You compare session by session: a product that was viewed on Monday and bought on Tuesday is in your answer. "
    "Never means in no order of the customer.",
    """select distinct i.product_id from interaction_fact as i where i.customer_id = 2020 and i.kind = 'view' and not exists (
        select 1 from order_fact as o where o.session_id = i.session_id and o.product_id = i.product_id)""",
)
never_bought.mistake(
    "You compare session by session, and show a product once for each view. Never means in no order of the customer; "
    "`distinct` does the rest.",
    """select i.product_id from interaction_fact as i where i.customer_id = 2020 and i.kind = 'view' and not exists (
        select 1 from order_fact as o where o.session_id = i.session_id and o.product_id = i.product_id)""",
)
never_bought.mistake(
    "You left out sessions in which the customer ordered anything. Compare products: the inner query must ask for the product, too.",
    """select distinct i.product_id from interaction_fact as i where i.customer_id = 2020 and i.kind = 'view' and not exists (
        select 1 from order_fact as o where o.session_id = i.session_id)""",
)
never_bought.mistake(
    "These are all products of the shop: your condition holds for each. Start from the views of customer 2020.",
    "select product_id from product_dim",
)
never_bought.mistake(
    "You have what somebody viewed and customer 2020 did not buy. The views, too, must be those of customer 2020.",
    """select distinct product_id from interaction_fact where customer_id <> 2020 and kind = 'view'
    and product_id not in (select product_id from order_fact where customer_id = 2020) and product_id not in
    (select product_id from interaction_fact where customer_id = 2020)""",
)

repeat_interval = ask(
    """How many days pass until each customer orders again?

    For each customer with at least two orders: `customer_id`, and `mean_days`, the mean of the days from an order to the next, by
    `round(..., 2)`. Days are counted from date to date, so two orders of one day are 0 apart. Leave guests out.
    """,
    level="core",
    hints=(
        "What is a row of `order_fact`? Bring it to one row an order, then look at the row before. How many intervals have three orders?",
        "Step one: `customer_id`, `order_id` and `date(order_date)`, grouped. Step two: `julianday(day) - julianday(lag(day) over "
        "(partition by customer_id order by ...))`. Step three: its mean, by customer; `having` drops those without an interval.",
    ),
    books="baskets",
)
repeat_interval.solution("""
with placed as (
    select customer_id, order_id, date(order_date) as day
    from order_fact
    where customer_id is not null
    group by customer_id, order_id, day
),
step as (
    select
        customer_id,
        julianday(day) - julianday(lag(day) over (partition by customer_id order by day, order_id)) as days
    from placed
)
select customer_id, round(avg(days), 2) as mean_days
from step
group by customer_id
having count(days) >= 1
""")
repeat_interval.also_right("""
select
    customer_id,
    round((julianday(date(max(order_date))) - julianday(date(min(order_date)))) / (count(distinct order_id) - 1), 2) as mean_days
from order_fact
where customer_id is not null
group by customer_id
having count(distinct order_id) > 1
""")
repeat_interval.also_right("""
with placed as (
    select distinct customer_id, order_id, date(order_date) as day from order_fact
),
step as (
    select customer_id, julianday(lead(day) over (partition by customer_id order by order_id)) - julianday(day) as days from placed
)
select customer_id, round(1.0 * sum(days) / count(*), 2) as mean_days
from step
where days is not null and customer_id > 0
group by customer_id
""")
repeat_interval.mistake(
    "Your means are too short. A row is a line, and from a line to the next of the same order no day passes: bring each order to one row "
    "first. Besides, whoever placed one order of two lines has no interval, and is in your answer with 0.",
    """with step as (select customer_id, julianday(date(order_date)) - julianday(lag(date(order_date)) over (
        partition by customer_id order by order_date, order_id, line_number)) as days from order_fact where customer_id is not null)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 1""",
)
repeat_interval.mistake(
    "Your means are too short: you count lines where orders should stand. From a line to the next of the same order no day passes. "
    "Bring each order to one row first.",
    """with step as (select customer_id, order_id, julianday(date(order_date)) - julianday(lag(date(order_date)) over (
        partition by customer_id order by order_date, order_id, line_number)) as days from order_fact where customer_id is not null)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "Your means are too short, as you compare lines: within an order no day passes. Besides, whoever ordered once is in your answer, "
    "with NULL or 0.",
    """with step as (select customer_id, julianday(date(order_date)) - julianday(lag(date(order_date)) over (
        partition by customer_id order by order_date, order_id, line_number)) as days from order_fact where customer_id is not null)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id""",
)
repeat_interval.mistake(
    "You divide by the orders. Three orders have two intervals: the first has none, and counts as 0 with you.",
    """select customer_id,
        round((julianday(date(max(order_date))) - julianday(date(min(order_date)))) / count(distinct order_id), 2) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "Whoever ordered once is in your answer, with 0, and the other means are too short: the NULL of a first order became 0. "
    "It is no interval. Leave it NULL, so that `avg` passes over it.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, coalesce(julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)), 0) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id""",
)
repeat_interval.mistake(
    "The means are right. Whoever ordered once is in your answer, with NULL: drop those groups with `having`.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id""",
)
repeat_interval.mistake(
    'Whoever ordered once is in your answer, with 0. That says "again on the same day", and nobody knows that: drop those groups.',
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)) as days from placed)
    select customer_id, coalesce(round(avg(days), 2), 0) as mean_days from step group by customer_id""",
)
repeat_interval.mistake(
    "One row is too many: the guests, who became one customer with NULL as number. `where customer_id is not null`.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 1""",
)
repeat_interval.mistake(
    "Rows too many: the guests became one customer with NULL as number, and whoever ordered once shows NULL. Drop both.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id""",
)
repeat_interval.mistake(
    "You count hours and seconds as well. Asked are days from date to date: `date(order_date)` inside `julianday`.",
    """select customer_id, round((julianday(max(order_date)) - julianday(min(order_date))) / (count(distinct order_id) - 1), 2) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "The zeros are missing: you made one row a day, or kept only gaps above 0. A second order of a day comes 0 days after the first.",
    """with placed as (select distinct customer_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (partition by customer_id order by day)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 1""",
)
repeat_interval.mistake(
    "Your means are nearly 0: the order before is anybody's. Open a window for each customer: `partition by customer_id`.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (order by day, order_id)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(*) > 1""",
)
repeat_interval.mistake(
    "Your means are whole numbers: a whole number divided by a whole number loses what comes after the point.",
    """select customer_id,
        cast((julianday(date(max(order_date))) - julianday(date(min(order_date)))) / (count(distinct order_id) - 1) as integer) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "The means are right, and not rounded: `round(..., 2)`.",
    """select customer_id,
        (julianday(date(max(order_date))) - julianday(date(min(order_date)))) / (count(distinct order_id) - 1) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "These are the days from the first order to the last. Divide them by the number of intervals, or take the mean of `lag`'s.",
    """select customer_id, julianday(date(max(order_date))) - julianday(date(min(order_date))) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "Two things. You count hours and seconds as well: `date(order_date)` inside `julianday`. And a row is a line, so within an order "
    "nothing passes: make one row an order.",
    """with step as (select customer_id, julianday(order_date) - julianday(lag(order_date) over (
        partition by customer_id order by order_date)) as days from order_fact where customer_id is not null)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 1""",
)
repeat_interval.mistake(
    "Two things. You count hours and seconds as well: `date(order_date)` inside `julianday`. And you divide by the orders: "
    "three orders have two intervals.",
    """select customer_id, round((julianday(max(order_date)) - julianday(min(order_date))) / count(distinct order_id), 2) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)
repeat_interval.mistake(
    "Every mean is 0: a date is text, and of `2026-11-03` SQLite subtracts the 2026 alone. Make days of it: `julianday(...)`.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, day - lag(day) over (partition by customer_id order by day, order_id) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 1""",
)
repeat_interval.mistake(
    "The means are right. Whoever ordered twice is missing: two orders have one interval, and that is enough.",
    """with placed as (select distinct customer_id, order_id, date(order_date) as day from order_fact where customer_id is not null),
    step as (select customer_id, julianday(day) - julianday(lag(day) over (
        partition by customer_id order by day, order_id)) as days from placed)
    select customer_id, round(avg(days), 2) as mean_days from step group by customer_id having count(days) >= 2""",
)
repeat_interval.mistake(
    "Your means are below 0: you take the later day from the earlier one. With `lag`, the row itself comes first; with `lead`, last.",
    """select customer_id,
        round((julianday(date(min(order_date))) - julianday(date(max(order_date)))) / (count(distinct order_id) - 1), 2) as mean_days
    from order_fact where customer_id is not null group by customer_id having count(distinct order_id) > 1""",
)

new_customers = ask(
    """How many customers were new on each day, and how many came back?

    New on a day is who ordered on it for the first time ever. For each `first_day` from 2026-11-05 on: `new_customers`, and `came_back`,
    how many of these ordered on a later day, too, 0 if none. Leave guests out; a day without a new customer needs no row.
    """,
    level="core",
    hints=(
        "Which orders must you look at to know the first one: all, or those from 2026-11-05 on? When, then, is the time to filter?",
        "One row a customer, with the first day and the last; from it, count by `first_day`. Or `min(...) over (partition by customer_id)` "
        "beside each line, then `count(distinct customer_id)`, once with a `filter`.",
    ),
    books="baskets",
    edges="update order_fact set customer_id = 2001 where customer_id is null and order_date < '2026-11-05'",
)
new_customers.solution("""
with each as (
    select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
    from order_fact
    where customer_id is not null
    group by customer_id
)
select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back
from each
where first_day >= '2026-11-05'
group by first_day
""")
new_customers.also_right("""
with told as (
    select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
    from order_fact
    where customer_id is not null
)
select
    first_day, count(distinct customer_id) as new_customers,
    count(distinct customer_id) filter (where day > first_day) as came_back
from told
where first_day >= '2026-11-05'
group by first_day
""")
new_customers.also_right("""
with numbered as (
    select customer_id, date(order_date) as day, rank() over (partition by customer_id order by date(order_date)) as place from order_fact
),
newcomer as (
    select distinct customer_id, day from numbered where place = 1 and customer_id is not null
)
select
    n.day as first_day, count(*) as new_customers,
    count(*) filter (where exists (
        select 1 from order_fact as o where o.customer_id = n.customer_id and date(o.order_date) > n.day
    )) as came_back
from newcomer as n
where n.day between '2026-11-05' and '2027-01-01'
group by n.day
""")
new_customers.mistake(
    "Too many are new. You dropped the days before 2026-11-05 first, so an old customer's next order looks like a first one. "
    "Find the first day among all orders, then filter.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where customer_id is not null and order_date >= '2026-11-05' group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each group by first_day""",
)
new_customers.mistake(
    "Too many are new: you dropped the days before 2026-11-05 before you looked for the first one. "
    "And the guests became one customer, new on that day.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where order_date >= '2026-11-05' group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each group by first_day""",
)
new_customers.mistake(
    "Too many are new, as you filtered before you looked for the first day. Besides, `came_back` holds second orders of the same day.",
    """with each as (select customer_id, min(date(order_date)) as first_day, count(distinct order_id) as orders
        from order_fact where customer_id is not null and order_date >= '2026-11-05' group by customer_id)
    select first_day, count(*) as new_customers, sum(orders > 1) as came_back from each group by first_day""",
)
new_customers.mistake(
    "The days before 2026-11-05 are there. Filter `first_day` in the last step.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each group by first_day""",
)
new_customers.mistake(
    "The days before 2026-11-05 are there, and on the first of them the guests, who became one customer. Drop both.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each group by first_day""",
)
new_customers.mistake(
    "2026-11-05 itself is missing: from a day on is `>=`.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each
    where first_day > '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` holds whoever placed a second order, also on the first day: ask for a later day.",
    """with each as (select customer_id, min(date(order_date)) as first_day, count(distinct order_id) as orders
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(orders > 1) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` holds whoever has a second line, and one order may have two: ask for a later day.",
    """with each as (select customer_id, min(date(order_date)) as first_day, count(*) as lines
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(lines > 1) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` counts order lines, and whoever came five times has many: count customers, each once.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select first_day, count(distinct customer_id) as new_customers, count(*) filter (where day > first_day) as came_back
    from told where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` counts orders, and whoever came five times has many: count customers, each once.",
    """with told as (select customer_id, order_id, date(order_date) as day,
        min(date(order_date)) over (partition by customer_id) as first_day from order_fact where customer_id is not null)
    select first_day, count(distinct customer_id) as new_customers, count(distinct order_id) filter (where day > first_day) as came_back
    from told where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "You count order lines in both columns: a customer with a full basket counts many times. Count customers, each once.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select first_day, count(*) as new_customers, count(*) filter (where day > first_day) as came_back
    from told where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` is everybody: a customer's first day is not later than itself: `>`, in a `filter`.",
    """with each as (select customer_id, min(date(order_date)) as first_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, count(*) as came_back from each where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` holds those who ordered on the very next day: any later day counts.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select first_day, count(distinct customer_id) as new_customers,
        count(distinct customer_id) filter (where day = date(first_day, '+1 day')) as came_back
    from told where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. NULL stands where nobody came back, or is missing altogether: 0 is a number.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, nullif(sum(last_day > first_day), 0) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "You took the first day on which a customer viewed something. Many looked before they ordered: ask `order_fact` for the first day.",
    """with seen as (select customer_id, min(date(event_at)) as first_day from interaction_fact where customer_id is not null
        group by customer_id)
    select s.first_day, count(*) as new_customers, sum(exists (
        select 1 from order_fact as o where o.customer_id = s.customer_id and date(o.order_date) > s.first_day)) as came_back
    from seen as s where s.first_day >= '2026-11-05' group by s.first_day""",
)
new_customers.mistake(
    "You count everybody who ordered on the day, old customers too. New is whose first day it is.",
    """with each as (select customer_id, date(order_date) as day, max(date(order_date)) over (partition by customer_id) as last_day
        from order_fact where customer_id is not null)
    select day as first_day, count(distinct customer_id) as new_customers,
        count(distinct customer_id) filter (where last_day > day) as came_back
    from each where day >= '2026-11-05' group by day""",
)
new_customers.mistake(
    "Both columns are equal: who never came back is missing, as a join or a `where` keeps later orders only. Count these with a `filter`.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select first_day, count(distinct customer_id) as new_customers, count(distinct customer_id) as came_back
    from told where first_day >= '2026-11-05' and day > first_day group by first_day""",
)
new_customers.mistake(
    "Right on the shop that you see. In the unseen one no guest ordered before 2026-11-05, and you count the guests as one new customer: "
    "`where customer_id is not null`.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
    is_hidden=True,
)
new_customers.mistake(
    "Your rows are right. The days on which nobody came back are missing: an inner join or a `where` drops them. Show them with 0.",
    """with each as (select customer_id, min(date(order_date)) as first_day, max(date(order_date)) as last_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each
    where first_day >= '2026-11-05' group by first_day having sum(last_day > first_day) > 0""",
)
new_customers.mistake(
    "`came_back` is right. `new_customers` counts order lines, and a customer has many: count customers, each once.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select first_day, count(*) as new_customers, count(distinct customer_id) filter (where day > first_day) as came_back
    from told where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` stands on the day of the return. Asked is how many of a day's new customers came back later: "
    "group by `first_day`.",
    """with told as (select customer_id, date(order_date) as day, min(date(order_date)) over (partition by customer_id) as first_day
        from order_fact where customer_id is not null)
    select day as first_day, count(distinct customer_id) filter (where day = first_day) as new_customers,
        count(distinct customer_id) filter (where day > first_day) as came_back
    from told where day >= '2026-11-05' group by day""",
)
new_customers.mistake(
    "You have a row for each moment: `order_date` holds the time as well. Asked are days: `date(order_date)`.",
    """with each as (select customer_id, min(order_date) as first_day, max(order_date) as last_day
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(last_day > first_day) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
)
new_customers.mistake(
    "`new_customers` is right. `came_back` adds up all their orders, the first one too: count customers with a later day.",
    """with each as (select customer_id, min(date(order_date)) as first_day, count(distinct order_id) as orders
        from order_fact where customer_id is not null group by customer_id)
    select first_day, count(*) as new_customers, sum(orders) as came_back from each
    where first_day >= '2026-11-05' group by first_day""",
)

bought_together = ask(
    """Which products are bought together, and how often?

    For each pair of different products that some order holds: `product_a`, the smaller number, `product_b`, the larger, and `orders`, the
    number of orders that hold both. Each pair once.
    """,
    level="core",
    hints=(
        "Join the lines with themselves, within an order. Which comparison of products lets (3, 7) through, and neither (7, 3) nor (3, 3)?",
        "`on b.order_id = a.order_id and b.product_id > a.product_id`. A product may stand on two lines of an order: what must you count?",
    ),
    books="baskets",
)
bought_together.solution("""
select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders
from order_fact as a
inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id
group by a.product_id, b.product_id
""")
bought_together.also_right("""
with held as (
    select distinct order_id, product_id from order_fact
)
select a.product_id as product_a, b.product_id as product_b, count(*) as orders
from held as a
inner join held as b on b.order_id = a.order_id
where a.product_id < b.product_id
group by a.product_id, b.product_id
""")
bought_together.also_right("""
select min(a.product_id, b.product_id) as product_a, max(a.product_id, b.product_id) as product_b, count(distinct a.order_id) as orders
from order_fact as a
inner join order_fact as b on b.order_id = a.order_id and b.line_number > a.line_number and b.product_id <> a.product_id
group by 1, 2
""")
bought_together.mistake(
    "Each pair stands there twice, as (a, b) and as (b, a): `<>` lets both through. With `b.product_id > a.product_id`, each stands once.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id <> a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Each pair stands there twice, as (a, b) and as (b, a), and you count pairs of lines: a product may have two lines in one order. "
    "`b.product_id > a.product_id` for the first, `count(distinct ...)` for the second.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id <> a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "The pairs are right. You count pairs of lines: a product that stands on two lines of an order is counted twice. Count orders.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Products are paired with themselves: every line meets itself. With `b.product_id > a.product_id`, it does not.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id >= a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Products are paired with themselves, as every line meets itself, and two lines of one product count twice. "
    "`b.product_id > a.product_id` for the first, `count(distinct ...)` for the second.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id >= a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Each line meets every line of its order, itself too: you have (a, b), (b, a) and (a, a). Add `b.product_id > a.product_id`.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Each line meets every line of its order, itself too, and you count pairs of lines. Add `b.product_id > a.product_id`, and count "
    "orders.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Your pairs are turned: `product_a` is to be the smaller number.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id < a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You compare lines. Then a pair is (3, 7) in one order and (7, 3) in another, and two lines of one product are a pair, too. "
    "Compare the products.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.line_number > a.line_number group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You compare lines, and count their pairs. Then a pair is (3, 7) in one order and (7, 3) in another, and two lines of one product are "
    "a pair, too. Compare the products, and count orders.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.line_number > a.line_number group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You have a row for each order and pair: group by the two products.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id
    group by a.order_id, a.product_id, b.product_id""",
)
bought_together.mistake(
    "You pair what a customer bought in all orders. Together means in one order: join on `order_id`.",
    """with held as (select distinct customer_id, product_id from order_fact where customer_id is not null)
    select a.product_id as product_a, b.product_id as product_b, count(*) as orders from held as a
    inner join held as b on b.customer_id = a.customer_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "Guests' orders are missing: an order needs no customer to hold two products.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id
    where a.customer_id is not null group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You count customers. Who buys a pair in two orders should count twice, and guests count, too: count orders.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.customer_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You pair what was viewed in one session. Bought is what stands in `order_fact`.",
    """with held as (select distinct session_id, product_id from interaction_fact)
    select a.product_id as product_a, b.product_id as product_b, count(*) as orders from held as a
    inner join held as b on b.session_id = a.session_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You added up pieces. An order that holds both products counts once, however many pieces.",
    """select a.product_id as product_a, b.product_id as product_b, sum(a.quantity) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You compare lines, so a pair is (3, 7) in one order and (7, 3) in another, and is counted in two rows. Compare the products alone.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.line_number > a.line_number and b.product_id <> a.product_id
    group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You halved the counts, and they were right but for lines that repeat; the rows are twice too many. "
    "`b.product_id > a.product_id` mends the rows, `count(distinct ...)` the counts.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) / 2 as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id <> a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You pair what a customer bought in all orders, and count the orders of one side. Together means in one order: join on `order_id`.",
    """with held as (select customer_id, product_id, order_id from order_fact where customer_id is not null)
    select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from held as a
    inner join held as b on b.customer_id = a.customer_id and b.product_id > a.product_id group by a.product_id, b.product_id""",
)
bought_together.mistake(
    "You have a row for each order and pair, with the pairs of lines: group by the two products, and count orders.",
    """select a.product_id as product_a, b.product_id as product_b, count(*) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id
    group by a.order_id, a.product_id, b.product_id""",
)
bought_together.mistake(
    "Half of it is missing: a pair counts also where the larger number stands on the earlier line. Do not compare lines, only products.",
    """select a.product_id as product_a, b.product_id as product_b, count(distinct a.order_id) as orders from order_fact as a
    inner join order_fact as b on b.order_id = a.order_id and b.product_id > a.product_id and b.line_number > a.line_number
    group by a.product_id, b.product_id""",
)

funnel = ask(
    """At which step do visitors leave?

    For each product: `product_id`; `viewed`, the sessions in which it was viewed; `carted`, how many of these put it into the cart;
    `ordered`, how many of the carted ones have it in their order; 0 where none did.
    """,
    level="core",
    hints=(
        "The unit of all three steps is a session and a product. Which two columns must a join between steps compare?",
        "First one row a session and product, with `max(kind = 'cart')`, and only where there was a view. Then left join the different "
        "(`session_id`, `product_id`) of `order_fact` where the cart is 1, and count by product.",
    ),
    books="baskets",
    edges="""
        -- something goes into the cart, and the session orders the rest
        insert into interaction_fact (session_id, customer_id, product_id, kind, event_at)
        select session_id, customer_id, product_id, 'cart', event_at
        from interaction_fact
        where session_id in (select session_id from order_fact)
            and (session_id, product_id) not in (select session_id, product_id from interaction_fact where kind = 'cart')
            and (session_id, product_id) not in (select session_id, product_id from order_fact)
        order by interaction_id
        limit 1;

        -- a browser blocks a view, and the cart still comes
        delete from interaction_fact
        where kind = 'view' and (session_id, product_id) = (
            select session_id, product_id
            from interaction_fact
            where kind = 'cart' and session_id not in (select session_id from order_fact)
            order by interaction_id
            limit 1
        );
    """,
)
funnel.solution("""
with looked as (
    select session_id, product_id, max(kind = 'cart') as is_carted
    from interaction_fact
    group by session_id, product_id
    having max(kind = 'view') = 1
)
select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered
from looked as l
left join (select distinct session_id, product_id from order_fact) as o
    on o.session_id = l.session_id and o.product_id = l.product_id and l.is_carted = 1
group by l.product_id
""")
funnel.also_right("""
with viewed as (
    select distinct session_id, product_id from interaction_fact where kind = 'view'
),
carted as (
    select session_id, product_id from viewed intersect select session_id, product_id from interaction_fact where kind = 'cart'
),
ordered as (
    select session_id, product_id from carted intersect select session_id, product_id from order_fact
)
select v.product_id, v.viewed, coalesce(c.carted, 0) as carted, coalesce(o.ordered, 0) as ordered
from (select product_id, count(*) as viewed from viewed group by product_id) as v
left join (select product_id, count(*) as carted from carted group by product_id) as c on c.product_id = v.product_id
left join (select product_id, count(*) as ordered from ordered group by product_id) as o on o.product_id = v.product_id
""")
funnel.also_right("""
select
    v.product_id, count(distinct v.session_id) as viewed, count(distinct c.session_id) as carted,
    count(distinct o.session_id) as ordered
from interaction_fact as v
left join interaction_fact as c
    on c.session_id = v.session_id and c.product_id = v.product_id and c.kind = 'cart' and c.event_at >= v.event_at
left join order_fact as o on o.session_id = c.session_id and o.product_id = c.product_id and o.order_date >= c.event_at
where v.kind = 'view'
group by v.product_id
""")
funnel.mistake(
    "You count events and lines. Who views a mug three times is three events and one session: count different sessions.",
    """select i.product_id, sum(i.kind = 'view') as viewed, sum(i.kind = 'cart') as carted, o.n as ordered from interaction_fact as i
    left join (select product_id, count(*) as n from order_fact group by product_id) as o on o.product_id = i.product_id
    group by i.product_id""",
)
funnel.mistake(
    "`viewed` and `carted` are right. `ordered` is counted by itself, and holds what was in no cart: gifts. "
    "Count it within the carted ones.",
    """select i.product_id, count(distinct i.session_id) filter (where i.kind = 'view') as viewed,
        count(distinct i.session_id) filter (where i.kind = 'cart') as carted, o.n as ordered from interaction_fact as i
    left join (select product_id, count(distinct session_id) as n from order_fact group by product_id) as o on o.product_id = i.product_id
    group by i.product_id""",
)
funnel.mistake(
    "Your last step is larger than `carted` for some products. You joined orders by session alone, so what the session ordered counts for "
    "every product that it viewed: compare `product_id`, too.",
    """with looked as (select session_id, product_id, max(kind = 'cart') as is_carted from interaction_fact group by session_id, product_id)
    select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered from looked as l
    left join (select distinct session_id from order_fact) as o on o.session_id = l.session_id group by l.product_id""",
)
funnel.mistake(
    "`viewed` and `carted` are right. `ordered` holds a few sessions too many, in which the product was viewed and not carted: it came "
    "as a gift. Each step is a part of the one before.",
    """with looked as (select session_id, product_id, max(kind = 'cart') as is_carted from interaction_fact group by session_id, product_id)
    select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered from looked as l
    left join (select distinct session_id, product_id from order_fact) as o on o.session_id = l.session_id and o.product_id = l.product_id
    group by l.product_id""",
)
funnel.mistake(
    "A session whose order has two lines of a product stands there twice after the join. Join the different (`session_id`, `product_id`).",
    """with looked as (select session_id, product_id, max(kind = 'cart') as is_carted from interaction_fact group by session_id, product_id)
    select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered from looked as l
    left join order_fact as o on o.session_id = l.session_id and o.product_id = l.product_id and l.is_carted = 1
    group by l.product_id""",
)
funnel.mistake(
    "A session whose order has two lines of a product stands there twice after the join, and a few gifts that were in no cart count as "
    "ordered. Join the different (`session_id`, `product_id`), where the cart is 1.",
    """with looked as (select session_id, product_id, max(kind = 'cart') as is_carted from interaction_fact group by session_id, product_id)
    select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered from looked as l
    left join order_fact as o on o.session_id = l.session_id and o.product_id = l.product_id
    group by l.product_id""",
)
funnel.mistake(
    "You count customers. They come in many sessions, and guests, all NULL, are not counted: count sessions.",
    """select v.product_id, count(distinct v.customer_id) as viewed, count(distinct c.customer_id) as carted,
        count(distinct o.customer_id) as ordered from interaction_fact as v
    left join interaction_fact as c on c.session_id = v.session_id and c.product_id = v.product_id and c.kind = 'cart'
    left join order_fact as o on o.session_id = c.session_id and o.product_id = c.product_id
    where v.kind = 'view' group by v.product_id""",
)
funnel.mistake(
    "Guests' sessions are missing. A session needs no customer: leave `customer_id` alone.",
    """select v.product_id, count(distinct v.session_id) as viewed, count(distinct c.session_id) as carted,
        count(distinct o.session_id) as ordered from interaction_fact as v
    left join interaction_fact as c on c.session_id = v.session_id and c.product_id = v.product_id and c.kind = 'cart'
    left join order_fact as o on o.session_id = c.session_id and o.product_id = c.product_id
    where v.kind = 'view' and v.customer_id is not null group by v.product_id""",
)
funnel.mistake(
    "You count rows of the join. Two views and two carts of one session are four rows: count different sessions.",
    """select v.product_id, count(v.session_id) as viewed, count(c.session_id) as carted, count(o.session_id) as ordered
    from interaction_fact as v
    left join interaction_fact as c on c.session_id = v.session_id and c.product_id = v.product_id and c.kind = 'cart'
    left join order_fact as o on o.session_id = c.session_id and o.product_id = c.product_id
    where v.kind = 'view' group by v.product_id""",
)
funnel.mistake(
    "All three columns are equal: your inner joins keep only what was ordered, and the first steps lose whoever left. Use left joins.",
    """select v.product_id, count(distinct v.session_id) as viewed, count(distinct c.session_id) as carted,
        count(distinct o.session_id) as ordered from interaction_fact as v
    inner join interaction_fact as c on c.session_id = v.session_id and c.product_id = v.product_id and c.kind = 'cart'
    inner join order_fact as o on o.session_id = c.session_id and o.product_id = c.product_id
    where v.kind = 'view' group by v.product_id""",
)
funnel.mistake(
    "You joined by session alone: a cart or an order of anything counts for every product that the session viewed. "
    "Compare `product_id`, too.",
    """select v.product_id, count(distinct v.session_id) as viewed, count(distinct c.session_id) as carted,
        count(distinct o.session_id) as ordered from interaction_fact as v
    left join interaction_fact as c on c.session_id = v.session_id and c.kind = 'cart'
    left join (select distinct session_id from order_fact) as o on o.session_id = c.session_id
    where v.kind = 'view' group by v.product_id""",
)
funnel.mistake(
    "`viewed` counts different sessions, `carted` counts events, `ordered` counts lines. Three steps need one unit: different sessions.",
    """select i.product_id, count(distinct i.session_id) as viewed, sum(i.kind = 'cart') as carted, o.n as ordered
    from interaction_fact as i
    left join (select product_id, count(*) as n from order_fact group by product_id) as o on o.product_id = i.product_id
    group by i.product_id""",
)
funnel.mistake(
    "`viewed` and `carted` are right. `ordered` counts lines, of any session: count the different sessions among the carted ones.",
    """select i.product_id, count(distinct i.session_id) as viewed, count(distinct i.session_id) filter (where i.kind = 'cart') as carted,
        o.n as ordered from interaction_fact as i
    left join (select product_id, count(*) as n from order_fact group by product_id) as o on o.product_id = i.product_id
    group by i.product_id""",
)
funnel.mistake(
    "You count customers, in each step by itself. They come in many sessions, and guests, all NULL, are not counted: count sessions, "
    "each step within the one before.",
    """select i.product_id, count(distinct i.customer_id) filter (where i.kind = 'view') as viewed,
        count(distinct i.customer_id) filter (where i.kind = 'cart') as carted, o.n as ordered
    from interaction_fact as i
    left join (select product_id, count(distinct customer_id) as n from order_fact group by product_id) as o on o.product_id = i.product_id
    group by i.product_id""",
)
funnel.mistake(
    "You count rows of the join: an event meets each line of its session's order, and each view of an ordered product counts as an order. "
    "Count different sessions.",
    """select i.product_id, sum(i.kind = 'view') as viewed, sum(i.kind = 'cart') as carted, count(o.order_id) as ordered
    from interaction_fact as i
    left join order_fact as o on o.session_id = i.session_id and o.product_id = i.product_id group by i.product_id""",
)
funnel.mistake(
    "`viewed` and `carted` are equal: a `where` on the cart drops the sessions that viewed alone. Take the condition into `on`.",
    """with looked as (select session_id, product_id, max(kind = 'cart') as is_carted from interaction_fact group by session_id, product_id)
    select l.product_id, count(*) as viewed, sum(l.is_carted) as carted, count(o.session_id) as ordered from looked as l
    left join (select distinct session_id, product_id from order_fact) as o on o.session_id = l.session_id and o.product_id = l.product_id
    where l.is_carted = 1 group by l.product_id""",
)
LOOKED = """
with looked as (
    select session_id, product_id, max(kind = 'view') as is_viewed, max(kind = 'cart') as is_carted
    from interaction_fact
    group by session_id, product_id
)
select
    l.product_id, sum(l.is_viewed) as viewed, sum(l.is_viewed and l.is_carted) as carted, count(o.session_id) as ordered
from looked as l
left join (select distinct session_id, product_id from order_fact) as o
    on o.session_id = l.session_id and o.product_id = l.product_id and l.is_viewed = 1 and l.is_carted = 1
group by l.product_id
"""
funnel.also_right(LOOKED)
funnel.mistake(
    "Right on the shop that you see. In the unseen one a browser blocks a view, and the cart still comes: `carted` holds a session that is "
    "not in `viewed`. Count it within: `sum(is_viewed and is_carted)`.",
    LOOKED.replace("sum(l.is_viewed and l.is_carted)", "sum(l.is_carted)"),
    is_hidden=True,
)
funnel.mistake(
    "Right on the shop that you see. In the unseen one a browser blocks a view, and the cart still comes: not each session with an event "
    "viewed the product. Ask for the view.",
    LOOKED.replace("sum(l.is_viewed)", "count(*)").replace("sum(l.is_viewed and l.is_carted)", "sum(l.is_carted)"),
    is_hidden=True,
)
funnel.mistake(
    "Right on the shop that you see. In the unseen one a session orders, and leaves one product of its cart out. You joined orders by "
    "session alone: compare `product_id`, too.",
    LOOKED.replace("distinct session_id, product_id from", "distinct session_id from").replace("and o.product_id = l.product_id ", ""),
    is_hidden=True,
)
funnel.mistake(
    "Right on the shop that you see. In the unseen one nobody orders some product, and NULL stands there: 0 is a number.",
    LOOKED.replace("count(o.session_id)", "nullif(count(o.session_id), 0)"),
    is_hidden=True,
)

sessions = ask(
    """How many sessions has each customer, if you cut at gaps?

    A session ends when more than 30 minutes pass until the customer's next event in `interaction_fact`. For the customers up to number
    2040: `customer_id`, `sessions`, and `most_events`, the number of events in the session that has most of them.
    A pause of exactly 30 minutes ends nothing, so compare with `datetime(..., '+30 minutes')`, which is exact.
    """,
    level="stretch",
    hints=(
        "Mark each event that begins a session. What does `lag` give for a customer's first event, and what must the mark be there?",
        "Steps: the mark, by `coalesce(event_at > datetime(lag(event_at) over (...), '+30 minutes'), 1)`; the running sum of the marks, "
        "which numbers the sessions; the events by customer and number; then `count(*)` and `max(...)` by customer.",
    ),
    books="baskets",
    edges="""
        insert into interaction_fact (session_id, customer_id, product_id, kind, event_at)
        values
            (1, 2001, 1, 'view', '2026-12-01 08:02:00'),
            (1, 2001, 1, 'view', '2026-12-01 08:32:00'), -- half an hour later, to the second
            (1, 2001, 1, 'view', '2026-12-01 09:02:30'),
            (2, 2002, 1, 'view', '2026-12-01 23:50:00'),
            (2, 2002, 1, 'view', '2026-12-02 00:10:00')
    """,
)
SESSIONS = """
with marked as (
    select
        customer_id, interaction_id, event_at,
        coalesce(event_at > datetime(lag(event_at) over history, '+30 minutes'), 1) as is_first
    from interaction_fact
    where customer_id <= 2040
    window history as (partition by customer_id order by event_at, interaction_id)
),
numbered as (
    select
        customer_id,
        sum(is_first) over (
            partition by customer_id order by event_at, interaction_id rows unbounded preceding
        ) as island
    from marked
),
island as (
    select customer_id, island, count(*) as events from numbered group by customer_id, island
)
select customer_id, count(*) as sessions, max(events) as most_events
from island
group by customer_id
"""
sessions.solution(SESSIONS)
sessions.also_right("""
with paused as (
    select
        customer_id, event_at,
        cast(strftime('%s', event_at) as integer)
            - lag(cast(strftime('%s', event_at) as integer)) over (partition by customer_id order by event_at) as seconds
    from interaction_fact
),
numbered as (
    select customer_id, 1 + sum(case when seconds > 1800 then 1 else 0 end) over (partition by customer_id order by event_at) as island
    from paused
    where customer_id <= 2040
),
sized as (
    select customer_id, island, count(*) as events from numbered group by customer_id, island
)
select customer_id, max(island) as sessions, max(events) as most_events
from sized
group by customer_id
""")
sessions.mistake(
    "You count the shop's own sessions. Cut at gaps: who is back within half an hour goes on with the session before.",
    """with own as (select customer_id, session_id, count(*) as events from interaction_fact where customer_id <= 2040
        group by customer_id, session_id)
    select customer_id, count(*) as sessions, max(events) as most_events from own group by customer_id""",
)
sessions.mistake(
    "You count days. A day holds several sessions, and midnight cuts some in two: cut where the customer pauses.",
    """with daily as (select customer_id, date(event_at) as day, count(*) as events from interaction_fact where customer_id <= 2040
        group by customer_id, day)
    select customer_id, count(*) as sessions, max(events) as most_events from daily group by customer_id""",
)
sessions.mistake(
    "Some customers have a session too many: midnight cuts yours. The window of a customer goes on at midnight: "
    "`partition by customer_id` alone.",
    """with marked as (select customer_id, date(event_at) as day, event_at, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id, date(event_at) order by event_at), '+30 minutes'), 1) as is_first
        from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "`most_events` is right, and `sessions` one too small for each customer: you count gaps. The first event begins a session, too.",
    """with marked as (select customer_id, event_at, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes'), 0) as is_first
        from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, max(island) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "The row before is anybody's, so other customers' events fill the pauses, and your sessions hardly end. Open a window for each "
    "customer, for the sum as well: `partition by customer_id`.",
    """with marked as (select customer_id, event_at, interaction_id, coalesce(event_at > datetime(lag(event_at) over (
        order by event_at, interaction_id), '+30 minutes'), 1) as is_first from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (order by event_at, interaction_id) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "You look at views alone. A cart is an event, too: it keeps a session going, and it counts.",
    """with marked as (select customer_id, event_at, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes'), 1) as is_first
        from interaction_fact where customer_id <= 2040 and kind = 'view'),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "You cut into half hours of the clock, and so in the middle of a visit. A session ends at a pause.",
    """with sized as (select customer_id, cast(strftime('%s', event_at) as integer) / 1800 as half_hour, count(*) as events
        from interaction_fact where customer_id <= 2040 group by customer_id, half_hour)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "`sessions` is right. `most_events` is the number of all events of the customer: number the sessions with a running sum of the marks, "
    "then count by number.",
    """with marked as (select customer_id, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes'), 1) as is_first from interaction_fact where customer_id <= 2040)
    select customer_id, sum(is_first) as sessions, count(*) as most_events from marked group by customer_id""",
)
sessions.mistake(
    "`sessions` is right. `most_events` is that of the shop's own session with the most events: count within the sessions that you cut.",
    """with marked as (select customer_id, session_id, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes'), 1) as is_first from interaction_fact where customer_id <= 2040),
    own as (select customer_id, session_id, count(*) as events, sum(is_first) as firsts from marked group by customer_id, session_id)
    select customer_id, sum(firsts) as sessions, max(events) as most_events from own group by customer_id""",
)
sessions.mistake(
    "Your limit is 30 seconds. A pause may last 30 minutes.",
    """with marked as (select customer_id, event_at, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 seconds'), 1) as is_first from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "Each customer has a session too many: the first event stands alone. Its `lag` is NULL, so its mark and its running sum are NULL. "
    "Give it the mark 1 with `coalesce`.",
    """with marked as (select customer_id, event_at, event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes') as is_first from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "`sessions` is one too small for each customer, as you count gaps, and the first event begins a session, too. "
    "`most_events` is the number of all events: number the sessions with a running sum, then count by number.",
    """with marked as (select customer_id, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id order by event_at), '+30 minutes'), 0) as is_first from interaction_fact where customer_id <= 2040)
    select customer_id, sum(is_first) as sessions, count(*) as most_events from marked group by customer_id""",
)
sessions.mistake(
    "You look for the row before in the shop's own session, so every one of these begins one of yours: `partition by customer_id` alone.",
    """with marked as (select customer_id, event_at, coalesce(event_at > datetime(lag(event_at) over (
        partition by customer_id, session_id order by event_at), '+30 minutes'), 1) as is_first
        from interaction_fact where customer_id <= 2040),
    numbered as (select customer_id, sum(is_first) over (partition by customer_id order by event_at) as island from marked),
    sized as (select customer_id, island, count(*) as events from numbered group by customer_id, island)
    select customer_id, count(*) as sessions, max(events) as most_events from sized group by customer_id""",
)
sessions.mistake(
    "A pause of exactly 30 minutes ends a session with you: `>=` where more than 30 was said, or a difference of `julianday`, which is not "
    "exact. Ask for `event_at > datetime(..., '+30 minutes')`.",
    SESSIONS.replace("event_at > ", "event_at >= "),
)
sessions.mistake(
    "You cut the seconds off: a pause of 30 minutes and some seconds is more than 30 minutes, and ends a session.",
    SESSIONS.replace(
        "event_at > datetime(lag(event_at) over history, '+30 minutes')",
        "(strftime('%s', event_at) - lag(strftime('%s', event_at)) over history) / 60 > 30",
    ),
)
sessions.mistake(
    "The row before is anybody's, so other customers' events fill the pauses, and your sessions hardly end. In the window of `lag`, too: "
    "`partition by customer_id`.",
    SESSIONS.replace("window history as (partition by customer_id order", "window history as (order"),
)
sessions.mistake(
    "The marks are right. Your running sum goes on from customer to customer, so others' marks cut a session: "
    "`partition by customer_id` for the sum, too.",
    SESSIONS.replace("            partition by customer_id order by", "            order by"),
)
