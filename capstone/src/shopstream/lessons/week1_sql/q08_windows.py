"""Exercise 1.08: shares, running totals over ties, places, the row before, the newest row of each key, and seven days."""

from functools import partial

from shopstream.lessons import shop

ask = partial(shop.ask, books="baskets")

# 1 --------------------------------------------------------------------------------------------------------------------------------
category_share = ask(
    """What part of the revenue does each category bring?

    Columns `category` (NULL is a category, too) and `share`: its `order_amount_cents` divided by those of the whole shop, between 0 and 1,
    by `round(..., 3)`.
    """,
    level="core",
    hints=(
        "First a step with one row for each category. What must each row know besides its own cents?",
        "`sum(cents) over ()` puts the total beside each category. Whole numbers: begin with `1.0 *`.",
    ),
)
CATEGORY = """
with part as (
    select d.category, sum(o.order_amount_cents) as cents
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id
    group by d.category
)
select category, round(1.0 * cents / sum(cents) over (), 3) as share
from part
"""
category_share.solution(CATEGORY)
category_share.also_right("""
select d.category, round(1.0 * sum(o.order_amount_cents) / sum(sum(o.order_amount_cents)) over (), 3) as share
from product_dim as d
inner join order_fact as o on o.product_id = d.product_id
group by d.category
""")
category_share.also_right("""
select d.category, round(1.0 * sum(o.order_amount_cents) / (select sum(order_amount_cents) from order_fact), 3) as share
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
group by d.category
""")
category_share.mistake(
    "Your shares are whole numbers: a whole number divided by a whole number loses what comes after the point. Begin with `1.0 *`.",
    CATEGORY.replace("1.0 * ", ""),
)
category_share.mistake(
    "Every share is 1: you divide each category by its own total. The window of the total has no `partition by`.",
    CATEGORY.replace("over ()", "over (partition by category)"),
)
category_share.mistake(
    "You divide by a running total: the `order by` inside `over` cuts the window off at the current row. The total of all is `over ()`.",
    CATEGORY.replace("over ()", "over (order by category)"),
)
category_share.mistake(
    "The group without a category is missing, and its money is missing in the total: the other shares are too high.",
    CATEGORY.replace("group by", "where d.category is not null group by"),
)
category_share.mistake(
    "The shares are right, and one is missing: the products without a category. NULL is a category, too.",
    CATEGORY.replace("from part", "from part where category is not null").replace(
        "sum(cents) over ()", "(select sum(order_amount_cents) from order_fact)"
    ),
)
category_share.mistake("Your numbers are percent: 100 times too high. A share lies between 0 and 1.", CATEGORY.replace("1.0", "100.0"))
category_share.mistake("The shares are right, and not rounded: `round(..., 3)`.", CATEGORY.replace("round(", "(").replace(", 3)", ")"))
category_share.mistake(
    "You have the right share on each order line, again and again: a window removes no row. Sum by category first, in a step of its own.",
    """
select d.category, round(1.0 * sum(o.order_amount_cents) over (partition by d.category) / sum(o.order_amount_cents) over (), 3) as share
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
""",
)
category_share.mistake(
    "You have a row for each product. Asked is one for each category: group by what you show.",
    CATEGORY.replace("group by d.category", "group by d.category, d.product_id"),
)
category_share.mistake(
    "You counted order lines. Asked is a part of the revenue: sum `order_amount_cents`.",
    CATEGORY.replace("sum(o.order_amount_cents)", "count(*)"),
)
category_share.mistake(
    "You added up pieces. Asked is a part of the revenue: sum `order_amount_cents`.",
    CATEGORY.replace("sum(o.order_amount_cents)", "sum(o.quantity)"),
)
category_share.mistake(
    "You counted orders, and one with products of two categories counts in both. Asked is a part of the revenue: sum `order_amount_cents`.",
    CATEGORY.replace("sum(o.order_amount_cents)", "count(distinct o.order_id)"),
)
category_share.mistake(
    "You counted products in the range. Asked is what they sold for: join `order_fact`, and sum `order_amount_cents`.",
    """
select category, round(1.0 * count(*) / sum(count(*)) over (), 3) as share
from product_dim
group by category
""",
)
category_share.mistake(
    "The shares are right, and rounded to two places: `round(..., 3)`.",
    CATEGORY.replace(", 3)", ", 2)"),
)
category_share.mistake(
    "The shares are right, and NULL has become a word. Asked is the category as it is, NULL too.",
    CATEGORY.replace("select category,", "select coalesce(category, '(none)') as category,"),
)
category_share.mistake(
    "You compared mean order lines. A category of few dear lines is not a large one: sum `order_amount_cents`.",
    CATEGORY.replace("sum(o.order_amount_cents)", "avg(o.order_amount_cents)"),
)
category_share.mistake(
    "`share` holds cents. Divide them by the total of all categories, which `sum(cents) over ()` puts beside each.",
    CATEGORY.replace("round(1.0 * cents / sum(cents) over (), 3)", "cents"),
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
spent_so_far = ask(
    """What have the first ten customers spent so far?

    For each order line of customers 2001 to 2010: `order_id`, `line_number`, and `spent_cents`: the cents of this line and of all earlier
    lines of the same customer. Earlier is by `order_date`, then `order_id`, then `line_number`.
    """,
    level="core",
    hints=(
        "Two lines of one order have the same time. Which of them may see the other?",
        "`sum(...) over (partition by customer_id order by ... rows unbounded preceding)`, with an order that ends in a unique key.",
    ),
    edges="""
        update order_fact set rowid = -rowid where customer_id between 2001 and 2010;
        update order_fact set order_date = '2026-11-02 00:00:00' where order_id = (
            select min(later.order_id) from order_fact as later
            inner join order_fact as earlier on earlier.customer_id = later.customer_id and earlier.order_id < later.order_id
            where later.customer_id between 2001 and 2010
        );
        update order_fact set order_date = (
            select max(earlier.order_date) from order_fact as earlier
            where earlier.customer_id = order_fact.customer_id and earlier.order_id < order_fact.order_id
        )
        where order_id = (
            select max(later.order_id) from order_fact as later
            inner join order_fact as earlier on earlier.customer_id = later.customer_id and earlier.order_id < later.order_id
            where later.customer_id between 2001 and 2010
        );
    """,
)
SPENT = """
select
    order_id, line_number,
    sum(order_amount_cents) over (
        partition by customer_id order by order_date, order_id, line_number rows unbounded preceding
    ) as spent_cents
from order_fact
where customer_id between 2001 and 2010
"""
WINDOW = "partition by customer_id order by order_date, order_id, line_number rows unbounded preceding"
TEN = "where customer_id between 2001 and 2010"
spent_so_far.solution(SPENT)
spent_so_far.also_right(SPENT.replace(" rows unbounded preceding", ""))
spent_so_far.also_right("""
with line as (
    select order_id, line_number, customer_id, order_date, order_amount_cents
    from order_fact
    where customer_id <= 2010
)
select a.order_id, a.line_number, sum(b.order_amount_cents) as spent_cents
from line as a
inner join line as b on b.customer_id = a.customer_id
    and (b.order_date, b.order_id, b.line_number) <= (a.order_date, a.order_id, a.line_number)
group by a.order_id, a.line_number
""")
spent_so_far.mistake(
    "All lines of an order show the same total, that of its last line. They tie in your `order by`, and the default frame takes all ties "
    "at once: order by `line_number`, too.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date"),
)
spent_so_far.mistake(
    "Your total runs through all ten: each customer goes on where another one stopped. Partition by customer.",
    SPENT.replace("partition by customer_id ", ""),
)
spent_so_far.mistake(
    "Your total runs through all ten, and lines of one time show the same: partition by customer, and order by a unique key.",
    SPENT.replace(WINDOW, "order by order_date"),
)
spent_so_far.mistake(
    "Customer 2002 goes on where 2001 stopped. To order by customer is not to partition by customer.",
    SPENT.replace("partition by customer_id order by", "order by customer_id,"),
)
spent_so_far.mistake(
    "Every line of a customer shows all that the customer ever spent. A running total needs a direction: `order by` inside `over`.",
    SPENT.replace(WINDOW, "partition by customer_id"),
)
spent_so_far.mistake(
    "Every line shows what all ten have ever spent: your window is open on all sides. Partition by customer, and order by time.",
    SPENT.replace(WINDOW, ""),
)
spent_so_far.mistake(
    "Your total runs backwards: the first line of each customer shows everything, the last one only itself.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date desc, order_id desc, line_number desc"),
)
spent_so_far.mistake(
    "Two things. Your total runs backwards, from the last order to the first. And lines of one order tie, and show the same.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date desc"),
)
spent_so_far.mistake(
    "You have the lines of all customers and guests. Asked are customers 2001 to 2010.",
    SPENT.replace(TEN, ""),
)
spent_so_far.mistake(
    "Two things. You have everybody's lines: asked are customers 2001 to 2010. And lines of one order tie, and show the same total.",
    SPENT.replace(TEN, "").replace(WINDOW, "partition by customer_id order by order_date"),
)
spent_so_far.mistake(
    "Your total begins anew with each order. Asked is what the customer spent, over all orders: partition by customer.",
    SPENT.replace("partition by customer_id", "partition by order_id"),
)
spent_so_far.mistake(
    "Every line shows its order's total. Asked is what the customer spent so far: partition by customer, and order by time.",
    SPENT.replace(WINDOW, "partition by order_id"),
)
spent_so_far.mistake(
    "Your total begins anew each day. Asked is what the customer spent since the beginning: partition by customer alone.",
    SPENT.replace("partition by customer_id", "partition by customer_id, date(order_date)"),
)
spent_so_far.mistake(
    "All lines of a day show the same total: you order by the day, and the default frame takes all its lines at once. "
    "Order by `order_date`, `order_id`, `line_number`.",
    SPENT.replace(WINDOW, "partition by customer_id order by date(order_date)"),
)
spent_so_far.mistake(
    "Your frame ends before the current line, so the first line of each customer is NULL. So far includes this line: `current row`.",
    SPENT.replace("rows unbounded preceding", "rows between unbounded preceding and 1 preceding"),
)
spent_so_far.mistake(
    "Your frame holds two lines, this one and the one before: `1 preceding`. Begin with `unbounded preceding`.",
    SPENT.replace("rows unbounded preceding", "rows 1 preceding"),
)
spent_so_far.mistake(
    "`spent_cents` is the line's own amount: nothing adds up the earlier ones. Use `sum(...) over (...)`.",
    SPENT[: SPENT.index("    sum(")] + "    order_amount_cents as spent_cents\nfrom order_fact\n" + TEN,
)
spent_so_far.mistake(
    "`spent_cents` holds euros. `order_amount` is for display: sum `order_amount_cents`.",
    SPENT.replace("sum(order_amount_cents)", "sum(order_amount)"),
)
spent_so_far.mistake(
    "You multiplied by `quantity`. `order_amount_cents` is the whole line's amount already.",
    SPENT.replace("sum(order_amount_cents)", "sum(quantity * order_amount_cents)"),
)
spent_so_far.mistake(
    "You order by `line_number` first: the first lines of all orders come before all second lines. Time comes first.",
    SPENT.replace(WINDOW, "partition by customer_id order by line_number, order_date, order_id rows unbounded preceding"),
)
spent_so_far.mistake(
    "Right on the shop that you see. In the unseen one the rows lie in another order, and lines of one time are added as they lie: "
    "after `order_date` come `order_id` and `line_number`.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date rows unbounded preceding"),
    is_hidden=True,
)
spent_so_far.mistake(
    "Right on the shop that you see. In the unseen one the lines of an order lie in another order, and are added as they lie: "
    "`line_number` comes last in the `order by`.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date, order_id rows unbounded preceding"),
    is_hidden=True,
)
spent_so_far.mistake(
    "Right on the shop that you see. In the unseen one a customer orders twice in one second, and you mix the lines of both orders: "
    "`order_id` comes before `line_number`.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date, line_number rows unbounded preceding"),
    is_hidden=True,
)
spent_so_far.mistake(
    "Right on the shop that you see. In the unseen one a customer orders twice in one second, and the first lines of both orders show "
    "one total: `order_id` is missing before `line_number`.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_date, line_number"),
    is_hidden=True,
)
spent_so_far.mistake(
    "Right on the shop that you see. In the unseen one an order with a larger number came earlier: `order_date` stands first in the "
    "`order by`.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_id, line_number rows unbounded preceding"),
    is_hidden=True,
)
spent_so_far.mistake(
    "Right on the shop that you see, and wrong twice on the unseen one. There an order with a larger number came earlier: `order_date` "
    "stands first. And the lines of an order lie in another order: `line_number` comes last.",
    SPENT.replace(WINDOW, "partition by customer_id order by order_id rows unbounded preceding"),
    is_hidden=True,
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
best_of_day = ask(
    """Who ordered most often on each day?

    Columns `day`, `customer_id`, `place`: the customers on place 1 or 2 by their number of orders on that day, without guests. Equals share
    a place, as in sport: if two are first, nobody is second.
    """,
    level="core",
    hints=(
        "A first step has a row for each day and customer, with the number of orders. A row of `order_fact` is a line, not an order.",
        "Second step: `rank() over (partition by day order by orders desc)`. Filter in the third: `where` comes before windows.",
    ),
)
BEST = """
with often as (
    select date(order_date) as day, customer_id, count(distinct order_id) as orders
    from order_fact
    where customer_id is not null
    group by day, customer_id
),
placed as (
    select day, customer_id, rank() over (partition by day order by orders desc) as place
    from often
)
select day, customer_id, place
from placed
where place <= 2
"""
RANK = "rank() over (partition by day order by orders desc)"
ROW_NUMBER = "row_number() over (partition by day order by orders desc, customer_id)"
ORDERS = "count(distinct order_id)"
best_of_day.solution(BEST)
best_of_day.also_right("""
with basket as (
    select distinct order_id, customer_id, substr(order_date, 1, 10) as day from order_fact where customer_id is not null
),
placed as (
    select day, customer_id, rank() over (partition by day order by count(*) desc) as place
    from basket
    group by day, customer_id
)
select day, customer_id, place from placed where place < 3
""")
best_of_day.also_right("""
with often as (
    select date(order_date) as day, customer_id, count(distinct order_id) as orders
    from order_fact where customer_id is not null group by day, customer_id
),
level as (
    select day, orders, count(*) as customers from often group by day, orders
),
placed as (
    select day, orders, 1 + coalesce(sum(customers) over (
        partition by day order by orders desc rows between unbounded preceding and 1 preceding
    ), 0) as place
    from level
)
select o.day, o.customer_id, p.place
from placed as p
inner join often as o on o.day = p.day and o.orders = p.orders
where p.place <= 2
""")
best_of_day.mistake(
    "On a day with two winners you have a place 2. `dense_rank` leaves no gap; in sport nobody is second then: `rank`.",
    BEST.replace("rank()", "dense_rank()"),
)
best_of_day.mistake(
    "Each day has two rows: `row_number` gives equals different places, and drops the rest of them. Equals share a place: `rank`.",
    BEST.replace(RANK, ROW_NUMBER),
)
best_of_day.mistake(
    "You counted order lines. One full basket then beats three orders: count different `order_id`.",
    BEST.replace(ORDERS, "count(*)"),
)
best_of_day.mistake(
    "The guests win, as if all of them were one customer, under NULL. Leave them out before you count.",
    BEST.replace("where customer_id is not null", ""),
)
best_of_day.mistake(
    "The guests took part and were left out at the end, so their places are missing: leave them out before you rank.",
    BEST.replace("where customer_id is not null", "").replace("where place", "where customer_id is not null and place"),
)
best_of_day.mistake(
    "You ranked all days together: most days have nobody on a place. Partition by day.",
    BEST.replace("partition by day ", ""),
)
best_of_day.mistake(
    "You ranked from below: your places 1 and 2 are those with the fewest orders. Order by the number, `desc`.",
    BEST.replace("orders desc", "orders"),
)
best_of_day.mistake(
    "Everybody is on place 1. In your window nobody is ahead of anybody: it must hold all customers of a day, ordered by number, `desc`.",
    BEST.replace(" order by orders desc", ""),
)
best_of_day.mistake(
    "You have the first places only. Where one customer is first alone, place 2 is asked for, too.",
    BEST.replace("place <= 2", "place = 1"),
)
best_of_day.mistake(
    "You added up money. Asked is who ordered most *often*: count different `order_id`.",
    BEST.replace(ORDERS, "sum(order_amount_cents)"),
)
best_of_day.mistake(
    "You added up pieces. Asked is who ordered most *often*: count different `order_id`.",
    BEST.replace(ORDERS, "sum(quantity)"),
)
best_of_day.mistake(
    "Two things. You counted order lines: count different `order_id`. And `row_number` gives equals different places: `rank`.",
    BEST.replace(ORDERS, "count(*)").replace(RANK, ROW_NUMBER),
)
best_of_day.mistake(
    "Two things. You counted order lines: count different `order_id`. And `dense_rank` leaves no gap after two winners: `rank`.",
    BEST.replace(ORDERS, "count(*)").replace("rank()", "dense_rank()"),
)
best_of_day.mistake(
    "Two things. You counted order lines: count different `order_id`. And the guests are in it, as one giant: leave them out.",
    BEST.replace(ORDERS, "count(*)").replace("where customer_id is not null", ""),
)
best_of_day.mistake(
    "Two things. The guests win, as one giant: leave them out. And `row_number` gives equals different places: `rank`.",
    BEST.replace("where customer_id is not null", "").replace(RANK, ROW_NUMBER),
)
best_of_day.mistake(
    "You ranked all customers of all days, and `dense_rank` counts levels: partition by day, and use `rank`.",
    BEST.replace(RANK, "dense_rank() over (order by orders desc)"),
)
best_of_day.mistake(
    "You have everybody's place. Keep places 1 and 2, in a step after the one that ranks.",
    BEST.replace("where place <= 2", ""),
)
best_of_day.mistake(
    "You ranked the days of each customer against each other. Asked are the customers of each day: partition by day.",
    BEST.replace("partition by day ", "partition by customer_id "),
)
best_of_day.mistake(
    "`day` holds a time to the second, so nearly every order stands alone, and wins. `date(order_date)` is the day.",
    BEST.replace("date(order_date)", "order_date"),
)
best_of_day.mistake(
    "You have a row for each order line, with the number of the line: `row_number` counts what it finds. "
    "First bring each day and customer to one row.",
    """
with placed as (
    select date(order_date) as day, customer_id, row_number() over (partition by date(order_date) order by customer_id) as place
    from order_fact where customer_id is not null
)
select day, customer_id, place from placed where place <= 2
""",
)

# 4 --------------------------------------------------------------------------------------------------------------------------------
behind = ask(
    """How far is each product behind the next better one?

    Columns `category`, `product_id`, `behind_cents`: the revenue (`order_amount_cents`) of the product one place better in the same
    category, minus its own. NULL for the best of each category. At equal revenue the larger `product_id` is better. NULL is a category,
    too; products never sold are left out.
    """,
    level="core",
    hints=(
        "In which order must the rows of a category stand, so that the row before is the next better product?",
        "A step with the revenue of each product. Then `lag(cents) over (partition by ... order by cents desc, product_id desc) - cents`.",
    ),
    edges="""
        update order_fact set order_amount_cents = 0 where product_id in (
            select product_id from product_dim
            where category = (select min(category) from product_dim) and product_id in (select product_id from order_fact)
            order by product_id limit 2
        )
    """,
)
BEHIND = """
with product as (
    select d.category, d.product_id, sum(o.order_amount_cents) as cents
    from order_fact as o
    inner join product_dim as d on d.product_id = o.product_id
    group by d.category, d.product_id
)
select
    category, product_id,
    lag(cents) over (partition by category order by cents desc, product_id desc) - cents as behind_cents
from product
"""
LAG = "lag(cents) over (partition by category order by cents desc, product_id desc)"
behind.solution(BEHIND)
behind.also_right(BEHIND.replace(LAG, "lead(cents) over (partition by category order by cents, product_id)"))
behind.also_right(
    BEHIND.split("select\n")[0].rstrip()
    + """,
placed as (
    select category, product_id, cents, row_number() over (partition by category order by cents desc, product_id desc) as place from product
)
select a.category, a.product_id, b.cents - a.cents as behind_cents
from placed as a
left join placed as b on b.category is a.category and b.place = a.place - 1
"""
)
behind.mistake(
    "Some of your numbers are below zero: the row before is not the better one. Without an `order by` on the revenue, `lag` takes the rows "
    "as they lie, here by `product_id`.",
    BEHIND.replace(" order by cents desc, product_id desc", ""),
)
behind.mistake(
    "Your window has neither partition nor order on revenue: the row before is any other product of the shop.",
    BEHIND.replace("partition by category order by cents desc, product_id desc", ""),
)
behind.mistake(
    "`lag` went across the categories: only one product of the whole shop has nobody before it. Partition by category.",
    BEHIND.replace("partition by category ", ""),
)
behind.mistake(
    "`lag` went across the categories: at a border, the row before belongs to another one. To order by category is not to partition by it.",
    BEHIND.replace("partition by category order by", "order by category,"),
)
behind.mistake(
    "Your numbers are below zero, and the worst of each category is NULL: you look at the next worse product. `lag` over revenue `desc` "
    "gives the better one.",
    BEHIND.replace("cents desc, product_id desc", "cents, product_id"),
)
behind.mistake(
    "You show how far each product is ahead of the next worse one, and NULL for the worst. Asked is the better one: by revenue `desc` it "
    "is the row before, and from its cents you subtract the product's own.",
    BEHIND.replace(LAG + " - cents", "cents - lag(cents) over (partition by category order by cents, product_id)"),
)
behind.mistake(
    "The sign is turned: nobody is behind by less than zero. Subtract the product's own cents from those of the better one.",
    BEHIND.replace(LAG + " - cents", "cents - " + LAG),
)
behind.mistake(
    "You compare each product with the best of its category, which is 0 behind itself. Asked is the one place better: the row before.",
    BEHIND.replace(LAG, "max(cents) over (partition by category)"),
)
behind.mistake(
    "You compare each product with the best of the whole shop. Asked is the one that is one place better in its category.",
    BEHIND.replace(LAG, "max(cents) over ()"),
)
behind.mistake(
    "The best of each category has 0, as if it were level with somebody. Nobody is before it: leave NULL.",
    BEHIND.replace(LAG + " - cents", f"coalesce({LAG} - cents, 0)"),
)
behind.mistake(
    "The best of each category shows its own revenue below zero: the row before was taken as 0. Nobody is before it: leave NULL.",
    BEHIND.replace("lag(cents)", "lag(cents, 1, 0)"),
)
behind.mistake(
    "The best of each category is missing. It belongs to the answer, with NULL.",
    f"select category, product_id, behind_cents from ({BEHIND}) where behind_cents is not null",
)
behind.mistake(
    "The products without a category are missing. NULL is a category, too.",
    BEHIND.replace("from product\n", "from product\nwhere category is not null\n"),
)
behind.mistake(
    "You show the revenue of the next better product. Subtract the product's own.",
    BEHIND.replace(" - cents as", " as"),
)
behind.mistake(
    "You compare pieces, not revenue: sum `order_amount_cents`.",
    BEHIND.replace("sum(o.order_amount_cents)", "sum(o.quantity)"),
)
behind.mistake(
    "You compare numbers of order lines, not revenue: sum `order_amount_cents`.",
    BEHIND.replace("sum(o.order_amount_cents)", "count(*)"),
)
behind.mistake(
    "You have a row for each order line, compared with another line. First bring each product to one row, with its revenue.",
    """
select d.category, d.product_id,
    lag(o.order_amount_cents) over (partition by d.category order by o.order_amount_cents desc, d.product_id) - o.order_amount_cents
    as behind_cents
from order_fact as o
inner join product_dim as d on d.product_id = o.product_id
""",
)
behind.mistake(
    "Right on the shop that you see. In the unseen one two products of a category have equal revenue, and you put the smaller "
    "`product_id` first: end the order in `product_id desc`.",
    BEHIND.replace("cents desc, product_id desc", "cents desc"),
    is_hidden=True,
)
behind.mistake(
    "Right on the shop that you see. In the unseen one two products of a category have equal revenue, and you compare both with a third. "
    "The larger `product_id` is one place better, so the other one is 0 behind it.",
    BEHIND.split("select\n")[0]
    + """
select
    a.category, a.product_id,
    (select min(b.cents) from product as b where b.category is a.category and b.cents > a.cents) - a.cents as behind_cents
from product as a
""",
    is_hidden=True,
)

# 5 --------------------------------------------------------------------------------------------------------------------------------
known_by_then = ask(
    """What did the shop know when 8 November ended?

    Columns `customer_id`, `customer_name`, `location`: a row for each customer announced before 9 November (UTC), as the newest row of
    `customer_change` before that moment says. In the same second, the larger `change_id` is newer.
    """,
    level="core",
    hints=(
        "A customer may have moved on 20 November. Must that row be gone before you number the rows, or after?",
        "A step that keeps `changed_at < '2026-11-09'` and numbers by `row_number()`, newest first, with a unique last column. "
        "In the next step, keep number 1.",
    ),
)
KNOWN = """
with numbered as (
    select
        customer_id, customer_name, location,
        row_number() over (partition by customer_id order by changed_at desc, change_id desc) as place
    from customer_change
    where changed_at < '2026-11-09'
)
select customer_id, customer_name, location
from numbered
where place = 1
"""
THEN = "where changed_at < '2026-11-09'"
AFTERWARDS = KNOWN.replace(THEN, "").replace("location,\n", "location, changed_at,\n").replace("where place = 1", f"{THEN} and place = 1")
NO_TIE = ", change_id desc"
known_by_then.solution(KNOWN)
known_by_then.also_right("""
select c.customer_id, c.customer_name, c.location
from customer_change as c
inner join (
    select max(change_id) as change_id from customer_change where date(changed_at) <= '2026-11-08' group by customer_id
) as newest on newest.change_id = c.change_id
""")
known_by_then.also_right("""
with told as (
    select
        customer_id, customer_name, location,
        lead(change_id) over (partition by customer_id order by changed_at, change_id) as next_change
    from customer_change
    where changed_at < '2026-11-09 00:00:00'
)
select customer_id, customer_name, location from told where next_change is null
""")
known_by_then.mistake(
    "Some customers corrected themselves within a second, and you keep the older of their two rows. End the order in `change_id desc`.",
    KNOWN.replace(NO_TIE, ", change_id"),
)
known_by_then.mistake(
    "Some customers stand there twice: they corrected themselves within a second, and both rows have the latest time. "
    "`row_number` with a unique last column keeps one.",
    KNOWN.replace("row_number()", "rank()").replace(NO_TIE, ""),
)
known_by_then.mistake(
    "Customers who changed again later are missing: you took the newest row of all, then asked whether it is old enough. "
    "Filter by time first, then number.",
    AFTERWARDS,
)
known_by_then.mistake(
    "Two things. Customers who changed again later are missing: filter by time first, then number. "
    "And in the same second you keep the older row: end the order in `change_id desc`.",
    AFTERWARDS.replace(NO_TIE, ", change_id"),
)
known_by_then.mistake(
    "This is what the shop knows at the end of the month. Leave out what was announced after 8 November, before you number the rows.",
    KNOWN.replace(THEN, ""),
)
known_by_then.mistake(
    "Two things. You kept what came after 8 November. And in the same second you keep the older row: end the order in `change_id desc`.",
    KNOWN.replace(THEN, "").replace(NO_TIE, ", change_id"),
)
known_by_then.mistake(
    "8 November itself is missing: as a time, '2026-11-08' is the midnight in which it begins. Ask for `< '2026-11-09'`.",
    KNOWN.replace(THEN, "where changed_at <= '2026-11-08'"),
)
known_by_then.mistake(
    "Two things. 8 November itself is missing: ask for `< '2026-11-09'`. And in the same second you keep the older row: "
    "end the order in `change_id desc`.",
    KNOWN.replace(THEN, "where changed_at <= '2026-11-08'").replace(NO_TIE, ", change_id"),
)
known_by_then.mistake(
    "You kept the oldest row of each customer. Newest first: `desc`, in both columns.",
    KNOWN.replace("changed_at desc, change_id desc", "changed_at, change_id"),
)
known_by_then.mistake(
    "You have what was announced on 8 November only. Whoever did not change on that day is known from before.",
    KNOWN.replace(THEN, "where date(changed_at) = '2026-11-08'"),
)
known_by_then.mistake(
    "Customers whose newest row has no location show an older place, or are missing. NULL is what the shop knew then: take it.",
    KNOWN.replace(THEN, THEN + " and location is not null"),
)
known_by_then.mistake(
    "Customers whose newest row has no location are missing. NULL is what the shop knew then: keep the row.",
    KNOWN.replace("where place = 1", "where place = 1 and location is not null"),
)
known_by_then.mistake(
    "Names and places are mixed from several rows: each `max` takes the last in the alphabet. Both belong to one row, the newest.",
    """
select customer_id, max(customer_name) as customer_name, max(location) as location
from customer_change where changed_at < '2026-11-09' group by customer_id
""",
)
known_by_then.mistake(
    "You have one row, the newest of all. Asked is the newest of each customer: `partition by customer_id`.",
    KNOWN.replace("partition by customer_id ", ""),
)
known_by_then.mistake(
    "You have every announcement up to then, not the newest of each customer: number them, and keep number 1.",
    "select customer_id, customer_name, location from customer_change where changed_at < '2026-11-09'",
)
known_by_then.mistake(
    "Customers with several rows stand there several times: with an `order by`, `last_value` looks only as far as the current row. "
    "Number the rows instead, and keep number 1.",
    """
select distinct customer_id, last_value(customer_name) over told as customer_name, last_value(location) over told as location
from customer_change
where changed_at < '2026-11-09'
window told as (partition by customer_id order by changed_at, change_id)
""",
)
known_by_then.mistake(
    "You numbered by `partition by customer_name`, and namesakes became one. Partition by the key.",
    KNOWN.replace("partition by customer_id", "partition by customer_name"),
)
known_by_then.mistake(
    "A customer who moved stands there once for each place. Partition by customer alone.",
    KNOWN.replace("partition by customer_id", "partition by customer_id, location"),
)

# 6 --------------------------------------------------------------------------------------------------------------------------------
seven_days = ask(
    """How many pieces of product 77 does the shop sell a day?

    Columns `date_on` and `mean_pieces`: the mean of the day and of the six days before it, by `round(..., 2)`. A day of nothing counts as
    0. Give only days that have six days before them in `date_dim`.
    """,
    level="stretch",
    hints=(
        "Which table has every day? How does a day without the product keep its row, and what stands in it?",
        "A step: left join, `coalesce(sum(quantity), 0)` by day. A step: `avg(...)` and `count(*)` over seven rows. Then `where days = 7`.",
    ),
)
SEVEN = """
with sold as (
    select date(order_date) as day, sum(quantity) as pieces from order_fact where product_id = 77 group by day
),
daily as (
    select d.date_on, coalesce(s.pieces, 0) as pieces
    from date_dim as d
    left join sold as s on s.day = d.date_on
),
moving as (
    select date_on, round(avg(pieces) over seven, 2) as mean_pieces, count(*) over seven as days
    from daily
    window seven as (order by date_on rows between 6 preceding and current row)
)
select date_on, mean_pieces
from moving
where days = 7
"""
FULL = "where days = 7"
FRAME = "rows between 6 preceding and current row"
PLACE = "row_number() over (order by date_on) as days"
LEFT = """    select d.date_on, coalesce(s.pieces, 0) as pieces
    from date_dim as d
    left join sold as s on s.day = d.date_on
"""
NO_CALENDAR = SEVEN.replace(LEFT, "    select day as date_on, pieces from sold\n")
JOINED = """
with daily as (
    select d.date_on, coalesce(sum(o.quantity), 0) as pieces
    from date_dim as d
    left join order_fact as o on date(o.order_date) = d.date_on and o.product_id = 77
    group by d.date_on
),
""" + SEVEN[SEVEN.index("moving as") :]
seven_days.solution(SEVEN)
seven_days.also_right("""
with sold as (
    select date(order_date) as day, sum(quantity) as pieces from order_fact where product_id = 77 group by day
)
select a.date_on, round(coalesce(sum(s.pieces), 0) / 7.0, 2) as mean_pieces
from date_dim as a
inner join date_dim as b on b.date_on between date(a.date_on, '-6 days') and a.date_on
left join sold as s on s.day = b.date_on
group by a.date_on
having count(*) = 7
""")
seven_days.also_right(JOINED)
seven_days.mistake(
    "Your first six days average fewer than seven days. Count the rows of each frame, and keep the days with seven.",
    SEVEN.replace(FULL, ""),
)
seven_days.mistake(
    "Days of nothing are missing, as rows and as zeros, so your seven rows reach over more than seven days. Start from `date_dim`.",
    NO_CALENDAR,
)
seven_days.mistake(
    "Two things. Days of nothing are missing, as rows and as zeros: start from `date_dim`. And your first frames hold too few rows.",
    NO_CALENDAR.replace(FULL, ""),
)
seven_days.mistake(
    "Days of nothing have NULL in your first step, and `avg` passes over NULL: the mean is too high. Make it 0 with `coalesce`.",
    SEVEN.replace("coalesce(s.pieces, 0)", "s.pieces"),
)
seven_days.mistake(
    "Two things. Days of nothing have NULL, and `avg` passes over it: `coalesce`. And your first six frames hold fewer than seven days.",
    SEVEN.replace("coalesce(s.pieces, 0)", "s.pieces").replace(FULL, ""),
)
seven_days.mistake(
    "`7 preceding` and the current row are eight days. And the first days of the calendar have fewer before them.",
    SEVEN.replace("6 preceding", "7 preceding").replace(FULL, ""),
)
seven_days.mistake(
    "`7 preceding` and the current row are eight days: from the eighth day on, your means hold a day too many.",
    SEVEN.replace("6 preceding", "7 preceding").replace("count(*) over seven as days", PLACE).replace(FULL, "where days >= 7"),
)
seven_days.mistake(
    "You have one day: your frame holds eight rows, `7 preceding` and the current one, and just one frame is seven rows long.",
    SEVEN.replace("6 preceding", "7 preceding"),
)
seven_days.mistake(
    "Your means hold eight days, and the first of them is missing: `7 preceding` and the current row make eight.",
    SEVEN.replace("6 preceding", "7 preceding").replace(FULL, "where days = 8"),
)
seven_days.mistake(
    "You dropped the first six days *before* the window, so the frames of the next six are short. Filter in a later step.",
    SEVEN.replace("    from daily\n", "    from daily where date_on >= (select date(min(date_on), '+6 days') from date_dim)\n").replace(
        FULL, ""
    ),
)
seven_days.mistake(
    "Your frame lies around the day, three before and three after. Asked are the day and the six before.",
    SEVEN.replace(FRAME, "rows between 3 preceding and 3 following"),
)
seven_days.mistake(
    "Your frame looks ahead: the day and the six after it. `preceding` looks back.",
    SEVEN.replace(FRAME, "rows between current row and 6 following"),
)
seven_days.mistake(
    "Your mean holds all days since the first. A frame of seven rows begins at `6 preceding`.",
    SEVEN.replace(" " + FRAME, "").replace("count(*) over seven as days", PLACE).replace(FULL, "where days >= 7"),
)
seven_days.mistake(
    "Your mean holds all days since the first, and the first six days are in it: begin the frame at `6 preceding`, and keep full frames.",
    SEVEN.replace(" " + FRAME, "").replace(FULL, ""),
)
seven_days.mistake(
    "You counted order lines. Asked are pieces: sum `quantity`.",
    SEVEN.replace("sum(quantity)", "count(*)"),
)
seven_days.mistake(
    "You counted rows, and the left join invents one for a day of nothing. Sum `quantity`, and make NULL 0.",
    JOINED.replace("coalesce(sum(o.quantity), 0)", "count(*)"),
)
seven_days.mistake(
    "These are the pieces of all products. Asked is product 77.",
    SEVEN.replace(" where product_id = 77", ""),
)
seven_days.mistake(
    "Your rows are order lines, and days of nothing: seven of them are not seven days. Sum by day first, in a step of its own.",
    SEVEN.replace("sum(quantity)", "quantity").replace(" group by day", ""),
)
seven_days.mistake("You added seven days up. Asked is their mean: `avg`.", SEVEN.replace("avg(", "sum("))
seven_days.mistake(
    "Your means are whole numbers: a whole number divided by a whole number loses what comes after the point. Use `avg`, or `/ 7.0`.",
    SEVEN.replace("avg(pieces) over seven", "sum(pieces) over seven / 7"),
)
seven_days.mistake(
    "The means are right, and not rounded: `round(..., 2)`.", SEVEN.replace("round(avg(pieces) over seven, 2)", "avg(pieces) over seven")
)
