-- grain: hour with a view, a cart event or an order of a session
-- Distinct sessions of each step.
with step as (
    select
        substr(cast(event_at as varchar(32)), 1, 13) as hour,
        case when event_type = 'product_viewed' then session_id end as view_session_id,
        case when event_type = 'cart_added' then session_id end as cart_session_id,
        case when event_type = 'order_placed' then session_id end as order_session_id
    from silver_events
    where session_id is not null and event_type in ('product_viewed', 'cart_added', 'order_placed')
)

select
    hour,
    count(distinct view_session_id) as view_session_count,
    count(distinct cart_session_id) as cart_session_count,
    count(distinct order_session_id) as order_session_count
from step
group by hour
