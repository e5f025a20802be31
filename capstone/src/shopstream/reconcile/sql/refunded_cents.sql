-- grain: day of the refund
-- Amount that was given back.
with refund as (
    select
        substr(cast(refunded_at as varchar(32)), 1, 10) as day,
        amount_cents
    from refund_fact
)

select
    day,
    sum(amount_cents) as refunded_cents
from refund
group by day
