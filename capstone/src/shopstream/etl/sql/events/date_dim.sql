-- grain: day
-- The touched days on which a fact happened.
with span as (
    select
        item as date_on,
        item || 'T00:00:00.000Z' as first_at,
        item || 'T23:59:59.999Z' as last_at
    from touched
    where kind = 'day'
),

happened as (
    select span.date_on
    from span
    inner join order_fact on order_fact.order_date between span.first_at and span.last_at

    union

    select span.date_on
    from span
    inner join payment_fact on payment_fact.paid_at between span.first_at and span.last_at

    union

    select span.date_on
    from span
    inner join refund_fact on refund_fact.refunded_at between span.first_at and span.last_at

    union

    select span.date_on
    from span
    inner join interaction_fact on interaction_fact.event_at between span.first_at and span.last_at
)

select date_on
from happened
