"""Exercise 1.05: rows without a match, rows that match too often, and two facts side by side."""

from shopstream.lessons.shop import ask

never_ordered = ask(
    """Who never ordered?

    One column, `customer_id`: the customers without any order.
    """,
    level="core",
    hints=(
        "Which table holds every customer, also those without an order? Start there.",
        "`not exists` with a query that looks for an order of this customer; or a left join that keeps the rows where the order is NULL.",
    ),
)
never_ordered.solution("""
select c.customer_id
from customer_dim as c
where not exists (select 1 from order_fact as o where o.customer_id = c.customer_id)
""")
never_ordered.also_right("""
select c.customer_id
from customer_dim as c
left join order_fact as o on o.customer_id = c.customer_id
where o.order_id is null
""")
never_ordered.also_right("""
select customer_id from customer_dim
except
select customer_id from order_fact
""")
never_ordered.also_right("""
select customer_id
from customer_dim
where customer_id not in (select customer_id from order_fact where customer_id is not null)
""")
never_ordered.mistake(
    "Your result is empty. Guests' orders have `customer_id` NULL: `not in` a list with NULL is never true, and neither is `= null`. "
    "Ask with `not exists`, or `is null`.",
    "select customer_id from customer_dim where customer_id not in (select customer_id from order_fact)",
)
never_ordered.mistake(
    "All customers are in your answer. Nothing leaves out those who ordered: `<>` does not, as everybody differs from the customer "
    "of some other order, nor does a condition within `on`. Ask for no match, in `where`.",
    "select customer_id from customer_dim",
)
never_ordered.mistake(
    "These are the customers who did order. You keep the matches: an anti-join keeps the rows without one.",
    "select distinct c.customer_id from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id",
)
never_ordered.mistake(
    "You have a row for each order of a customer. Those who never ordered are among them: keep the rows in which the order's side is NULL.",
    "select c.customer_id from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id",
)
never_ordered.mistake(
    "You found the orders without a customer, a row for each order of a guest. Asked are customers without an order: "
    "put `customer_dim` left.",
    """select c.customer_id from order_fact as o left join customer_dim as c on c.customer_id = o.customer_id
    where c.customer_id is null""",
)
never_ordered.mistake(
    "You have the customers with exactly one order. Keep every customer with a left join, count a column of `order_fact`, and ask for 0.",
    """select c.customer_id from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    group by c.customer_id having count(o.order_id) = 1""",
)
never_ordered.mistake(
    "You have those without an order and those with one: `count(*)` is 1 for both, as it counts the row that the left join invented. "
    "Count a column of `order_fact`, and ask for 0.",
    """select c.customer_id from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    group by c.customer_id having count(*) = 1""",
)
never_ordered.mistake(
    "You have a row for each order of those who did order: an inner join keeps the matches. Asked are the customers without one.",
    "select c.customer_id from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id",
)
never_ordered.mistake(
    "Every row is NULL: you show the orders' `customer_id`, and here no order matched. Show the one of `customer_dim`.",
    """select o.customer_id from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    where o.order_id is null""",
)

orders_each = ask(
    """How often did each customer order?

    Columns `customer_id` and `order_count`; 0 for a customer without orders. Leave guests out.
    """,
    level="core",
    hints=(
        "How many rows must come out? Which join keeps them all?",
        "A left join from the customers, grouped by `customer_id`. Count something that is NULL where no order matched.",
    ),
)
orders_each.solution("""
select c.customer_id, count(o.order_id) as order_count
from customer_dim as c
left join order_fact as o on o.customer_id = c.customer_id
group by c.customer_id
""")
orders_each.also_right("""
select c.customer_id, coalesce(o.order_count, 0) as order_count
from customer_dim as c
left join (
    select customer_id, count(*) as order_count from order_fact group by customer_id
) as o on o.customer_id = c.customer_id
""")
orders_each.also_right("""
select customer_id, sum(is_order) as order_count
from (
    select customer_id, 0 as is_order from customer_dim
    union all
    select customer_id, 1 from order_fact where customer_id is not null
)
group by customer_id
""")
orders_each.mistake(
    "Whoever never ordered has 1 in your answer: `count(*)` counts the row that the left join invented. Count a column of `order_fact`.",
    """select c.customer_id, count(*) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "Customers without an order are missing. Zero is a number, absence is not: keep every customer with a left join, "
    "and let no `where` ask the orders' side.",
    """select c.customer_id, count(*) as order_count from customer_dim as c
    inner join order_fact as o on o.customer_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "Customers without an order are missing, and the guests form a group under NULL: your rows come from `order_fact`. "
    "Start from `customer_dim`.",
    "select customer_id, count(*) as order_count from order_fact group by customer_id",
)
orders_each.mistake(
    "One row is NULL, with 0, and customers without an order are missing: where no match was found, several fell together under NULL. "
    "Put `customer_dim` left of the join, and show and group by its own `customer_id`.",
    """select c.customer_id, count(c.customer_id) as order_count from order_fact as o
    left join customer_dim as c on c.customer_id = o.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "Namesakes have become one: you grouped by name, and a name belongs to several customers. Group by the key.",
    """select c.customer_id, count(o.order_id) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_name""",
)
orders_each.mistake(
    "You counted different products. Whoever orders one product twice placed two orders: count orders.",
    """select c.customer_id, count(distinct o.product_id) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "You added up pieces. An order of three mugs is one order: count, do not sum.",
    """select c.customer_id, coalesce(sum(o.quantity), 0) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "NULL stands where 0 was asked: a customer without an order has no row in your subquery. `coalesce(..., 0)`.",
    """select c.customer_id, o.order_count from customer_dim as c left join (
        select customer_id, count(*) as order_count from order_fact group by customer_id
    ) as o on o.customer_id = c.customer_id""",
)
orders_each.mistake(
    "You tied each customer to the order of the same number: `order_id` to `customer_id`. Both are whole numbers, so nothing complains. "
    "Look at what stands after `on`.",
    """select c.customer_id, count(o.order_id) as order_count from customer_dim as c
    left join order_fact as o on o.order_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "You added up pieces, and whoever has no order shows NULL. An order of three mugs is one order: count, do not sum.",
    """select c.customer_id, sum(o.quantity) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_id""",
)
orders_each.mistake(
    "You counted payment attempts: an order with a failed and a captured one counts twice. No payment was asked for.",
    """select c.customer_id, count(p.payment_id) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id left join payment_fact as p on p.order_id = o.order_id
    group by c.customer_id""",
)
orders_each.mistake(
    "One row, with the orders of all customers and the number of any one of them: without `group by` all rows are one group.",
    """select c.customer_id, count(o.order_id) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id""",
)
orders_each.mistake(
    "You have a row for each order: you grouped by the order as well. Group by the customer alone.",
    """select c.customer_id, count(o.order_id) as order_count from customer_dim as c
    left join order_fact as o on o.customer_id = c.customer_id group by c.customer_id, o.order_id""",
)

revenue = ask(
    """How much revenue did each category bring?

    An order counts if it was paid: one of its payment attempts was captured. Columns `category` and `revenue_cents`, the sum of
    `order_amount_cents`. Products without a category form one row, with NULL.
    """,
    level="core",
    hints=(
        "The category stands in one table, the payments in another. How many rows does an order with two attempts become?",
        "Join products and payments to the orders, and let only captured attempts match: there is at most one of them an order.",
    ),
)
revenue.solution("""
select d.category, sum(o.order_amount_cents) as revenue_cents
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
inner join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
group by d.category
""")
revenue.also_right("""
select d.category, sum(o.order_amount_cents) as revenue_cents
from product_dim as d
inner join order_fact as o on o.product_id = d.product_id
where o.order_id in (select order_id from payment_fact where is_captured = 1)
group by d.category
""")
revenue.also_right("""
select d.category, sum(o.order_amount_cents) filter (where p.was_paid = 1) as revenue_cents
from order_fact as o
left join product_dim as d on d.product_id = o.product_id
left join (
    select order_id, max(is_captured) as was_paid from payment_fact group by order_id
) as p on p.order_id = o.order_id
group by d.category
""")
revenue.mistake(
    "An order with a failed and a captured payment counts twice: you counted payment attempts, not orders. "
    "Orders whose only attempt failed count, too. Let captured attempts match alone.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    group by d.category""",
)
revenue.mistake(
    "Unpaid orders are in your revenue: every order counts, whatever became of its payment. "
    "Those without a captured payment must fall out.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id group by d.category""",
)
revenue.mistake(
    "Far too little: `distinct` removes equal amounts, not repeated orders, so all orders of one price count once. "
    "Stop the orders from repeating instead.",
    """select d.category, sum(distinct o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    group by d.category""",
)
revenue.mistake(
    "You summed the orders of failed attempts. `is_captured` is 1 where the money came.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 0 group by d.category""",
)
revenue.mistake(
    "One row is missing: the products without a category. Their revenue is revenue; keep their group, with NULL.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 and d.category is not null group by d.category""",
)
revenue.mistake(
    "You have a row for each product. Asked is one for each category: group by what you show.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category, d.product_id""",
)
revenue.mistake(
    "Guests' orders are missing. You joined the customers, whom nobody asked for, and a guest matches none of them.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join customer_dim as c on c.customer_id = o.customer_id
    inner join payment_fact as p on p.order_id = o.order_id where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "Your result is empty: no row fulfils all conditions. Which two columns does each `on` compare? "
    "Order numbers and product numbers are both whole numbers, and never the same.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.order_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "`revenue_cents` holds euros. `order_amount` is for display: sum `order_amount_cents`.",
    """select d.category, sum(o.order_amount) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "You counted orders. Revenue is the sum of their cents.",
    """select d.category, count(*) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "You have a row for each order. Asked is one for each category: group by what you show.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category, o.order_id""",
)
revenue.mistake(
    "Every order met every product, so each counts for all categories: the join to `product_dim` lacks its condition.",
    """select d.category, count(*) * paid.cents as revenue_cents from product_dim as d
    cross join (select sum(amount_cents) as cents from payment_fact where is_captured = 1) as paid
    group by d.category""",
)
revenue.mistake(
    "Orders that were paid at the second attempt are missing: you left out all with a failed one. Ask for a captured attempt instead.",
    """select d.category, sum(o.order_amount_cents) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id
    where o.order_id not in (select order_id from payment_fact where is_captured = 0) group by d.category""",
)
revenue.mistake(
    "You took refunds off. Here revenue is what paid orders amounted to; what came back is another question.",
    """select d.category, sum(o.order_amount_cents) - coalesce(sum(r.cents), 0) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "You multiplied by `quantity`. `order_amount_cents` is for the whole order already.",
    """select d.category, sum(o.order_amount_cents * o.quantity) as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)
revenue.mistake(
    "`revenue_cents` holds euros: you divided by 100. Leave the cents as they are.",
    """select d.category, sum(o.order_amount_cents) / 100.0 as revenue_cents from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 group by d.category""",
)

unpaid = ask(
    """Which large orders were never paid?

    Orders of 200.00 EUR or more without any captured payment: `order_id`, `order_amount_cents`.
    """,
    level="core",
    hints=(
        "An order may fail once and be captured later. What must not exist for it: an attempt, or a captured attempt?",
        "An anti-join: the captured attempts are the right-hand side, so `is_captured = 1` stands inside the brackets, or in `on`.",
    ),
    edges="""
        update order_fact set order_amount_cents = 20000
        where order_id = (
            select min(order_id) from order_fact where order_id not in (select order_id from payment_fact where is_captured = 1)
        )
    """,
)
unpaid.solution("""
select o.order_id, o.order_amount_cents
from order_fact as o
left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
where p.payment_id is null and o.order_amount_cents >= 20000
""")
unpaid.also_right("""
select o.order_id, o.order_amount_cents
from order_fact as o
where o.order_amount_cents >= 20000
    and not exists (select 1 from payment_fact as p where p.order_id = o.order_id and p.is_captured = 1)
""")
unpaid.also_right("""
select o.order_id, o.order_amount_cents
from order_fact as o
left join payment_fact as p on p.order_id = o.order_id
where o.order_amount_cents >= 20000
group by o.order_id, o.order_amount_cents
having coalesce(max(p.is_captured), 0) = 0
""")
unpaid.mistake(
    "Right on the shop that you see. In the unseen one an order costs 200.00 EUR exactly, and you leave it out: *or more* is `>=`.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    where o.order_amount_cents > 20000
        and not exists (select 1 from payment_fact as p where p.order_id = o.order_id and p.is_captured = 1)""",
    is_hidden=True,
)
unpaid.mistake(
    "Orders that were paid in the end are in your answer: you have every order with a failed attempt. "
    "One failed attempt does not mean unpaid; no captured one does.",
    """select o.order_id, o.order_amount_cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 0 and o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "Orders whose attempts all failed are missing. An attempt is there, so their right-hand side is not NULL: "
    "only captured attempts may match. Put `is_captured = 1` into `on`.",
    """select o.order_id, o.order_amount_cents from order_fact as o left join payment_fact as p on p.order_id = o.order_id
    where p.payment_id is null and o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "These are the paid orders. You keep the matches: an anti-join keeps what has none.",
    """select o.order_id, o.order_amount_cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 and o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "All large orders are here, paid or not: the left join keeps them. Now keep the rows in which the payment is NULL.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1 where o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "You have a row for each attempt of a large order, paid or not. Which attempts may match, and what must be NULL then?",
    """select o.order_id, o.order_amount_cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "Unpaid orders of every size are here. Asked are those of 200.00 EUR or more.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1 where p.payment_id is null""",
)
unpaid.mistake(
    "Small orders are here: you compared cents with 200, which is 2.00 EUR.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
    where p.payment_id is null and o.order_amount_cents >= 200""",
)
unpaid.mistake(
    "Guests' orders are missing. You joined the customers, whom nobody asked for, and a guest matches none of them.",
    """select o.order_id, o.order_amount_cents from order_fact as o inner join customer_dim as c on c.customer_id = o.customer_id
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
    where p.payment_id is null and o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "Small orders are here, paid ones too. A condition on the left table, in the `on` of a left join, leaves no row out: "
    "it only decides what matches. The amount belongs into `where`.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1 and o.order_amount_cents >= 20000
    where p.payment_id is null""",
)
unpaid.mistake(
    "These are the orders without a failed attempt: most were paid at once. It is the captured attempt that must not exist.",
    """select o.order_id, o.order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 0
    where p.payment_id is null and o.order_amount_cents >= 20000""",
)
unpaid.mistake(
    "These are the orders with one attempt, and most of them were captured. Ask what became of the attempts, not how many there were.",
    """select o.order_id, o.order_amount_cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where o.order_amount_cents >= 20000 group by o.order_id, o.order_amount_cents having count(*) = 1""",
)
unpaid.mistake(
    "Your rows are right, and show NULL: you show the payment's columns, and here no payment matched. Show those of `order_fact`.",
    """select p.order_id, p.amount_cents as order_amount_cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
    where p.payment_id is null and o.order_amount_cents >= 20000""",
)

side_by_side = ask(
    """What did each customer order, and what was refunded?

    Columns `customer_id`, `revenue_cents` (of all orders, paid or not) and `refunded_cents`. Every customer has one row, with 0 where
    there is nothing. Leave guests out.
    """,
    level="core",
    hints=(
        "An order with three returned pieces: how often does its amount stand in your join? What must be one row an order before you join?",
        "Refunds in a subquery, one row an order. Left joins from customers to orders to it, grouped by `customer_id`; "
        "`coalesce` for the zeros.",
    ),
)
side_by_side.solution("""
select
    c.customer_id,
    coalesce(sum(o.order_amount_cents), 0) as revenue_cents,
    coalesce(sum(r.cents), 0) as refunded_cents
from customer_dim as c
left join order_fact as o on o.customer_id = c.customer_id
left join (
    select order_id, sum(amount_cents) as cents from refund_fact group by order_id
) as r on r.order_id = o.order_id
group by c.customer_id
""")
side_by_side.also_right("""
select c.customer_id, coalesce(o.cents, 0) as revenue_cents, coalesce(r.cents, 0) as refunded_cents
from customer_dim as c
left join (
    select customer_id, sum(order_amount_cents) as cents from order_fact group by customer_id
) as o on o.customer_id = c.customer_id
left join (
    select b.customer_id, sum(f.amount_cents) as cents
    from refund_fact as f
    inner join order_fact as b on b.order_id = f.order_id
    group by b.customer_id
) as r on r.customer_id = c.customer_id
""")
side_by_side.also_right("""
select customer_id, sum(ordered) as revenue_cents, sum(refunded) as refunded_cents
from (
    select customer_id, 0 as ordered, 0 as refunded from customer_dim
    union all
    select customer_id, order_amount_cents, 0 from order_fact
    union all
    select o.customer_id, 0, r.amount_cents from refund_fact as r inner join order_fact as o on o.order_id = r.order_id
)
where customer_id is not null
group by customer_id
""")
side_by_side.mistake(
    "Revenue is too high: an order with three returned pieces stands there three times. Bring the refunds to one row an order, then join.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "Two things. An order with two returned pieces stands there twice, so revenue is too high: bring the refunds to one row an order "
    "first. And NULL stands where 0 was asked: `coalesce(..., 0)`.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.amount_cents) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "`distinct` knows amounts, not orders and pieces. Who ordered twice at the same price, or sent back two pieces of one price, has lost "
    "one of them. Bring the refunds to one row an order instead.",
    """select c.customer_id, coalesce(sum(distinct o.order_amount_cents), 0) as revenue_cents,
    coalesce(sum(distinct r.amount_cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "The refunds are right, the revenue is too low: `sum(distinct ...)` makes one of two orders at the same price. "
    "Bring the refunds to one row an order, and no order repeats.",
    """select c.customer_id, coalesce(sum(distinct o.order_amount_cents), 0) as revenue_cents,
    coalesce(sum(r.amount_cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "The sums are right, but NULL stands where 0 was asked: a sum over no rows is NULL. `coalesce(..., 0)`.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.cents) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "Most of the revenue is gone: an inner join to the refunds keeps refunded orders only. Join them left.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.cents) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    inner join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "Your inner joins keep refunded orders only, and each as often as it has returned pieces. Join left, "
    "and bring the refunds to one row an order first.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.amount_cents) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    inner join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "Customers without an order are missing: an inner join drops them, or a `where` after the join does. Keep every customer, with zeros.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "Guests form a row of their own, and customers without an order have none: you started from the orders. Start from `customer_dim`.",
    """select o.customer_id, sum(o.order_amount_cents) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from order_fact as o
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by o.customer_id""",
)
side_by_side.mistake(
    "An order with two returned pieces stands there twice, so revenue is too high. Besides, guests form a row, and customers without an "
    "order have none: start from `customer_dim`, and bring the refunds to one row an order.",
    """select o.customer_id, sum(o.order_amount_cents) as revenue_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents
    from order_fact as o left join refund_fact as r on r.order_id = o.order_id group by o.customer_id""",
)
side_by_side.mistake(
    "Each refund of a customer met each order of that customer, and both sums exploded. `customer_id` is the key of neither side: "
    "join refunds to their own order.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (
        select b.customer_id, f.amount_cents from refund_fact as f inner join order_fact as b on b.order_id = f.order_id
    ) as r on r.customer_id = c.customer_id group by c.customer_id""",
)
side_by_side.mistake(
    "The revenue is right, the refunds are counted once for each order of the customer: your subquery has one row a customer, "
    "and each order meets it. Bring the orders to one row a customer, too.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (
        select b.customer_id, sum(f.amount_cents) as cents from refund_fact as f inner join order_fact as b on b.order_id = f.order_id
        group by b.customer_id
    ) as r on r.customer_id = c.customer_id group by c.customer_id""",
)
side_by_side.mistake(
    "Namesakes have become one: you grouped by name, and a name belongs to several customers. Group by the key.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_name""",
)
side_by_side.mistake(
    "Your revenue is what remains after refunds. Asked are both numbers by themselves, side by side.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) - coalesce(sum(r.cents), 0) as revenue_cents,
    coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "You left out unpaid orders. Here revenue is what was ordered, paid or not.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c
    left join (
        select b.order_id, b.customer_id, b.order_amount_cents from order_fact as b
        inner join payment_fact as p on p.order_id = b.order_id and p.is_captured = 1
    ) as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "An order with two returned pieces stands there twice, so revenue is too high: bring the refunds to one row an order first. "
    "Besides, customers without an order are missing, and where nothing came back stands NULL.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.amount_cents) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "An order with two returned pieces stands there twice, so revenue is too high: bring the refunds to one row an order first. "
    "Besides, customers without an order are missing.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, coalesce(sum(r.amount_cents), 0) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "An order with two returned pieces stands there twice, so revenue is too high: bring the refunds to one row an order first. "
    "Besides, guests form a row, customers without an order have none, and NULL stands where 0 was asked: start from `customer_dim`.",
    """select o.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.amount_cents) as refunded_cents
    from order_fact as o left join refund_fact as r on r.order_id = o.order_id group by o.customer_id""",
)
side_by_side.mistake(
    "The sums are right. Customers without an order are missing: an inner join drops them, or a `where` after the join. "
    "And where nothing came back stands NULL.",
    """select c.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.cents) as refunded_cents
    from customer_dim as c inner join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)
side_by_side.mistake(
    "Guests form a row of their own, and customers without an order have none: start from `customer_dim`. "
    "And where nothing came back, NULL stands for 0.",
    """select o.customer_id, sum(o.order_amount_cents) as revenue_cents, sum(r.cents) as refunded_cents
    from order_fact as o
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by o.customer_id""",
)
side_by_side.mistake(
    "Two things. `distinct` makes one of two orders, or two pieces, of the same price: bring the refunds to one row an order instead. "
    "And NULL stands where 0 was asked.",
    """select c.customer_id, sum(distinct o.order_amount_cents) as revenue_cents, sum(distinct r.amount_cents) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "Two things. `sum(distinct ...)` makes one of two orders at the same price: bring the refunds to one row an order instead. "
    "And NULL stands where 0 was asked.",
    """select c.customer_id, sum(distinct o.order_amount_cents) as revenue_cents, sum(r.amount_cents) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "`refunded_cents` counts pieces, and an order with two of them has its amount twice in your revenue. "
    "Sum the refunds' cents, in one row an order, before you join.",
    """select c.customer_id, coalesce(sum(o.order_amount_cents), 0) as revenue_cents, count(r.refund_id) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join refund_fact as r on r.order_id = o.order_id group by c.customer_id""",
)
side_by_side.mistake(
    "`revenue_cents` holds euros. `order_amount` is for display: sum `order_amount_cents`.",
    """select c.customer_id, coalesce(sum(o.order_amount), 0) as revenue_cents, coalesce(sum(r.cents), 0) as refunded_cents
    from customer_dim as c left join order_fact as o on o.customer_id = c.customer_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by c.customer_id""",
)

refunded_share = ask(
    """What part of each category's orders came back?

    Columns `category` (NULL is a category, too) and `refunded_share`: orders with at least one returned piece, divided by all orders,
    between 0 and 1, by `round(..., 3)`.
    """,
    level="stretch",
    hints=(
        "An order with three returned pieces is one refunded order. How many rows is it after the join, above and below the line?",
        "Left join the refunds. Above the line, count the different orders that have a refund; below it, all different orders. "
        "Whole numbers: multiply by 1.0.",
    ),
)
refunded_share.solution("""
select d.category, round(1.0 * count(r.order_id) / count(*), 3) as refunded_share
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
left join (select distinct order_id from refund_fact) as r on r.order_id = o.order_id
group by d.category
""")
refunded_share.also_right("""
select d.category, round(1.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
left join refund_fact as r on r.order_id = o.order_id
group by d.category
""")
refunded_share.also_right("""
select d.category, round(avg(o.order_id in (select order_id from refund_fact)), 3) as refunded_share
from product_dim as d
inner join order_fact as o on o.product_id = d.product_id
group by d.category
""")
refunded_share.mistake(
    "Your shares are whole numbers: a whole number divided by a whole number loses what comes after the point. Multiply by `1.0` first.",
    """select d.category, round(count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "Every share is 1: your inner join keeps refunded orders only, so you divide them by themselves. Keep the whole base with a left join.",
    """select d.category, round(1.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id inner join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You count returned pieces above the line and orders below it. An order with three returned pieces is one refunded order.",
    """select d.category, round(1.0 * count(r.refund_id) / count(distinct o.order_id), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You count rows of the join. An order with three returned pieces is three of them, above and below the line: count different orders.",
    """select d.category, round(1.0 * count(r.refund_id) / count(*), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "Above the line is right. Below it you count rows, and an order with three returned pieces has three: "
    "count different orders there, too.",
    """select d.category, round(1.0 * count(distinct r.order_id) / count(*), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "One row is missing: the products without a category. Their orders came back as well; keep their group, with NULL.",
    """select d.category, round(1.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    where d.category is not null group by d.category""",
)
refunded_share.mistake(
    "You divided by the orders of the whole shop. The base of each category is its own orders.",
    """select d.category, round(1.0 * count(distinct r.order_id) / (select count(*) from order_fact), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You divided by all refunded orders of the shop: that says how returns spread over the categories. Divide by the category's orders.",
    """select d.category, round(1.0 * count(distinct r.order_id) / (select count(distinct order_id) from refund_fact), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You divided cents: refunded money by revenue. Asked is a part of the orders, and each order has one vote.",
    """select d.category, round(1.0 * sum(r.cents) / sum(o.order_amount_cents), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id
    left join (select order_id, sum(amount_cents) as cents from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "Your numbers are percent: 100 times too high. A share lies between 0 and 1.",
    """select d.category, round(100.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "Guests' orders are missing. You joined the customers, whom nobody asked for, and a guest matches none of them.",
    """select d.category, round(1.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share
    from order_fact as o
    inner join customer_dim as c on c.customer_id = o.customer_id
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You divided cents: refunded money by revenue, and an order with three returned pieces has its amount three times. "
    "Asked is a part of the orders, and each order has one vote.",
    """select d.category, round(1.0 * sum(r.amount_cents) / sum(o.order_amount_cents), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "The shares are right, and not rounded: `round(..., 3)`.",
    """select d.category, 1.0 * count(distinct r.order_id) / count(distinct o.order_id) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You divided returned pieces by pieces sold. Asked are orders: one with any returned piece counts once.",
    """select d.category, round(1.0 * sum(r.pieces) / sum(o.quantity), 3) as refunded_share
    from order_fact as o inner join product_dim as d on d.product_id = o.product_id
    left join (select order_id, count(*) as pieces from refund_fact group by order_id) as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You counted the refunded orders. A share is this number divided by all orders of the category.",
    """select d.category, count(distinct r.order_id) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "The share without a category is lost: you joined two subqueries by category, and NULL equals nothing, not even NULL. "
    "Compare with `is`, or count both in one query.",
    """select a.category, round(1.0 * coalesce(b.orders, 0) / a.orders, 3) as refunded_share
    from (
        select d.category, count(*) as orders from order_fact as o
        inner join product_dim as d on d.product_id = o.product_id group by d.category
    ) as a
    left join (
        select d.category, count(distinct r.order_id) as orders from refund_fact as r
        inner join order_fact as o on o.order_id = r.order_id
        inner join product_dim as d on d.product_id = o.product_id group by d.category
    ) as b on b.category = a.category""",
)
refunded_share.mistake(
    "Orders whose pieces came back for 0 cents are missing: they were free, and they came back. Any row in `refund_fact` counts.",
    """select d.category, round(1.0 * count(r.order_id) / count(*), 3) as refunded_share
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id
    left join (select order_id from refund_fact group by order_id having sum(amount_cents) > 0) as r on r.order_id = o.order_id
    group by d.category""",
)
refunded_share.mistake(
    "You have a row for each product. Asked is one for each category: group by what you show.",
    """select d.category, round(1.0 * count(distinct r.order_id) / count(distinct o.order_id), 3) as refunded_share from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id left join refund_fact as r on r.order_id = o.order_id
    group by d.category, d.product_id""",
)
