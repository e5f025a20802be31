-- grain: event
-- What was said of the touched refunds.
select
    silver_events.event_id,
    silver_events.event_at,
    silver_events.refund_id,
    silver_events.line_number,
    silver_events.order_id,
    silver_events.product_id,
    silver_events.quantity,
    silver_events.amount_cents
from touched
inner join silver_events on touched.item = silver_events.refund_id
where touched.kind = 'refund'
