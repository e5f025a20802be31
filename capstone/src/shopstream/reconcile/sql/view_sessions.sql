-- grain: hour
-- Distinct sessions with a view in the hour.
with funnel as (
    select
        replace(substr(cast(hour_at as varchar(32)), 1, 13), 'T', ' ') as hour,
        view_session_count
    from funnel_by_hour
)

select
    hour,
    sum(view_session_count) as view_sessions
from funnel
group by hour
