-- grain: event
-- All events of the touched sessions.
select
    silver_events.event_id,
    silver_events.event_type,
    silver_events.event_at,
    silver_events.session_id,
    silver_events.customer_id,
    silver_events.order_id
from touched
inner join silver_events on touched.item = silver_events.session_id
where touched.kind = 'session'
