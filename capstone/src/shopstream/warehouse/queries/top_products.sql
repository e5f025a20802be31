-- grain: product; the 20 with the highest revenue
-- Which products bring the most revenue, and what share of all do they bring together?
-- Products of equal revenue have the same rank. The name is the current one; a product that no event has described is unknown.
-- Shares are of all products, also of those below the 20. A cancelled order is none.
with product_sale as (
    select
        product_id,
        count(distinct order_id) as order_count,
        sum(quantity) as unit_count,
        sum(order_amount_cents) as amount_cents
    from order_fact
    where not is_cancelled
    group by product_id
),

ranked as (
    select
        product_id,
        order_count,
        unit_count,
        amount_cents,
        rank() over (order by amount_cents desc) as revenue_rank,
        sum(amount_cents) over (order by amount_cents desc, product_id rows unbounded preceding) as running_cents,
        sum(amount_cents) over () as total_cents
    from product_sale
)

select
    ranked.revenue_rank,
    ranked.product_id,
    coalesce(product_dim.product_name, '(unknown)') as product_name,
    ranked.order_count,
    ranked.unit_count,
    ranked.amount_cents,
    cast(round(1000.0 * ranked.amount_cents / nullif(ranked.total_cents, 0)) as bigint) as share_per_mille,
    cast(round(1000.0 * ranked.running_cents / nullif(ranked.total_cents, 0)) as bigint) as running_share_per_mille
from ranked
left join product_dim on ranked.product_id = product_dim.product_id and product_dim.is_current
order by ranked.revenue_rank, ranked.product_id
limit 20
