-- grain: event
-- The touched payments.
select
    silver_events.event_id,
    silver_events.event_type,
    silver_events.event_at,
    silver_events.order_id,
    silver_events.amount_cents
from touched
inner join silver_events on cast(touched.item as text) = silver_events.event_id
where touched.kind = 'payment' and silver_events.event_type in ('payment_captured', 'payment_failed')
