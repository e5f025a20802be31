-- grain: category as of the order's time
-- What does each category sell?
-- The surrogate key leads to the version that was valid when the order was placed. The unknown member stands in no dimension, so the
-- join is a left join; (none) is a product without a category. A cancelled order is none.
with described as (
    select
        order_fact.order_id,
        order_fact.quantity,
        order_fact.order_amount_cents,
        case when product_dim.product_key is null then '(unknown)' else coalesce(product_dim.category, '(none)') end as category
    from order_fact
    left join product_dim on order_fact.product_key = product_dim.product_key
    where not order_fact.is_cancelled
),

summed as (
    select
        category,
        count(distinct order_id) as order_count,
        sum(quantity) as unit_count,
        sum(order_amount_cents) as amount_cents
    from described
    group by category
)

select
    category,
    order_count,
    unit_count,
    amount_cents,
    cast(round(1000.0 * amount_cents / nullif(sum(amount_cents) over (), 0)) as bigint) as share_per_mille
from summed
order by amount_cents desc, category
