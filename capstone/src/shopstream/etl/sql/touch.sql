-- grain: kind of key, and key
-- The keys that the events of the batch touch: what is stored under them must be built anew.
insert or ignore into touched (kind, item)
with batch as materialized (
    select
        silver_events.event_id,
        silver_events.event_type,
        silver_events.event_at,
        silver_events.customer_id,
        silver_events.product_id,
        silver_events.session_id,
        silver_events.order_id,
        silver_events.refund_id
    from batch_events
    inner join silver_events on batch_events.event_id = silver_events.event_id
)

select
    'customer' as kind,
    customer_id as item
from batch
where event_type = 'customer_changed'

union all

select
    'product' as kind,
    product_id as item
from batch
where event_type = 'product_changed'

union all

select
    'order' as kind,
    order_id as item
from batch
where event_type in ('order_placed', 'order_cancelled', 'payment_captured')

union all

select
    'payment' as kind,
    event_id as item
from batch
where event_type in ('payment_captured', 'payment_failed')

union all

select
    'refund' as kind,
    refund_id as item
from batch
where event_type = 'refund_issued'

union all

select
    'interaction' as kind,
    event_id as item
from batch
where event_type in ('product_viewed', 'cart_added')

union all

select
    'session' as kind,
    session_id as item
from batch
where session_id is not null

union all

select
    'hour' as kind,
    substr(event_at, 1, 13) || ':00:00.000Z' as item
from batch
where session_id is not null

union all

select
    'minute' as kind,
    substr(event_at, 1, 16) || ':00.000Z' as item
from batch
where event_type = 'order_placed'

union all

select
    'day' as kind,
    substr(event_at, 1, 10) as item
from batch
where event_type not in ('customer_changed', 'product_changed')
