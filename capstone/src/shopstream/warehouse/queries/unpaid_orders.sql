-- grain: order without a captured payment that is not cancelled; the 20 of the highest value
-- Which orders wait for their money, and how often has a payment failed?
-- Lines and payments are each brought to one row for an order before they meet. An order for which nobody tried to pay has 0 failures.
with unpaid as (
    select
        order_id,
        customer_id,
        order_date,
        sum(order_amount_cents) as amount_cents
    from order_fact
    where not is_paid and not is_cancelled
    group by order_id, customer_id, order_date
),

failed as (
    select
        order_id,
        count(*) as failed_count,
        max(paid_at) as last_failed_at
    from payment_fact
    where not is_captured
    group by order_id
)

select
    unpaid.order_id,
    unpaid.customer_id,
    unpaid.order_date,
    unpaid.amount_cents,
    coalesce(failed.failed_count, 0) as failed_count,
    failed.last_failed_at
from unpaid
left join failed on unpaid.order_id = failed.order_id
order by unpaid.amount_cents desc, unpaid.order_id
limit 20
