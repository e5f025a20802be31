-- grain: quarter of the orders, from the smallest values to the largest
-- How are the values of orders spread, and what share of the revenue does each quarter of the orders bring?
-- Orders of equal value are parted by their id, so the limits of two quarters may be the same. A cancelled order is none.
with order_value as (
    select
        order_id,
        sum(order_amount_cents) as amount_cents
    from order_fact
    where not is_cancelled
    group by order_id
),

parted as (
    select
        amount_cents,
        ntile(4) over (order by amount_cents, order_id) as quartile
    from order_value
),

summed as (
    select
        quartile,
        count(*) as order_count,
        min(amount_cents) as smallest_cents,
        max(amount_cents) as largest_cents,
        sum(amount_cents) as amount_cents
    from parted
    group by quartile
)

select
    quartile,
    order_count,
    smallest_cents,
    largest_cents,
    amount_cents,
    cast(round(1.0 * amount_cents / order_count) as bigint) as average_order_cents,
    cast(round(1000.0 * amount_cents / nullif(sum(amount_cents) over (), 0)) as bigint) as share_per_mille
from summed
order by quartile
