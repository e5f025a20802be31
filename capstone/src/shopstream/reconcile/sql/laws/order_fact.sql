-- grain: order, as its last event tells it
-- Its lines, and whether it was cancelled or paid. `lines` is JSON text where the engine has no arrays.
with ranked as (
    select
        order_id,
        customer_id,
        session_id,
        currency,
        event_at,
        lines,
        row_number() over (partition by order_id order by event_at desc, event_id desc) as position
    from silver_events
    where event_type = 'order_placed'
),

followed as (
    select
        order_id,
        max(case when event_type = 'order_cancelled' then 1 else 0 end) as is_cancelled,
        max(case when event_type = 'payment_captured' then 1 else 0 end) as is_paid
    from silver_events
    where event_type in ('order_cancelled', 'payment_captured')
    group by order_id
)

select
    ranked.order_id,
    ranked.customer_id,
    ranked.session_id,
    ranked.currency,
    ranked.event_at as order_date,
    coalesce(followed.is_cancelled, 0) as is_cancelled,
    coalesce(followed.is_paid, 0) as is_paid,
    ranked.lines
from ranked
left join followed on ranked.order_id = followed.order_id
where ranked.position = 1
