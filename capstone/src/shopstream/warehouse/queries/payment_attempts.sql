-- grain: number of payments of an order that failed before one was captured
-- How many orders are paid at the first attempt, and what becomes of those whose payment fails?
-- A failure after the first capture is none. Payments count whether their order has arrived or not; orders without an attempt stand
-- in unpaid_orders.
with first_capture as (
    select
        order_id,
        min(paid_at) as captured_at
    from payment_fact
    where is_captured
    group by order_id
),

attempted as (
    select
        payment_fact.order_id,
        max(case when first_capture.captured_at is null then 0 else 1 end) as has_capture,
        sum(
            case
                when payment_fact.is_captured then 0
                when payment_fact.paid_at > first_capture.captured_at then 0
                else 1
            end
        ) as failed_count
    from payment_fact
    left join first_capture on payment_fact.order_id = first_capture.order_id
    group by payment_fact.order_id
)

select
    failed_count,
    count(*) as order_count,
    sum(has_capture) as captured_order_count,
    count(*) - sum(has_capture) as open_order_count,
    cast(round(1000.0 * sum(has_capture) / count(*)) as bigint) as captured_per_mille
from attempted
group by failed_count
order by failed_count
