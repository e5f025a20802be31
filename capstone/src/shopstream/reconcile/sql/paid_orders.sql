-- grain: day of the order
-- Orders with a captured payment.
with paid as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        order_id
    from order_fact
    where is_paid
)

select
    day,
    count(distinct order_id) as paid_orders
from paid
group by day
