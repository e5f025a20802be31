"""Lab 1, the missing revenue: four honest mistakes measured to the cent, and an accusation that a trigger answers."""

from dataclasses import dataclass
from typing import Literal

from shopstream.lessons.case import shown_case, unseen_case
from shopstream.lessons.script import Probe, ScriptQuestion
from shopstream.lessons.sql import SqlQuestion

WEEK = "o.order_date >= '2026-11-09' and o.order_date < '2026-11-16'"
BOOKED = "r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-16'"
PAID = "select order_id from payment_fact where is_captured = 1"


def ask_case(prompt: str, *, level: Literal["core", "stretch"], hints: tuple[str, str]) -> SqlQuestion:
    """A question to the case, whose answer is one query."""
    question = SqlQuestion(prompt, level=level, hints=hints)
    question.data(shown=shown_case, unseen=unseen_case)
    return question


# 1 --------------------------------------------------------------------------------------------------------------------------------
last_day = ask_case(
    """Where does finance's week end?

    One number, `cents`: the paid orders of the week that are missing from `taken_cents` in `finance_report`.
    """,
    level="core",
    hints=(
        "Read finance's `between` aloud. As a moment, what is `'2026-11-15'`?",
        "Sum `order_amount_cents` over one day, half open, of orders that are `in` those with a captured payment.",
    ),
)
last_day.solution("""
select sum(order_amount_cents) as cents
from order_fact
where order_date >= '2026-11-15' and order_date < '2026-11-16'
and order_id in (select order_id from payment_fact where is_captured = 1)
""")
last_day.also_right("""
select sum(o.order_amount_cents) as cents
from order_fact as o
inner join payment_fact as p on p.order_id = o.order_id and p.is_captured = 1
where date(o.order_date) = '2026-11-15'
""")
last_day.also_right(f"""
select (select sum(order_amount_cents) from order_fact as o where {WEEK} and order_id in ({PAID})) - taken_cents as cents
from finance_report
""")
last_day.mistake(
    "The day is right, and orders that nobody paid are in your sum. Finance counts those with a captured payment only.",
    "select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-15'",
)
last_day.mistake(
    "The day is right. An order with a failed and a captured attempt counts twice in your sum, and a never paid one counts, too: "
    "you joined all attempts.",
    """select sum(o.order_amount_cents) as cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where date(o.order_date) = '2026-11-15'""",
)
last_day.mistake(
    "Guests are missing: you joined the customers. Finance asks nobody for a name.",
    f"""select sum(o.order_amount_cents) as cents from order_fact as o inner join customer_dim as c on c.customer_id = o.customer_id
    where date(o.order_date) = '2026-11-15' and o.order_id in ({PAID})""",
)
last_day.mistake(
    "That is Monday, 16 November: it belongs to the next week. Finance has lost a day of its own.",
    f"select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-16' and order_id in ({PAID})",
)
last_day.mistake(
    "That is Saturday, the 14th, and finance has it. Which is the last day that its `between` lets in?",
    f"select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-14' and order_id in ({PAID})",
)
last_day.mistake(
    "Your sum is NULL: no order passed. `order_date` holds a time of day, so it never equals a bare day; "
    "nor does it lie between a day and the same day.",
    f"select sum(order_amount_cents) as cents from order_fact where order_date = '2026-11-15' and order_id in ({PAID})",
)
last_day.mistake(
    "That is what finance has: its `taken_cents`. Asked is what it lacks.",
    "select taken_cents as cents from finance_report",
)
last_day.mistake(
    "That is the whole week, all that finance should have taken. Asked is the part that it lacks.",
    f"select sum(order_amount_cents) as cents from order_fact as o where {WEEK} and order_id in ({PAID})",
)
last_day.mistake(
    "Your range has a start and no end: all later weeks are in it.",
    f"select sum(order_amount_cents) as cents from order_fact where order_date >= '2026-11-15' and order_id in ({PAID})",
)
last_day.mistake(
    "`cents` holds euros. Sum `order_amount_cents`.",
    f"select sum(order_amount) as cents from order_fact where date(order_date) = '2026-11-15' and order_id in ({PAID})",
)
last_day.mistake(
    "You subtracted the other way round: asked is how much finance lacks, a number above 0.",
    f"""select taken_cents - (select sum(order_amount_cents) from order_fact as o where {WEEK} and order_id in ({PAID})) as cents
    from finance_report""",
)
last_day.mistake(
    "That is what finance's takings lack, less what marketing's lack and have too much: you compared the two departments. "
    "Compare finance with the house rules.",
    "select m.taken_cents - f.taken_cents as cents from marketing_report as m cross join finance_report as f",
)

last_day.mistake(
    "You lack one order of the last minute, placed at 23:59 and paid after midnight. The rules go by when it was placed, and a day ends "
    "before the next one's 00:00:00: a half-open range on `order_date`.",
    f"""select sum(order_amount_cents) as cents from order_fact
    where order_date >= '2026-11-15' and order_date <= '2026-11-15 23:59' and order_id in ({PAID})""",
)
last_day.mistake(
    "The day is right. A payment's amount is the whole order, and you added it for each line of the basket.",
    """select sum(p.amount_cents) as cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 and date(o.order_date) = '2026-11-15'""",
)
last_day.mistake(
    "That is the whole week, with orders that nobody paid. Asked are the paid ones that finance lacks.",
    f"select sum(order_amount_cents) as cents from order_fact as o where {WEEK}",
)
last_day.mistake(
    "These are the day's orders that nobody paid. Finance leaves those out rightly.",
    f"select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-15' and order_id not in ({PAID})",
)
last_day.mistake(
    "Monday, the 16th, is in your sum: it belongs to the next week.",
    f"""select sum(order_amount_cents) as cents from order_fact
    where date(order_date) between '2026-11-15' and '2026-11-16' and order_id in ({PAID})""",
)
last_day.mistake(
    "You counted orders. Asked are their cents.",
    f"select count(distinct order_id) as cents from order_fact where date(order_date) = '2026-11-15' and order_id in ({PAID})",
)

last_day.mistake(
    "All Sundays are in your sum. The report is about one week.",
    f"select sum(order_amount_cents) as cents from order_fact where strftime('%w', order_date) = '0' and order_id in ({PAID})",
)
last_day.mistake(
    "That is the Sunday before the week. Finance's week ends on the 15th.",
    f"select sum(order_amount_cents) as cents from order_fact where date(order_date) = '2026-11-08' and order_id in ({PAID})",
)

# 2 --------------------------------------------------------------------------------------------------------------------------------
attempts = ask_case(
    """What do failed attempts add to marketing's takings?

    An attempt that failed (`is_captured` 0) brings nothing. One number, `cents`: what such attempts add to `taken_cents` in
    `marketing_report`. Guests are not in that report, so leave them out.
    """,
    level="core",
    hints=(
        "Marketing's query has a row for each line and attempt of an order. Which of its rows should not be there?",
        "Marketing's own query with one more condition on `p`. Or without orders' lines: sum the failed payments of the week's orders.",
    ),
)
attempts.solution("""
select sum(o.order_amount_cents) as cents
from order_fact as o
inner join customer_dim as c on c.customer_id = o.customer_id
inner join payment_fact as p on p.order_id = o.order_id
where o.order_date >= '2026-11-09' and o.order_date < '2026-11-16'
and p.is_captured = 0
""")
attempts.also_right(f"""
select sum(p.amount_cents) as cents
from payment_fact as p
where p.is_captured = 0
and p.order_id in (select o.order_id from order_fact as o where o.customer_id is not null and {WEEK})
""")
attempts.also_right(f"""
select taken_cents - (
    select sum(o.order_amount_cents) from order_fact as o where {WEEK} and customer_id is not null and order_id in ({PAID})
) as cents
from marketing_report
""")
FAILED = "select sum({what}) as cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id where p.is_captured = 0"
KNOWN = "and o.customer_id is not null"
attempts.mistake(
    "Guests' failed attempts are in your sum. They add nothing to marketing's takings: its inner join has lost the guests before.",
    f"{FAILED.format(what='o.order_amount_cents')} and {WEEK}",
)
attempts.mistake(
    "You have the orders that were paid at a later attempt. Those never paid have failed attempts, too, and marketing counts them.",
    f"{FAILED.format(what='o.order_amount_cents')} and {WEEK} {KNOWN} and o.order_id in ({PAID})",
)
attempts.mistake(
    "You have the orders that were never paid. A failed attempt before a good one also adds the order once more.",
    f"{FAILED.format(what='o.order_amount_cents')} and {WEEK} {KNOWN} and o.order_id not in ({PAID})",
)
attempts.mistake(
    "`amount_cents` of a payment is the whole order, and you added it for each line of the basket. Sum the lines, or leave the lines out.",
    f"{FAILED.format(what='p.amount_cents')} and {WEEK} {KNOWN}",
)
attempts.mistake(
    "`amount_cents` of a payment is the whole order, and you added it for each line of the basket. Guests are in it, too: "
    "marketing has none.",
    f"{FAILED.format(what='p.amount_cents')} and {WEEK}",
)
attempts.mistake(
    "These are the failed attempts of three weeks. The report is about one.",
    f"{FAILED.format(what='o.order_amount_cents')} {KNOWN}",
)
attempts.mistake(
    "You summed the captured attempts: that is what marketing counts rightly. Asked is what the others add.",
    f"""select sum(o.order_amount_cents) as cents from order_fact as o inner join payment_fact as p on p.order_id = o.order_id
    where p.is_captured = 1 and {WEEK} {KNOWN}""",
)
attempts.mistake(
    "That is all that marketing takes, its `taken_cents`. Asked is the part that failed attempts add.",
    "select taken_cents as cents from marketing_report",
)
attempts.mistake(
    "Your week ends at Saturday's midnight, as finance's does. Marketing's does not: use its half-open range.",
    f"{FAILED.format(what='o.order_amount_cents')} and o.order_date between '2026-11-09' and '2026-11-15' {KNOWN}",
)

attempts.mistake(
    "These are the failed payments of three weeks, guests' too. The report is about one week, and has no guests.",
    "select sum(amount_cents) as cents from payment_fact where is_captured = 0",
)
attempts.mistake(
    "You subtracted all paid orders, guests' too, and marketing has none: two mistakes in one number. Subtract the known customers' only.",
    f"""select taken_cents - (select sum(o.order_amount_cents) from order_fact as o where {WEEK} and order_id in ({PAID})) as cents
    from marketing_report""",
)
attempts.mistake(
    "You compared the two departments. Finance has mistakes of its own: compare marketing with the rules.",
    "select m.taken_cents - f.taken_cents as cents from marketing_report as m cross join finance_report as f",
)
attempts.mistake(
    "Every order of a known customer is in your sum: a left join keeps those without a failed attempt. Only these attempts are asked.",
    f"""select sum(o.order_amount_cents) as cents from order_fact as o
    left join payment_fact as p on p.order_id = o.order_id and p.is_captured = 0 where {WEEK} {KNOWN}""",
)
attempts.mistake(
    "`cents` holds euros. Sum `order_amount_cents`.",
    f"{FAILED.format(what='o.order_amount')} and {WEEK} {KNOWN}",
)
attempts.mistake(
    "You counted rows. Asked are the cents that they add.",
    f"{FAILED.format(what='1')} and {WEEK} {KNOWN}",
)

attempts.mistake(
    "These are guests' failed attempts. Marketing's inner join has lost the guests, so they add nothing: keep the others.",
    f"{FAILED.format(what='o.order_amount_cents')} and {WEEK} and o.customer_id is null",
)
attempts.mistake(
    "You counted the attempts. Asked are the cents that they add.",
    f"{FAILED.format(what='1').replace('sum(1)', 'count(distinct p.payment_id)')} and {WEEK} {KNOWN}",
)

# 3 --------------------------------------------------------------------------------------------------------------------------------
another_week = ask_case(
    """Which refunds does marketing put into another week?

    Marketing takes off the refunds of the week's orders; the rules, those booked in the week. One row: `earlier_cents`, refunds booked
    in the week, of orders placed before it; `later_cents`, refunds of the week's orders, booked after it. No exchanges. Both
    numbers are positive here; in the bridge one is a plus and one is a minus. Which?
    """,
    level="core",
    hints=(
        "What is one row of `refund_fact`, and with what does it find its one line in `order_fact`? Which reasons does `<>` let through?",
        "Join on `order_id` and `line_number`, then the slip. Two sums, each with a `filter (where ...)` or a `case` on the two dates.",
    ),
)
REFUNDS = """
from refund_fact as r
inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number
inner join refund_slip as s on s.refund_id = r.refund_id
"""
EARLIER = f"o.order_date < '2026-11-09' and {BOOKED}"
LATER = f"{WEEK} and r.refunded_at >= '2026-11-16'"


def two_sums(*, where: str = "s.reason is not 'exchange'", joined: str = REFUNDS, earlier: str = EARLIER, later: str = LATER) -> str:
    """An answer to question 3, but for what is given."""
    return f"""
select
    sum(r.amount_cents) filter (where {earlier}) as earlier_cents,
    sum(r.amount_cents) filter (where {later}) as later_cents
{joined}
where {where}
"""


another_week.solution("""
select
    sum(r.amount_cents) filter (
        where o.order_date < '2026-11-09' and r.refunded_at < '2026-11-16'
    ) as earlier_cents,
    sum(r.amount_cents) filter (
        where o.order_date >= '2026-11-09' and r.refunded_at >= '2026-11-16'
    ) as later_cents
from refund_fact as r
inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number
inner join refund_slip as s on s.refund_id = r.refund_id
where r.refunded_at >= '2026-11-09' and o.order_date < '2026-11-16'
and (s.reason <> 'exchange' or s.reason is null)
""")
another_week.also_right(two_sums())
another_week.also_right("""
with placed as (
    select order_id, min(order_date) as order_date from order_fact group by order_id
),
refund as (
    select date(o.order_date) as placed_on, date(r.refunded_at) as booked_on, r.amount_cents
    from refund_fact as r
    inner join placed as o on o.order_id = r.order_id
    inner join refund_slip as s on s.refund_id = r.refund_id
    where coalesce(s.reason, '') <> 'exchange'
)
select
    sum(case when placed_on < '2026-11-09' and booked_on between '2026-11-09' and '2026-11-15' then amount_cents end) as earlier_cents,
    sum(case when placed_on between '2026-11-09' and '2026-11-15' and booked_on > '2026-11-15' then amount_cents end) as later_cents
from refund
""")
another_week.mistake(
    "Both sums are too high: you joined on `order_id` alone, so a refund meets every line of its order. Join on `line_number`, too.",
    two_sums(joined=REFUNDS.replace(" and o.line_number = r.line_number", "")),
)
another_week.mistake(
    "Refunds whose slip has no reason are missing: NULL is not `<> 'exchange'`. Say `or s.reason is null`.",
    two_sums(where="s.reason <> 'exchange'"),
)
another_week.mistake(
    "Refunds whose slip has no reason are missing, and each of the others meets every line of its order: add `line_number` to the join, "
    "and `or s.reason is null` to the condition.",
    two_sums(where="s.reason <> 'exchange'", joined=REFUNDS.replace(" and o.line_number = r.line_number", "")),
)
another_week.mistake(
    "Exchanges are in your sums. They have a slip, and no money moves.",
    two_sums(where="true"),
)
another_week.mistake(
    "You summed the exchanges, and nothing else. Leave them out.",
    two_sums(where="s.reason = 'exchange'"),
)
another_week.mistake(
    "The two sums have changed places: `earlier_cents` is about orders placed before the week.",
    two_sums(earlier=LATER, later=EARLIER),
)
another_week.mistake(
    "In `earlier_cents` are all refunds booked in the week, in `later_cents` all of its orders' refunds. "
    "Most are in both, and marketing has those in the right week: keep those that are in one alone.",
    two_sums(earlier=BOOKED, later=WEEK),
)
another_week.mistake(
    "`earlier_cents` is right. In `later_cents` are refunds of other weeks' orders: ask for orders of the week.",
    two_sums(later="r.refunded_at >= '2026-11-16'"),
)
another_week.mistake(
    "`later_cents` is right. In `earlier_cents` are refunds of the week's own orders: ask for orders placed before it.",
    two_sums(earlier=BOOKED),
)
another_week.mistake(
    "`later_cents` is right. In `earlier_cents` are all refunds of earlier orders, also those booked before the week.",
    two_sums(earlier="o.order_date < '2026-11-09' and r.refunded_at < '2026-11-16'"),
)
another_week.mistake(
    "Your week has no Sunday: `between` with a bare day ends at the midnight before. Use a half-open range.",
    two_sums(
        earlier="o.order_date < '2026-11-09' and r.refunded_at between '2026-11-09' and '2026-11-15'",
        later="o.order_date between '2026-11-09' and '2026-11-15' and r.refunded_at >= '2026-11-16'",
    ),
)
another_week.mistake(
    "Your week ends a day early: 'after it' begins on Monday, the 16th, and Sunday is in it.",
    two_sums(
        earlier="o.order_date < '2026-11-09' and r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-15'",
        later="o.order_date >= '2026-11-09' and o.order_date < '2026-11-15' and r.refunded_at >= '2026-11-15'",
    ),
)
another_week.mistake(
    "Guests' refunds are missing: you joined the customers. No rule leaves guests out.",
    two_sums(joined=f"{REFUNDS} inner join customer_dim as c on c.customer_id = o.customer_id"),
)
another_week.mistake(
    "Your sums are of order lines. What went back stands in `refund_fact.amount_cents`; a line of three pieces may come back in part.",
    two_sums().replace("sum(r.amount_cents)", "sum(o.order_amount_cents)"),
)
another_week.mistake(
    "You counted rows of refunds. Asked are their cents.",
    two_sums().replace("sum(r.amount_cents)", "count(r.amount_cents)"),
)

another_week.mistake(
    "Exchanges are in your sums, and a refund meets every line of its order: add `line_number` to the join, leave exchanges out.",
    two_sums(where="true", joined=REFUNDS.replace(" and o.line_number = r.line_number", "")),
)
another_week.mistake(
    "You kept the slips without a reason, and nothing else. All reasons count but 'exchange'.",
    two_sums(where="s.reason is null"),
)
another_week.mistake(
    "`later_cents` is right. In `earlier_cents` is a refund booked after the week: the range of the booking has no end.",
    two_sums(earlier="o.order_date < '2026-11-09' and r.refunded_at >= '2026-11-09'"),
)
another_week.mistake(
    "`earlier_cents` lacks a refund booked on the week's last day: Sunday, the 15th, belongs to it.",
    two_sums(earlier="o.order_date < '2026-11-09' and r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-15'"),
)
another_week.mistake(
    "A refund of an order with several attempts counts several times: you joined the payments, for which nobody asks here.",
    two_sums(joined=f"{REFUNDS} inner join payment_fact as p on p.order_id = r.order_id"),
)

another_week.mistake(
    "`earlier_cents` is right. In `later_cents` are refunds booked on Sunday, the 15th: that day still belongs to the week.",
    two_sums(later=f"{WEEK} and r.refunded_at > '2026-11-15'"),
)
another_week.mistake(
    "You counted slips. Asked are their cents.",
    two_sums().replace("sum(r.amount_cents)", "count(distinct r.refund_id)"),
)

# 4 --------------------------------------------------------------------------------------------------------------------------------
no_reason = ask_case(
    """Which refunds does finance not see?

    Take those booked in the week whose slip has no reason. Were their orders ever paid? Columns `was_paid` (1: the order has a captured
    payment, else 0), `slips` (how many) and `cents`; a row for each `was_paid`.
    """,
    level="core",
    hints=(
        "A slip is a refund, and a refund may have several lines. An order may have several attempts: what must not repeat?",
        "`r.order_id in (select ...)` is 1 or 0: name it `was_paid`, and group by it. `count(distinct r.refund_id)` counts slips.",
    ),
)


def split(
    *,
    paid: str = f"r.order_id in ({PAID})",
    slips: str = "count(distinct r.refund_id)",
    cents: str = "sum(r.amount_cents)",
    reason: str = "s.reason is null",
    week: str = BOOKED,
    joined: str = "",
) -> str:
    """An answer to question 4, but for what is given."""
    return f"""
select {paid} as was_paid, {slips} as slips, {cents} as cents
from refund_fact as r
inner join refund_slip as s on s.refund_id = r.refund_id {joined}
where {reason} and {week}
group by was_paid
"""


no_reason.solution("""
select
    r.order_id in (select order_id from payment_fact where is_captured = 1) as was_paid,
    count(distinct r.refund_id) as slips,
    sum(r.amount_cents) as cents
from refund_fact as r
inner join refund_slip as s on s.refund_id = r.refund_id
where s.reason is null
and r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-16'
group by was_paid
""")
no_reason.also_right("""
with slip as (
    select r.refund_id, r.order_id, sum(r.amount_cents) as cents
    from refund_fact as r
    inner join refund_slip as s on s.refund_id = r.refund_id
    where s.reason is null and date(r.refunded_at) between '2026-11-09' and '2026-11-15'
    group by r.refund_id, r.order_id
),
paid as (
    select order_id, max(is_captured) as was_paid from payment_fact group by order_id
)
select coalesce(p.was_paid, 0) as was_paid, count(*) as slips, sum(s.cents) as cents
from slip as s
left join paid as p on p.order_id = s.order_id
group by coalesce(p.was_paid, 0)
""")
no_reason.also_right(
    split(paid="case when p.order_id is null then 0 else 1 end", joined=f"left join ({PAID}) as p on p.order_id = r.order_id")
)
ATTEMPTS = "inner join payment_fact as p on p.order_id = r.order_id"
no_reason.mistake(
    "`cents` is right, `slips` is too high: you counted rows of `refund_fact`, one for each line that came back. "
    "Count distinct `refund_id`.",
    split(slips="count(*)"),
)
no_reason.mistake(
    "Your result is empty: `= null` is never true. Ask `is null`.",
    split(reason="s.reason = null"),
)
no_reason.mistake(
    "You joined the attempts and grouped by `is_captured`: an order that failed once and was then paid stands in both rows. "
    "Ask whether the order has a captured attempt.",
    split(paid="p.is_captured", joined=ATTEMPTS),
)
no_reason.mistake(
    "You joined the attempts and grouped by `is_captured`: an order that failed once and was then paid stands in both rows. "
    "And `slips` counts lines, not refunds.",
    split(paid="p.is_captured", joined=ATTEMPTS, slips="count(*)"),
)
no_reason.mistake(
    "The slips are right. Refunds of orders with several attempts count several times in `cents`: you joined all attempts. "
    "Ask with `in` or `exists`.",
    split(joined=ATTEMPTS),
)
no_reason.mistake(
    "Refunds of all three weeks are in your rows. Asked are those booked in the week.",
    split(week="true"),
)
no_reason.mistake(
    "Refunds with a reason are in your rows: nothing asks for `s.reason is null`.",
    split(reason="true"),
)
no_reason.mistake(
    "You left out the exchanges, and kept every other refund. Finance sees those with a reason: ask for the slips without one.",
    split(reason="s.reason is not 'exchange'"),
)
no_reason.mistake(
    "You have what finance does see: `<> 'exchange'` keeps the slips with another reason.",
    split(reason="s.reason <> 'exchange'"),
)
no_reason.mistake(
    "These are the exchanges: `not (reason <> 'exchange')` is unknown for NULL, too. Ask `is null`.",
    split(reason="s.reason = 'exchange'"),
)
no_reason.mistake(
    "Your week has no Sunday: `between` with a bare day ends at the midnight before. Use a half-open range.",
    split(week="r.refunded_at between '2026-11-09' and '2026-11-15'"),
)
no_reason.mistake(
    "You took the refunds of the week's orders. Asked are those booked in the week: `refunded_at` decides.",
    split(week=WEEK, joined="inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number"),
)
no_reason.mistake(
    "The slips are right and the cents too high: joined on `order_id` alone, a refund meets every line of its order.",
    split(joined="inner join order_fact as o on o.order_id = r.order_id"),
)
no_reason.mistake(
    "One row, for paid orders: your join keeps refunds with a captured payment. The others are the question.",
    split(paid="p.is_captured", joined=f"{ATTEMPTS} and p.is_captured = 1"),
)
no_reason.mistake(
    "All are paid in your answer: an attempt was made for each. Ask for a captured one.",
    split(paid="r.order_id in (select order_id from payment_fact)"),
)
no_reason.mistake(
    "The two rows have changed places: `was_paid` is 1 where a captured payment is there.",
    split(paid=f"r.order_id not in ({PAID})"),
)
no_reason.mistake(
    "1 stands for an order with a failed attempt in your answer. One that failed and was then paid is paid: ask for a captured payment.",
    split(paid="r.order_id in (select order_id from payment_fact where is_captured = 0)"),
)
no_reason.mistake(
    "0 stands for an order with a failed attempt in your answer. One that failed and was then paid is paid: ask for a captured payment.",
    split(paid="r.order_id not in (select order_id from payment_fact where is_captured = 0)"),
)

no_reason.mistake(
    "Where 0 was asked stands NULL: your left join finds no captured payment. `coalesce(..., 0)`, in `group by` as well.",
    split(paid="p.is_captured", joined=f"left {ATTEMPTS.removeprefix('inner ')} and p.is_captured = 1"),
)
no_reason.mistake(
    "`slips` is too low: an order can come back on two slips, and you counted orders. Count distinct `refund_id`.",
    split(slips="count(distinct r.order_id)"),
)
no_reason.mistake(
    "You added up payments. What went back is `refund_fact.amount_cents`.",
    split(paid="p.is_captured", joined=ATTEMPTS, cents="sum(p.amount_cents)"),
)
no_reason.mistake(
    "`cents` holds euros.",
    split(cents="sum(r.amount_cents) / 100.0"),
)
no_reason.mistake(
    "Refunds of all three weeks are in your rows, and `slips` counts lines, not refunds.",
    split(week="true", slips="count(*)"),
)
no_reason.mistake(
    "Refunds with a reason are in your rows, exchanges alone are not, and `slips` counts lines. Ask for the slips without a reason.",
    split(reason="s.reason is not 'exchange'", slips="count(*)"),
)

no_reason.mistake(
    "`cents` holds the price of the order lines. What went back is `refund_fact.amount_cents`: of three pieces, one may have come back.",
    split(
        cents="sum(o.order_amount_cents)", joined="inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number"
    ),
)

# 5 --------------------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Accusation(ScriptQuestion):
    """Judged by whom it accuses and what the desk answers. It never tells what the right answer would have been."""

    def complaint(self, result: tuple, data: bytes) -> str | None:
        accused, verdicts = result
        if not isinstance(accused, tuple) or not isinstance(verdicts, tuple):
            return "The table `accusation` or `verdict` is gone: leave both as they are, and insert a row."
        if not accused:
            return "Nobody is accused: your query finds nobody, or nothing inserts what it finds."
        if len(accused) != 1:
            return f"There are {len(accused)} accusations. One person, one amount: insert one row."
        return f"You accuse {accused[0][0]} of {accused[0][1]:,} cents. The verdict: {verdicts[0][0]}"


accusation = Accusation(
    """Who, and how much?

    Somebody booked slips of orders that were never paid. Insert one row into `accusation` (`staff_id`, `cents`: the harm of the
    week), found by a query: in the unseen case it is somebody else. Whoever signed in last at a terminal is at it.
    """,
    level="stretch",
    hints=(
        "Begin with the slips of question 4 whose order was never paid: when, and at which terminal? Who had signed in there last, before?",
        "`lead(signed_in_at) over (partition by terminal order by signed_in_at)` says when a person left. Join slips to it on terminal and "
        "time, `group by staff_id`. Or, for each slip, a subquery with `order by signed_in_at desc limit 1`.",
    ),
    probes=[
        Probe("whom you accuse, and of how much", "select staff_id, cents from accusation"),
        Probe("the verdict", "select words from verdict order by accusation_id desc limit 1"),
    ],
)
accusation.data(shown=shown_case, unseen=unseen_case)

NEVER_PAID = f"""
select r.refund_id, r.order_id, r.amount_cents, r.refunded_at, s.terminal
from refund_fact as r
inner join refund_slip as s on s.refund_id = r.refund_id
where s.reason is null and {BOOKED}
and r.order_id not in ({PAID})
"""
SEAT = """
select terminal, staff_id, signed_in_at, lead(signed_in_at) over (partition by terminal order by signed_in_at) as left_at
from sign_in
"""
AT_IT = "i.terminal = n.terminal and i.signed_in_at <= n.refunded_at and (i.left_at > n.refunded_at or i.left_at is null)"


def accuse(*, slips: str = NEVER_PAID, seat: str = SEAT, at: str = AT_IT, cents: str = "sum(n.amount_cents)", last: str = "") -> str:
    """An answer to question 5, but for what is given."""
    return f"""
with never_paid as ({slips}), seat as ({seat})
insert into accusation (staff_id, cents)
select i.staff_id, {cents}
from never_paid as n
inner join seat as i on {at}
group by i.staff_id
{last}
"""


accusation.solution("""
with never_paid as (
    select s.terminal, r.refunded_at, r.amount_cents
    from refund_fact as r
    inner join refund_slip as s on s.refund_id = r.refund_id
    where s.reason is null
    and r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-16'
    and r.order_id not in (select order_id from payment_fact where is_captured = 1)
),
seat as (
    select terminal, staff_id, signed_in_at,
        lead(signed_in_at) over (partition by terminal order by signed_in_at) as left_at
    from sign_in
)
insert into accusation (staff_id, cents)
select i.staff_id, sum(n.amount_cents)
from never_paid as n
inner join seat as i on i.terminal = n.terminal
    and i.signed_in_at <= n.refunded_at and n.refunded_at < i.left_at
group by i.staff_id
""")
accusation.also_right(f"""
insert into accusation (staff_id, cents)
select
    (
        select i.staff_id from sign_in as i
        where i.terminal = n.terminal and i.signed_in_at <= n.refunded_at
        order by i.signed_in_at desc limit 1
    ) as who,
    sum(n.amount_cents)
from ({NEVER_PAID}) as n
group by who
""")
accusation.also_right(f"""
insert into accusation (staff_id, cents)
with numbered as (
    select i.staff_id, n.amount_cents,
        row_number() over (partition by n.refund_id, n.amount_cents, n.order_id order by i.signed_in_at desc) as number
    from (
        select refund_id, order_id, refunded_at, terminal, sum(amount_cents) as amount_cents from ({NEVER_PAID}) group by refund_id
    ) as n
    inner join sign_in as i on i.terminal = n.terminal and i.signed_in_at <= n.refunded_at
)
select staff_id, sum(amount_cents) from numbered where number = 1 group by staff_id
""")
MOST = "order by sum(n.amount_cents) desc, i.staff_id limit 1"
TIES = "order by count(*) desc, i.staff_id limit 1"
accusation.mistake(
    "The cents are right. You accuse whoever works at the terminal of most of the slips: there before, and there again afterwards. "
    "Who had signed in last, before each slip?",
    f"""insert into accusation (staff_id, cents)
    select (
        select staff_id from sign_in where terminal = (
            select terminal from ({NEVER_PAID}) group by terminal order by count(distinct refund_id) desc, terminal limit 1
        ) group by staff_id order by count(*) desc, staff_id limit 1
    ), (select sum(amount_cents) from ({NEVER_PAID}))""",
)
accusation.mistake(
    "You accuse of slips whose orders were paid: forgotten, not stolen. Keep the slips of orders that were never paid, and ask again.",
    accuse(slips=NEVER_PAID.replace(f"and r.order_id not in ({PAID})", f"and r.order_id in ({PAID})"), last=TIES),
)
accusation.mistake(
    "The person is right. Some of their slips are of orders that were paid, and only lack a reason: leave them out of the cents.",
    f"""with all_slips as ({NEVER_PAID.replace(f"and r.order_id not in ({PAID})", "")}), seat as ({SEAT})
    insert into accusation (staff_id, cents)
    select i.staff_id, sum(n.amount_cents) from all_slips as n inner join seat as i on {AT_IT}
    group by i.staff_id having min(n.order_id in ({PAID})) = 0""",
)
accusation.mistake(
    "The person is right. `cents` holds all slips without a reason, whoever booked them: keep those of never paid orders.",
    f"""with never_paid as ({NEVER_PAID}), seat as ({SEAT})
    insert into accusation (staff_id, cents)
    select distinct i.staff_id, (
        select sum(r.amount_cents) from refund_fact as r inner join refund_slip as s on s.refund_id = r.refund_id
        where s.reason is null and {BOOKED}
    ) from never_paid as n inner join seat as i on {AT_IT}""",
)
accusation.mistake(
    "The person is right. `cents` holds euros.",
    accuse(cents="sum(n.amount_cents) / 100"),
)
accusation.mistake(
    "The person is right, and `cents` says how many lines came back. Sum the refunds.",
    accuse(cents="count(*)"),
)
accusation.mistake(
    "The person is right. A refund is in your sum for each failed attempt and line of its order: you joined what repeats it. "
    "Ask with `not in` or `not exists`.",
    accuse(slips=NEVER_PAID.replace("where s.reason", "inner join order_fact as o on o.order_id = r.order_id where s.reason")),
)
accusation.mistake(
    "The desk hears five accusations at most, and you insert more rows. One person, one amount: `group by staff_id`, and sum. "
    "Or did you take everybody who signed in before a slip, or on its day? Only the last of them was there: when did the others leave?",
    accuse(at="i.terminal = n.terminal and i.signed_in_at <= n.refunded_at"),
)
accusation.mistake(
    "You accuse whoever had been at the terminals most often before the slips, and count each slip as often. Only the last sign-in counts.",
    accuse(at="i.terminal = n.terminal and i.signed_in_at <= n.refunded_at", last=MOST),
)
accusation.mistake(
    "Your `lead` runs over all terminals, so a seat ends when anybody signs in anywhere, and slips are lost. `partition by terminal`.",
    accuse(seat=SEAT.replace("partition by terminal ", "")),
)
accusation.mistake(
    "You accuse whoever was at any terminal at these moments: join on the terminal, too.",
    accuse(at=AT_IT.replace("i.terminal = n.terminal and ", "")),
)
accusation.mistake(
    "You counted each slip once for each time that somebody ever signed in at its terminal, and accuse whoever did so most. "
    "Only the last sign-in before the slip counts.",
    accuse(at="i.terminal = n.terminal", last=MOST),
)
accusation.mistake(
    "You accuse whoever signed in *next* after most of the slips. Whoever was there had signed in before: `lead`, not `lag`.",
    accuse(
        seat=SEAT.replace("lead(", "lag("),
        at="i.terminal = n.terminal and n.refunded_at < i.signed_in_at and n.refunded_at >= i.left_at",
        last=MOST,
    ),
)
accusation.mistake(
    "You accuse whoever paid back most in that week, for whatever reason. To work much is no crime: keep slips of never paid orders.",
    accuse(
        slips=NEVER_PAID.replace(f"and r.order_id not in ({PAID})", "").replace("s.reason is null", "true"),
        last=MOST,
    ),
)
accusation.mistake(
    "The person is right, and `cents` says how many slips there are. Sum the refunds.",
    accuse(cents="count(distinct n.refund_id)"),
)
