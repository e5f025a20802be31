"""Exercise 1.00: the first questions, answered by changing a query that works."""

from shopstream.lessons.shop import ask

orders = ask(
    """How many orders did the shop take?

    `select count(*) as orders from customer_dim` works, and counts something else. `order_fact` has one row for each order. Give one
    number, in a column called `orders`.
    """,
    level="core",
    hints=(
        "`count(*)` counts the rows of a table. Which word of the query names the table?",
        "The table stands after `from`. The one to ask is named in the question.",
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
orders.mistake(
    "You counted the payments. An order whose first payment fails has two of them: ask `order_fact`.",
    "select count(*) as orders from payment_fact",
)

sent_back = ask(
    """How much money went back to customers?

    `select sum(quantity) as pieces from order_fact` adds up the column `quantity`. `refund_fact` has a column `amount_cents`. Give one
    number, in cents, in a column called `cents`.
    """,
    level="core",
    hints=(
        "Two words of the query have to change, and the name after `as`.",
        "What is added up stands in the parentheses; where it stands comes after `from`.",
    ),
)
sent_back.solution("select sum(amount_cents) as cents from refund_fact")
sent_back.also_right("select total(amount_cents) as cents from refund_fact")
sent_back.mistake(
    "You counted the refunds. `count(*)` counts rows; `sum(amount_cents)` adds up what stands in them.",
    "select count(*) as cents from refund_fact",
)
sent_back.mistake(
    "You added up what customers paid or tried to pay. Money that went back stands in `refund_fact`.",
    "select sum(amount_cents) as cents from payment_fact",
)
sent_back.mistake(
    "You added up what was ordered. Money that went back stands in `refund_fact`.",
    "select sum(order_amount_cents) as cents from order_fact",
)
sent_back.mistake(
    "Your number is the usual refund, not all of them: `avg` is the mean, `sum` the total.",
    "select avg(amount_cents) as cents from refund_fact",
)
sent_back.mistake(
    "Your number is in euros. Money in this shop is kept in whole cents: leave them as they are.",
    "select sum(amount_cents) / 100.0 as cents from refund_fact",
)

places = ask(
    """In how many places do the customers live?

    `select count(distinct category) as categories from product_dim` counts how many different categories there are. `customer_dim` has
    a column `location`; not every customer has told theirs. Give one number, in a column called `places`.
    """,
    level="core",
    hints=(
        "What does `distinct` do in the query that works? Leave it out once and look at the number.",
        "Keep `count(distinct ...)`. Put the column with the places into it, and the customers' table after `from`.",
    ),
)
places.solution("select count(distinct location) as places from customer_dim")
places.also_right("select count(*) as places from (select location from customer_dim where location is not null group by location)")
places.mistake(
    "You counted the customers whose place is known. Two who live in Porto live in one place: count `distinct` places.",
    "select count(location) as places from customer_dim",
)
places.mistake(
    "You counted the customers, one by one. Ask for the different values of `location`.",
    "select count(*) as places from customer_dim",
)
places.mistake(
    "You counted the different names. The places stand in the column `location`.",
    "select count(distinct customer_name) as places from customer_dim",
)
places.mistake(
    "One too many: you counted the unknown as a place. Some customers have no `location`, and nothing is no place.",
    "select count(*) as places from (select distinct location from customer_dim)",
)

first_day = ask(
    """How many orders came on the first day?

    The shop opened on Monday, 2026-11-02. `select count(*) as orders from order_fact where order_date < '2026-11-02 12:00:00'` counts
    those before noon. Give one number, in a column called `orders`.
    """,
    level="core",
    hints=(
        "When does the first day end? At which moment does the next one begin?",
        "Keep the `<`. The moment to compare with is midnight, and midnight belongs to Tuesday.",
    ),
    edges="""
        update order_fact set order_date = '2026-11-02 23:59:59'
        where order_id = (select max(order_id) from order_fact where order_date < '2026-11-03')
    """,
)
first_day.solution("select count(*) as orders from order_fact where order_date < '2026-11-03 00:00:00'")
first_day.also_right("select count(*) as orders from order_fact where date(order_date) = '2026-11-02'")
first_day.mistake(
    "Those are the orders before noon, as in the query that you were given. Change the moment: the day ends at midnight.",
    "select count(*) as orders from order_fact where order_date < '2026-11-02 12:00:00'",
)
first_day.mistake(
    "None: a day without a time is the midnight at which it begins, and the shop was not open yet. Compare with the next day.",
    "select count(*) as orders from order_fact where order_date < '2026-11-02'",
)
first_day.mistake(
    "You counted every order but those of the first day. Turn the sign: `<` is before.",
    "select count(*) as orders from order_fact where order_date > '2026-11-03 00:00:00'",
)
first_day.mistake(
    "You counted two days: all that is before Wednesday. Tuesday is 2026-11-03, and Monday ends where it begins.",
    "select count(*) as orders from order_fact where order_date < '2026-11-04'",
)
first_day.mistake(
    "You counted all days. The part from `where` on says which rows are counted; and in a date no zero may be missing.",
    "select count(*) as orders from order_fact",
)
first_day.mistake(
    "Right on the shop that you see. In the unseen one somebody orders in the last second of the day, at 23:59:59, and you leave that "
    "order out: ask for what is before the next day.",
    "select count(*) as orders from order_fact where order_date < '2026-11-02 23:59:59'",
    is_hidden=True,
)
first_day.mistake(
    "You counted from noon on: the query that you were given ends there, and the first day begins at midnight.",
    "select count(*) as orders from order_fact where order_date >= '2026-11-02 12:00:00' and order_date < '2026-11-03'",
)

favourite = ask(
    """Which product is ordered most often?

    `select customer_id, count(*) as orders from order_fact group by customer_id order by orders desc limit 1` gives one customer
    and their number of orders. (The shop's guests share one row without a number.) Give the product: two columns, `product_id` and
    `orders`.
    """,
    level="stretch",
    hints=(
        "The query counts the orders of each customer. Which word says that it is each customer, and how often does it stand there?",
        "Put `product_id` in both places where `customer_id` stands. The rest may stay.",
    ),
)
favourite.solution("select product_id, count(*) as orders from order_fact group by product_id order by orders desc limit 1")
favourite.also_right("""
    select product_id, orders
    from (select product_id, count(*) as orders from order_fact group by product_id)
    where orders = (select max(n) from (select count(*) as n from order_fact group by product_id))
""")
favourite.mistake(
    "That is a customer, as in the query that you were given. `product_id` belongs in both places.",
    "select customer_id as product_id, count(*) as orders from order_fact group by customer_id order by orders desc limit 1",
)
favourite.mistake(
    "That is the product that is ordered least. `desc` puts the largest number first: leave it in.",
    "select product_id, count(*) as orders from order_fact group by product_id order by orders limit 1",
)
favourite.mistake(
    "You have every product. `limit 1` keeps the first row.",
    "select product_id, count(*) as orders from order_fact group by product_id",
)
favourite.mistake(
    "You added up the pieces. An order for four mugs is one order: `count(*)`.",
    "select product_id, sum(quantity) as orders from order_fact group by product_id order by orders desc limit 1",
)
