-- grain: session
-- The customer is that of the first event that names one; an order counts once.
with ranked as (
    select
        session_id,
        customer_id,
        event_type,
        event_at,
        order_id,
        row_number() over (
            partition by session_id
            order by case when customer_id is null then 1 else 0 end, event_at, event_id
        ) as position
    from silver_events
    where session_id is not null and event_type in ('product_viewed', 'cart_added', 'order_placed')
)

select
    session_id,
    max(case when position = 1 then customer_id end) as customer_id,
    min(event_at) as started_at,
    max(event_at) as ended_at,
    count(case when event_type = 'product_viewed' then 1 end) as view_count,
    count(case when event_type = 'cart_added' then 1 end) as cart_count,
    count(distinct order_id) as order_count
from ranked
group by session_id
