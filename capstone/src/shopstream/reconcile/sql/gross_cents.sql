-- grain: day of the order
-- Amount of all order lines, paid or not, cancelled or not.
with order_line as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        order_amount_cents
    from order_fact
)

select
    day,
    sum(order_amount_cents) as gross_cents
from order_line
group by day
