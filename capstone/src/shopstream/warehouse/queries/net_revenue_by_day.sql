-- grain: day on which anything happened
-- What did the shop sell, take back and keep on each day?
-- Gross and cancelled by the order's day, refunded by the refund's day, whether its order is known or not.
-- Three facts are stacked, not joined: a join would repeat each order line for each refund. A day of views alone is a day of zeros.
with movement as (
    select
        cast(date_on as varchar(10)) as date_on,
        0 as gross_cents,
        0 as cancelled_cents,
        0 as refunded_cents
    from date_dim

    union all

    select
        substr(cast(order_date as varchar(32)), 1, 10) as date_on,
        order_amount_cents as gross_cents,
        case when is_cancelled then order_amount_cents else 0 end as cancelled_cents,
        0 as refunded_cents
    from order_fact

    union all

    select
        substr(cast(refunded_at as varchar(32)), 1, 10) as date_on,
        0 as gross_cents,
        0 as cancelled_cents,
        amount_cents as refunded_cents
    from refund_fact
)

select
    date_on,
    sum(gross_cents) as gross_cents,
    sum(cancelled_cents) as cancelled_cents,
    sum(refunded_cents) as refunded_cents,
    sum(gross_cents - cancelled_cents - refunded_cents) as net_cents
from movement
group by date_on
order by date_on
