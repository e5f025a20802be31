-- grain: hour
-- Distinct sessions with an order in the hour.
with funnel as (
    select
        replace(substr(cast(hour_at as varchar(32)), 1, 13), 'T', ' ') as hour,
        order_session_count
    from funnel_by_hour
)

select
    hour,
    sum(order_session_count) as order_sessions
from funnel
group by hour
