-- grain: day and currency
-- What was sold on each day, paid or not: the amount of all order lines.
select
    substr(order_date, 1, 10) as day,
    currency,
    sum(order_amount_cents) as gold_cents
from order_fact
group by substr(order_date, 1, 10), currency
order by day, currency
