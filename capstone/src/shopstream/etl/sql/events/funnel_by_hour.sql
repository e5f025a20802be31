-- grain: hour, type of event and session
-- Which sessions had an event of which type in the touched hours.
select distinct
    touched.item as hour_at,
    silver_events.event_type,
    silver_events.session_id
from touched
inner join silver_events
    on silver_events.event_at between cast(touched.item as text) and substr(touched.item, 1, 13) || ':59:59.999Z'
where touched.kind = 'hour' and silver_events.session_id is not null
