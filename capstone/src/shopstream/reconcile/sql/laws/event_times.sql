-- grain: accepted event
-- When it happened, when it was received, and what silver derives from the two.
select
    event_id,
    event_at,
    received_at,
    is_late,
    event_on
from silver_events
