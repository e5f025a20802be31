-- grain: refunded line, as its last event tells it
with ranked as (
    select
        refund_id,
        line_number,
        order_id,
        product_id,
        quantity,
        amount_cents,
        event_at,
        row_number() over (partition by refund_id, line_number order by event_at desc, event_id desc) as position
    from silver_events
    where event_type = 'refund_issued'
)

select
    refund_id,
    line_number,
    order_id,
    product_id,
    quantity,
    amount_cents,
    event_at as refunded_at
from ranked
where position = 1
