-- grain: accepted event
-- Which line brought it.
select
    event_id,
    sequence
from silver_events
