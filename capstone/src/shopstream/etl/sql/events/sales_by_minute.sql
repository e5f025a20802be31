-- grain: event
-- All tellings of each order that has one in a touched minute.
with told as (
    select distinct silver_events.order_id
    from touched
    inner join silver_events
        on silver_events.event_at between cast(touched.item as text) and substr(touched.item, 1, 16) || ':59.999Z'
    where touched.kind = 'minute' and silver_events.event_type = 'order_placed'
)

select
    silver_events.event_id,
    silver_events.event_at,
    silver_events.order_id,
    silver_events.currency,
    silver_events.is_late,
    silver_events.lines
from told
inner join silver_events on told.order_id = silver_events.order_id
where silver_events.event_type = 'order_placed'
