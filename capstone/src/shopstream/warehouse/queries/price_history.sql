-- grain: version of a product whose price has changed; the first 100, by product and time
-- What did a product cost over time, and what did it sell at each price?
-- A version that sold nothing is there with 0. A version may change the name or the category alone; then its change is 0.
-- Orders before the first version belong to none and are left out. A cancelled order is none.
with price_version as (
    select
        product_key,
        product_id,
        product_name,
        unit_price_cents,
        valid_from_at,
        valid_to_at,
        unit_price_cents - lag(unit_price_cents) over (partition by product_id order by valid_from_at) as price_change_cents
    from product_dim
),

repriced as (
    select distinct product_id
    from price_version
    where price_change_cents <> 0
),

version_sale as (
    select
        product_key,
        sum(quantity) as unit_count,
        sum(order_amount_cents) as amount_cents
    from order_fact
    where not is_cancelled
    group by product_key
)

select
    price_version.product_id,
    price_version.product_name,
    price_version.valid_from_at,
    price_version.valid_to_at,
    price_version.unit_price_cents,
    price_version.price_change_cents,
    coalesce(version_sale.unit_count, 0) as unit_count,
    coalesce(version_sale.amount_cents, 0) as amount_cents
from repriced
inner join price_version on repriced.product_id = price_version.product_id
left join version_sale on price_version.product_key = version_sale.product_key
order by price_version.product_id, price_version.valid_from_at
limit 100
