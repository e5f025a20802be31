-- grain: day of the session's first event
-- Sessions.
with session_start as (
    select substr(cast(started_at as varchar(32)), 1, 10) as day
    from session_fact
)

select
    day,
    count(*) as sessions
from session_start
group by day
