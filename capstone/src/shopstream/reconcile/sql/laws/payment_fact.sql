-- grain: payment attempt
select
    event_id,
    order_id,
    amount_cents,
    case when event_type = 'payment_captured' then 1 else 0 end as is_captured,
    event_at as paid_at
from silver_events
where event_type in ('payment_captured', 'payment_failed')
