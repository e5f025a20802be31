-- grain: day of the order
-- Orders with a sales line: an order line of more than 0 cents.
with sales as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        order_id
    from order_fact
    where order_amount_cents > 0
)

select
    day,
    count(distinct order_id) as orders
from sales
group by day
