-- grain: day
-- Gross minus cancelled by the order's day, minus refunded by the refund's day.
with movement as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        case when is_cancelled then 0 else order_amount_cents end as cents
    from order_fact

    union all

    select
        substr(cast(refunded_at as varchar(32)), 1, 10) as day,
        -amount_cents as cents
    from refund_fact
)

select
    day,
    sum(cents) as net_cents
from movement
group by day
