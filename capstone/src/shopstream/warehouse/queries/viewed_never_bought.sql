-- grain: product that a known customer has viewed; the 20 with the most such customers
-- How many customers have viewed a product and never bought it?
-- Product and customer by their business keys: another price, another name or a move makes no other product and no other customer.
-- Guests are left out: nobody knows what they bought later. A cancelled order is no purchase.
with viewer as (
    select distinct
        product_id,
        customer_id
    from interaction_fact
    where kind = 'view' and customer_id is not null
),

buyer as (
    select distinct
        product_id,
        customer_id
    from order_fact
    where customer_id is not null and not is_cancelled
),

counted as (
    select
        viewer.product_id,
        count(*) as viewer_count,
        count(buyer.customer_id) as buyer_count
    from viewer
    left join buyer on viewer.product_id = buyer.product_id and viewer.customer_id = buyer.customer_id
    group by viewer.product_id
)

select
    counted.product_id,
    coalesce(product_dim.product_name, '(unknown)') as product_name,
    counted.viewer_count,
    counted.viewer_count - counted.buyer_count as never_bought_count,
    cast(round(1000.0 * (counted.viewer_count - counted.buyer_count) / counted.viewer_count) as bigint) as never_bought_per_mille
from counted
left join product_dim on counted.product_id = product_dim.product_id and product_dim.is_current
order by never_bought_count desc, counted.product_id
limit 20
