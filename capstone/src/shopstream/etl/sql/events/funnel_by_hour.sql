-- grain: event
-- All events of sessions in the touched hours.
select
    silver_events.event_type,
    silver_events.event_at,
    silver_events.session_id
from touched
inner join silver_events
    on silver_events.event_at between touched.item and substr(touched.item, 1, 13) || ':59:59.999Z'
where touched.kind = 'hour' and silver_events.session_id is not null
