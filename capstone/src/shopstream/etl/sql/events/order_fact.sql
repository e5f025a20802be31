-- grain: event
-- What was said of the touched orders.
select
    silver_events.event_id,
    silver_events.event_type,
    silver_events.event_at,
    silver_events.order_id,
    silver_events.customer_id,
    silver_events.session_id,
    silver_events.currency,
    silver_events.lines
from touched
inner join silver_events on touched.item = silver_events.order_id
where touched.kind = 'order' and silver_events.event_type in ('order_placed', 'order_cancelled', 'payment_captured')
