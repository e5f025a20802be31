"""Exercise 1.03: choose, compute, filter, sort. Each question has a trap that gives rows and no error."""

from shopstream.lessons.shop import ask

ada = ask(
    """Which full names do the customers called Ada have?

    A `customer_name` is a first name, a space and a last name; several customers may share one. Give each full name once, in a column
    `customer_name`. Adam is not Ada.
    """,
    level="core",
    hints=(
        "What is one row of the result: a customer, or a name? And which pattern fits a name that begins with Ada?",
        "`like` with `%` after the first name and its space finds the customers; one word after `select` makes equal rows one.",
    ),
    edges="""
        update customer_dim set customer_name = 'Adam Novak'
        where customer_id = (select min(customer_id) from customer_dim where customer_name not like 'Ada %')
    """,
)
ada.solution("""
select distinct customer_name
from customer_dim
where customer_name like 'Ada %'
""")
ada.also_right("""
select customer_name from customer_dim where substr(customer_name, 1, 4) = 'Ada ' group by customer_name
""")
ada.also_right("""
select customer_name from customer_dim where instr(customer_name, 'Ada ') = 1
union
select customer_name from customer_dim where lower(customer_name) = 'ada'
""")
ada.mistake(
    "Your rows are customers: a name that several of them share comes several times. Asked is one row a name.",
    "select customer_name from customer_dim where customer_name like 'Ada %'",
)
ada.mistake(
    "Right on the shop that you see. In the unseen one an Adam is among the customers, and your pattern takes him for an Ada: "
    "the space belongs to it.",
    "select distinct customer_name from customer_dim where customer_name like 'Ada%'",
    is_hidden=True,
)
ada.mistake(
    "Your result is empty: no whole name is Ada. `=`, or a pattern that does not end with `%`, wants the whole text, and `=` tells "
    "capitals from small letters.",
    "select distinct customer_name from customer_dim where customer_name = 'Ada'",
)
ada.mistake(
    "Your result holds everybody's name, each once. It lacks the filter: only customers called Ada were asked for.",
    "select distinct customer_name from customer_dim",
)
ada.mistake(
    "Your result holds every customer's name, repeats too. It lacks the filter for Ada, and each name should come once.",
    "select customer_name from customer_dim",
)
ada.mistake(
    "Your pattern also finds names with an a in another place. Only the beginning of the name counts.",
    "select distinct customer_name from customer_dim where customer_name like '%a%'",
)
ada.mistake(
    "Your result is the first name alone. Keep Ada in the filter, and show the whole `customer_name`.",
    "select distinct substr(customer_name, 1, 3) as customer_name from customer_dim where customer_name like 'Ada %'",
)
ada.mistake(
    "You have everybody but the Adas: the filter is turned round.",
    "select distinct customer_name from customer_dim where customer_name not like 'Ada %'",
)

ada.mistake(
    "Your result is the last name alone. Show the whole `customer_name`, as it stands in the table.",
    "select distinct substr(customer_name, 5) as customer_name from customer_dim where customer_name like 'Ada %'",
)
ada.mistake(
    "The names are right, in small letters. `lower` is good in the filter; show `customer_name` as it stands in the table.",
    "select distinct lower(customer_name) as customer_name from customer_dim where customer_name like 'Ada %'",
)


PRICE = """
select order_id, order_amount_cents / quantity as unit_cents, order_amount_cents / 100.0 as order_euro
from order_fact
where quantity >= 2
"""
unit_price = ask(
    """What does one piece cost?

    For each order of at least two pieces: `order_id`, `unit_cents` (the price of one piece in whole cents) and `order_euro` (the whole
    order in euro, a number with its cents, such as 23.21).
    """,
    level="core",
    hints=(
        "Which of the two divisions may cut off a rest, and which has no rest, as the lesson counted?",
        "Cents by pieces stays whole. For euro, one of the two numbers in the division needs a decimal point.",
    ),
)
unit_price.solution(PRICE)
unit_price.also_right("""
select order_id, cast(round(order_amount * 100 / quantity) as integer) as unit_cents, order_amount as order_euro
from order_fact
where not quantity = 1
""")
unit_price.also_right("""
with priced as (select *, order_amount_cents * 1.0 as cents from order_fact where quantity between 2 and 1000)
select round(cents / 100, 2) as order_euro, cents / quantity as unit_cents, order_id from priced
""")
unit_price.mistake(
    "Your euro have lost their cents: a whole number by a whole number is cut to a whole number. Divide by 100.0.",
    PRICE.replace("/ 100.0", "/ 100"),
)
unit_price.mistake(
    "Orders of exactly two pieces are missing: *at least* two takes in the two, so `>=`.",
    PRICE.replace(">=", ">"),
)
unit_price.mistake(
    "Orders of one piece are in your result. Asked are orders of two pieces or more.",
    PRICE.replace("where quantity >= 2", ""),
)
unit_price.mistake(
    "You have orders of exactly two pieces only. At least two are two, three, four and more.",
    PRICE.replace(">= 2", "= 2"),
)
unit_price.mistake(
    "You multiplied. The amount is already for all pieces, so one piece costs the amount *divided* by the quantity.",
    PRICE.replace("/ quantity", "* quantity"),
)
unit_price.mistake(
    "Your `unit_cents` is the amount of the whole order. It is for all pieces: divide it by the quantity.",
    PRICE.replace(" / quantity", ""),
)
unit_price.mistake(
    "You took the amount for the price of one piece, and multiplied for the order. The amount is already for all pieces.",
    PRICE.replace(" / quantity", "").replace("/ 100.0", "* quantity / 100.0"),
)
unit_price.mistake(
    "Your `unit_cents` is in euro. The price of one piece is asked in whole cents: start from `order_amount_cents`.",
    PRICE.replace("/ quantity", "/ quantity / 100.0"),
)
unit_price.mistake(
    "Your `order_euro` is the price of one piece. It is asked for the whole order: leave the quantity out of this division.",
    PRICE.replace("/ 100.0", "/ quantity / 100.0"),
)
unit_price.mistake(
    "Some of your `unit_cents` are a hair off: `order_amount` is a fraction, and 100 times it is not always whole. Start from the cents.",
    PRICE.replace("order_amount_cents / quantity", "order_amount / quantity * 100"),
)
unit_price.mistake(
    "Your `unit_cents` is in whole euro: the first division cuts off the cents. The price of one piece is asked in cents.",
    PRICE.replace("order_amount_cents / quantity", "order_amount_cents / 100 / quantity"),
)
unit_price.mistake(
    "Your `unit_cents` is in euro, as `order_amount` is, and a fraction. Start from `order_amount_cents`.",
    PRICE.replace("order_amount_cents / quantity", "order_amount / quantity"),
)
unit_price.mistake(
    "Some of your `unit_cents` are a tiny bit off: `order_amount` is a fraction, and times 100 it is not always whole. Start from "
    "the cents.",
    PRICE.replace("order_amount_cents / quantity", "order_amount * 100 / quantity"),
)
unit_price.mistake(
    "Your `order_euro` is in cents. A euro has 100 of them.",
    PRICE.replace(" / 100.0", ""),
)
unit_price.mistake(
    "Your `order_euro` is the price of one piece, and its cents are cut off. It is asked for the whole order, with its cents.",
    PRICE.replace("/ 100.0", "/ quantity / 100"),
)
unit_price.mistake(
    "Your `order_euro` is text. It looks right and does not calculate: divide by 100.0, and leave it a number.",
    PRICE.replace("order_amount_cents / 100.0", "printf('%.2f', order_amount)"),
)
unit_price.mistake(
    "You have the orders of one piece: the filter is turned round.",
    PRICE.replace(">=", "<"),
)
unit_price.mistake(
    "Two things: your euro have lost their cents (divide by 100.0), and orders of one piece are in your result.",
    PRICE.replace("/ 100.0", "/ 100").replace("where quantity >= 2", ""),
)


by_post = ask(
    """Who gets a card by post?

    The owner takes the cards for Porto and Lyon herself. All other customers get theirs by post, also those of whom no location is
    known. Give `customer_id` and `location`.
    """,
    level="core",
    hints=(
        "Count the customers in Porto or Lyon, and the rows of your result. Do they make all customers?",
        "`not in` handles the two places. The customers without a location need a condition of their own; how are the two joined?",
    ),
)
by_post.solution("""
select customer_id, location
from customer_dim
where location not in ('Porto', 'Lyon') or location is null
""")
by_post.also_right("""
select customer_id, location from customer_dim where coalesce(location, 'nobody knows') not in ('Porto', 'Lyon')
""")
by_post.also_right("""
select customer_id, location from customer_dim
except
select customer_id, location from customer_dim where location = 'Porto' or location = 'Lyon'
""")
by_post.also_right("""
select customer_id, location from customer_dim where location is not 'Porto' and location is not 'Lyon'
""")
by_post.mistake(
    "The customers without a location are missing. Compared with NULL, `<>`, `not in`, `not like` and `= null` are all unknown, and "
    "`where` drops the unknown.",
    "select customer_id, location from customer_dim where location not in ('Porto', 'Lyon')",
)
by_post.mistake(
    "Porto and Lyon are in your result, and customers without a location are not. With `<>` and `or` every known place passes, since none "
    "is both; a name in other capitals does the same.",
    "select customer_id, location from customer_dim where location <> 'Porto' or location <> 'Lyon'",
)
by_post.mistake(
    "Your result holds every customer, those in Porto and Lyon too. Every place differs from one of the two, so `<>` and `<>` need `and` "
    "between them; and a place in other capitals is another place.",
    "select customer_id, location from customer_dim where location <> 'Porto' or location <> 'Lyon' or location is null",
)
by_post.mistake(
    "Your result is empty: no row makes the whole condition true. No location is missing and known at once, so that needs `or`; and "
    "`= null`, or `not in` a list with NULL, is never true.",
    "select customer_id, location from customer_dim where location not in ('Porto', 'Lyon') and location is null",
)
by_post.mistake(
    "You have only the customers without a location. Those who are known to live elsewhere belong here, too.",
    "select customer_id, location from customer_dim where location is null",
)
by_post.mistake(
    "You have the customers of Porto and Lyon: just those who get no post.",
    "select customer_id, location from customer_dim where location in ('Porto', 'Lyon')",
)
by_post.mistake(
    "You have Porto, Lyon and the unknown. The places are the wrong way round: post goes to all *other* places.",
    "select customer_id, location from customer_dim where location in ('Porto', 'Lyon') or location is null",
)
by_post.mistake(
    "Lyon is in your result. The owner goes to two places, and both stay out.",
    "select customer_id, location from customer_dim where location <> 'Porto' or location is null",
)
by_post.mistake(
    "Lyon is in your result, and the customers without a location are missing. `<> 'Porto' or 'Lyon'` asks nothing of Lyon: each side of "
    "`or` needs a comparison of its own.",
    "select customer_id, location from customer_dim where location <> 'Porto'",
)


MONDAY = """
select product_id, quantity, order_id
from order_fact
where order_date >= '2026-11-02' and order_date < '2026-11-03'
order by product_id, quantity desc, order_id desc
limit 10
"""
pick_list = ask(
    """What does the packer fetch first?

    The list for Monday, 2026-11-02 (UTC): `product_id`, `quantity`, `order_id` of each order, sorted by product, the lowest number first.
    Within a product the most pieces come first; of equally many, the later order (the higher `order_id`). Only the first ten rows.
    """,
    level="core",
    in_order=True,
    hints=(
        "Three keys, one after the other. Which of them run downwards, and what does `desc` stand behind?",
        "Filter the day first. Then `order by` has three columns; two of them have a `desc` of their own. The limit comes last.",
    ),
)
pick_list.solution(MONDAY)
pick_list.also_right("""
select product_id, quantity, order_id from order_fact where date(order_date) = '2026-11-02' order by 1, -quantity, -order_id limit 10
""")
pick_list.also_right("""
select product_id, quantity, order_id
from (
    select *, row_number() over (order by product_id asc, quantity desc, order_id desc) as place
    from order_fact where order_date like '2026-11-02%'
)
where place <= 10
order by place
""")
pick_list.mistake(
    "Products and pieces are right. Where they are equal, you have the earlier order first: the last key is `order_id`, the higher first.",
    MONDAY.replace("order_id desc", "order_id"),
)
pick_list.mistake(
    "Within a product you have the fewest pieces first. `desc` belongs only to the column before it: `quantity` needs one of its own.",
    MONDAY.replace("quantity desc", "quantity"),
)
pick_list.mistake(
    "Within a product the fewest pieces and the earliest orders come first in your list. Without `desc` a column runs upwards.",
    MONDAY.replace(" desc", ""),
)
pick_list.mistake(
    "You sort by pieces before products, so the packer runs from shelf to shelf. The first column after `order by` counts most.",
    MONDAY.replace("product_id, quantity desc, order_id desc", "quantity desc, product_id, order_id desc"),
)
pick_list.mistake(
    "Your list has the highest product first. Only pieces and orders run downwards: leave `desc` away behind `product_id`.",
    MONDAY.replace("by product_id", "by product_id desc"),
)
pick_list.mistake(
    "Within a product you sort by order alone. First come the most pieces; the order decides only where those are equal.",
    MONDAY.replace("quantity desc, ", ""),
)
pick_list.mistake(
    "Within a product you do not sort by pieces: earlier orders come first. The keys are product, pieces downwards, order downwards.",
    MONDAY.replace("quantity desc, order_id desc", "order_id"),
)
pick_list.mistake(
    "Your list holds orders of other days. Keep only Monday: from 2026-11-02 on, and before 2026-11-03.",
    MONDAY.replace("where order_date >= '2026-11-02' and order_date < '2026-11-03'", ""),
)
pick_list.mistake(
    "Your list is empty. `order_date` holds a time as well, so it never equals a day, nor lies between a day and the same day.",
    MONDAY.replace("order_date >= '2026-11-02' and order_date < '2026-11-03'", "order_date = '2026-11-02'"),
)
pick_list.mistake(
    "The order is right, and you have the whole day. The packer asked for the first ten rows.",
    MONDAY.replace("limit 10", ""),
)
pick_list.mistake(
    "Your list is in the order of `order_id`, as the orders came in. Say `order by` with three columns, the product first.",
    MONDAY.replace("order by product_id, quantity desc, order_id desc", ""),
)
pick_list.mistake(
    "You sort by pieces and orders, and not by product: the packer goes from shelf to shelf, so `product_id` comes first.",
    MONDAY.replace("by product_id, ", "by "),
)
pick_list.mistake(
    "You have the ten latest orders. Product and pieces come before the order: it decides only where both are equal.",
    MONDAY.replace("by product_id, quantity desc, ", "by "),
)
pick_list.mistake(
    "Tuesday's orders are in your list, too. Monday ends where 2026-11-03 begins.",
    MONDAY.replace("2026-11-03", "2026-11-04"),
)


EVERY_DAY = """
select order_id, date(order_date) as day
from order_fact
"""
EVENINGS = """
select order_id, date(order_date) as day
from order_fact
where order_date >= '2026-11-07' and order_date < '2026-11-09'
    and strftime('%H', order_date) >= '18'
"""
evenings = ask(
    """Which orders came on the evenings of the first weekend?

    Saturday 2026-11-07 and Sunday 2026-11-08, each from 18:00 until midnight (UTC). Give `order_id` and `day` (text such as 2026-11-07).
    """,
    level="stretch",
    hints=(
        "Look at the last order of your Sunday, at the first one of your Saturday, and at Sunday morning. What should not be there?",
        "Day and hour are two conditions, and both must hold. Days joined with `or` need parentheses around them; the hour is text.",
    ),
)
evenings.solution(EVENINGS)
evenings.also_right("""
select order_id, substr(order_date, 1, 10) as day from order_fact
where order_date >= '2026-11-07 18:00:00' and order_date < '2026-11-08'
    or order_date >= '2026-11-08 18:00:00' and order_date < '2026-11-09'
""")
evenings.also_right("""
select order_id, date(order_date) as day from order_fact
where date(order_date) in ('2026-11-07', '2026-11-08') and cast(substr(order_date, 12, 2) as integer) > 17
""")
evenings.mistake(
    "Sunday evening is missing. `'2026-11-08'` is the midnight when Sunday begins: ask for times before 2026-11-09.",
    EVENINGS.replace(">= '2026-11-07' and order_date < '2026-11-09'", "between '2026-11-07' and '2026-11-08'"),
)
evenings.mistake(
    "Your result holds both whole days. If you ask for the hour, put quotes around 18: the hour is text, and SQLite puts every text "
    "after every number.",
    EVENINGS.replace("'18'", "18"),
)
evenings.mistake(
    "Your evenings begin at 19:00: the hour of 18:30 is 18, and 18 is not after 18. From 18:00 on means `>=`.",
    EVENINGS.replace(">= '18'", "> '18'"),
)
evenings.mistake(
    "Your range runs on through Sunday morning and afternoon. Two evenings are two ranges, or a condition on each order's hour.",
    EVERY_DAY + "where order_date >= '2026-11-07 18:00:00' and order_date < '2026-11-09'",
)
evenings.mistake(
    "Saturday is there from morning on, Sunday only from 18:00. `and` binds tighter than `or`: put parentheses around the two days.",
    EVERY_DAY + "where date(order_date) = '2026-11-07' or date(order_date) = '2026-11-08' and strftime('%H', order_date) >= '18'",
)
evenings.mistake(
    "Your result holds the evening of every day in the books. Only two days were asked for.",
    EVERY_DAY + "where strftime('%H', order_date) >= '18'",
)
evenings.mistake(
    "Monday evening is in your result. The weekend ends with Sunday, before 2026-11-09.",
    EVENINGS.replace("2026-11-09", "2026-11-10"),
)
evenings.mistake(
    "You have Sunday evening only. Saturday evening belongs to the weekend, too.",
    EVERY_DAY + "where order_date >= '2026-11-08 18:00:00' and order_date < '2026-11-09'",
)
evenings.mistake(
    "Your result is empty. No order has two days at once, and `order_date`, which holds a time, never equals a day.",
    EVERY_DAY + "where date(order_date) = '2026-11-07' and date(order_date) = '2026-11-08' and strftime('%H', order_date) >= '18'",
)
evenings.mistake(
    "The orders are right. Your `day` still holds the time: cut it off.",
    EVENINGS.replace("date(order_date) as day", "order_date as day"),
)
evenings.mistake(
    "You have the whole of Saturday and nothing of Sunday. `'2026-11-08'` is the midnight when Sunday begins, and an hour is text: '18'.",
    EVERY_DAY + "where order_date between '2026-11-07' and '2026-11-08'",
)
evenings.mistake(
    "You have one hour of each evening. It goes on until midnight: not equal to 18, but from 18 on.",
    EVENINGS.replace(">= '18'", "= '18'"),
)
evenings.mistake(
    "You have what came before 18:00: the hours are turned round.",
    EVENINGS.replace(">= '18'", "< '18'"),
)
evenings.mistake(
    "The orders are right. Your `day` is the hour: show the date of the order.",
    EVENINGS.replace("date(order_date) as day", "strftime('%H', order_date) as day"),
)
