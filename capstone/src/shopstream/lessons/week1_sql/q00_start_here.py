"""Exercise 1.00: the first questions, answered by changing a query that works."""

from shopstream.lessons.shop import ask

orders = ask(
    """How many orders did the shop take?

    `order_fact` has one row for each order. Give one number, in a column called `orders`. To see the table first, put `select * from
    order_fact limit 3` into a cell that begins with `%%sql`.
    """,
    level="core",
    hints=(
        "`select count(*) as customers from customer_dim` counts customers. Which word has to change?",
        "`count(*)` counts the rows of the table after `from`. `as` gives the column its name.",
    ),
)
orders.solution("select count(*) as orders from order_fact")
orders.also_right("select count(order_id) as orders from order_fact")
orders.mistake(
    "You counted the customers. The table after `from` says what is counted: ask `order_fact`.",
    "select count(*) as orders from customer_dim",
)
orders.mistake(
    "You added up the pieces. An order of three mugs is one order: count rows, do not add quantities.",
    "select sum(quantity) as orders from order_fact",
)
orders.mistake(
    "You counted the customers who ordered. One customer may order many times: count the rows of `order_fact`.",
    "select count(distinct customer_id) as orders from order_fact",
)
orders.mistake(
    "Guests are missing: `count(customer_id)` passes over rows without a customer. `count(*)` counts every row.",
    "select count(customer_id) as orders from order_fact",
)
