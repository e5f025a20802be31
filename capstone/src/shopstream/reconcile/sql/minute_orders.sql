-- grain: minute of the order
-- Orders that arrived in time, in all currencies.
with sales as (
    select
        replace(substr(cast(minute_at as varchar(32)), 1, 16), 'T', ' ') as minute,
        order_count
    from sales_by_minute
)

select
    minute,
    sum(order_count) as minute_orders
from sales
group by minute
