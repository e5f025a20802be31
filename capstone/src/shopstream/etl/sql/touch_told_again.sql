-- grain: kind of key, and key
-- The minutes and days of all events of the touched orders and refunds: the newest event counts, so an older one may have lost its place.
insert or ignore into touched (kind, item)
with told as materialized (
    select silver_events.event_at
    from touched
    inner join silver_events on touched.item = silver_events.order_id
    where touched.kind = 'order' and silver_events.event_type = 'order_placed'
)

select
    'minute' as kind,
    substr(event_at, 1, 16) || ':00.000Z' as item
from told

union all

select
    'day' as kind,
    substr(event_at, 1, 10) as item
from told

union all

select
    'day' as kind,
    substr(silver_events.event_at, 1, 10) as item
from touched
inner join silver_events on touched.item = silver_events.refund_id
where touched.kind = 'refund'
