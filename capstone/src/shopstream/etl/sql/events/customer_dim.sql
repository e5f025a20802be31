-- grain: event
-- All changes of the touched customers.
select
    silver_events.event_id,
    silver_events.event_at,
    silver_events.customer_id,
    silver_events.customer_name,
    silver_events.location
from touched
inner join silver_events on touched.item = silver_events.customer_id
where touched.kind = 'customer' and silver_events.event_type = 'customer_changed'
