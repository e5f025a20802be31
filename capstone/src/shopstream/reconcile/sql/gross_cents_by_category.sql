-- grain: category
-- Amount of all order lines, by the category as of the order's time. The unknown member stands in no dimension.
with described as (
    select
        order_fact.order_amount_cents,
        case when product_dim.product_key is null then '(unknown)' else coalesce(product_dim.category, '(none)') end as category
    from order_fact
    left join product_dim on order_fact.product_key = product_dim.product_key
)

select
    category,
    sum(order_amount_cents) as gross_cents_by_category
from described
group by category
