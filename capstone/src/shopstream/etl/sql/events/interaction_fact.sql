-- grain: event
-- The touched views and cart events.
select
    silver_events.event_id,
    silver_events.event_type,
    silver_events.event_at,
    silver_events.session_id,
    silver_events.customer_id,
    silver_events.product_id,
    silver_events.quantity
from touched
inner join silver_events on cast(touched.item as text) = silver_events.event_id
where touched.kind = 'interaction' and silver_events.event_type in ('product_viewed', 'cart_added')
