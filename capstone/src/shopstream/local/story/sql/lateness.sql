-- grain: accepted event
-- When it happened, and when it arrived.
select
    event_at,
    received_at,
    is_late
from silver_events
order by event_at, event_id
