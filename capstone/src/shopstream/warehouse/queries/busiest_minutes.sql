-- grain: minute of event time; the 20 with the most orders
-- When is the shop busiest, and what share of the orders of those minutes came late?
-- Busy by all orders, in time or late. The amount is of orders in time alone: that is what a dashboard could show in that minute.
with minute_sale as (
    select
        minute_at,
        sum(order_count) as in_time_count,
        sum(late_count) as late_count,
        sum(amount_cents) as in_time_cents
    from sales_by_minute
    group by minute_at
)

select
    minute_at,
    in_time_count + late_count as order_count,
    late_count,
    cast(round(1000.0 * late_count / nullif(in_time_count + late_count, 0)) as bigint) as late_per_mille,
    in_time_cents
from minute_sale
order by order_count desc, minute_at
limit 20
