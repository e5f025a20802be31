-- grain: hour
-- Distinct sessions with a cart event in the hour.
with funnel as (
    select
        replace(substr(cast(hour_at as varchar(32)), 1, 13), 'T', ' ') as hour,
        cart_session_count
    from funnel_by_hour
)

select
    hour,
    sum(cart_session_count) as cart_sessions
from funnel
group by hour
