-- grain: day of the order
-- Amount of the lines of cancelled orders.
with cancelled as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        order_amount_cents
    from order_fact
    where is_cancelled
)

select
    day,
    sum(order_amount_cents) as cancelled_cents
from cancelled
group by day
