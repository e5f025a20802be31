-- grain: day of the payment
-- Captured payments, also of orders that never arrived.
with captured as (
    select
        substr(cast(paid_at as varchar(32)), 1, 10) as day,
        amount_cents
    from payment_fact
    where is_captured
)

select
    day,
    sum(amount_cents) as captured_cents
from captured
group by day
