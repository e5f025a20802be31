-- grain: a cause of the difference, with what it adds to marketing's total against finance's; together they are the difference
with week_order as (
    select
        order_id,
        line_number,
        customer_id,
        order_date,
        order_amount_cents,
        order_id in (
            select order_id from payment_fact
            where is_captured = 1
        ) as is_paid
    from order_fact
    where order_date >= :week and order_date < :after
),

refund as (
    select
        r.refund_id,
        r.amount_cents,
        s.reason,
        o.order_date >= :week and o.order_date < :after as is_order_in,
        o.order_date < :week as is_order_before,
        r.refunded_at >= :week and r.refunded_at < :after as is_in,
        r.refunded_at >= :after as is_later,
        r.order_id in (
            select order_id from payment_fact
            where is_captured = 1
        ) as is_paid
    from refund_fact as r
    inner join order_fact as o on r.order_id = o.order_id and r.line_number = o.line_number
    inner join refund_slip as s on r.refund_id = s.refund_id
    where s.reason is not 'exchange'
)

select
    'guests' as cause,
    -coalesce(sum(order_amount_cents), 0) as cents
from week_order
where is_paid and customer_id is null
union all
select
    'last day' as cause,
    coalesce(sum(order_amount_cents), 0) as cents
from week_order
where is_paid and order_date >= date(:after, '-1 day')
union all
select
    'attempts' as cause,
    coalesce(sum(o.order_amount_cents), 0) as cents
from week_order as o
inner join payment_fact as p on o.order_id = p.order_id
where p.is_captured = 0 and o.customer_id is not null
union all
select
    'another week' as cause,
    coalesce(sum(case when is_in and is_order_before then amount_cents when is_later and is_order_in then -amount_cents end), 0) as cents
from refund
union all
select
    'forgotten reasons' as cause,
    -coalesce(sum(amount_cents), 0) as cents
from refund
where reason is null and is_in and is_paid
union all
select
    'never paid' as cause,
    -coalesce(sum(amount_cents), 0) as cents
from refund
where reason is null and is_in and not is_paid
