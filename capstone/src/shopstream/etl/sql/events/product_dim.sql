-- grain: event
-- All changes of the touched products.
select
    silver_events.event_id,
    silver_events.event_at,
    silver_events.product_id,
    silver_events.product_name,
    silver_events.category,
    silver_events.unit_price_cents
from touched
inner join silver_events on touched.item = silver_events.product_id
where touched.kind = 'product' and silver_events.event_type = 'product_changed'
