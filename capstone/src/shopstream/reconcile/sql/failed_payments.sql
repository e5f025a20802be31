-- grain: day of the payment
-- Payments that failed.
with failed as (
    select substr(cast(paid_at as varchar(32)), 1, 10) as day
    from payment_fact
    where not is_captured
)

select
    day,
    count(*) as failed_payments
from failed
group by day
