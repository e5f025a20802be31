-- grain: pair of products in the same order, the smaller id first; the 20 most frequent
-- Which products are bought together?
-- Each pair once, and once for an order, however many lines hold it. The share says how many of the orders with the rarer product
-- hold the other one too. A cancelled order is none. Pairs grow with the square of the basket, so baskets of more than 50 products
-- are left out: they are wholesale, and would be most of the work.
with basket_line as (
    select distinct
        order_id,
        product_id
    from order_fact
    where not is_cancelled
),

sized as (
    select
        order_id,
        product_id,
        count(*) over (partition by order_id) as product_count
    from basket_line
),

content as (
    select
        order_id,
        product_id
    from sized
    where product_count <= 50
),

product_order as (
    select
        product_id,
        count(*) as order_count
    from content
    group by product_id
),

pair as (
    select
        first_content.product_id as first_id,
        second_content.product_id as second_id,
        count(*) as order_count
    from content as first_content
    inner join content as second_content
        on
            first_content.order_id = second_content.order_id
            and first_content.product_id < second_content.product_id
    group by first_content.product_id, second_content.product_id
),

compared as (
    select
        pair.first_id,
        pair.second_id,
        pair.order_count,
        case
            when first_order.order_count < second_order.order_count then first_order.order_count
            else second_order.order_count
        end as rarer_order_count
    from pair
    inner join product_order as first_order on pair.first_id = first_order.product_id
    inner join product_order as second_order on pair.second_id = second_order.product_id
)

select
    compared.first_id as first_product_id,
    coalesce(first_dim.product_name, '(unknown)') as first_product_name,
    compared.second_id as second_product_id,
    coalesce(second_dim.product_name, '(unknown)') as second_product_name,
    compared.order_count,
    cast(round(1000.0 * compared.order_count / compared.rarer_order_count) as bigint) as share_of_rarer_per_mille
from compared
left join product_dim as first_dim on compared.first_id = first_dim.product_id and first_dim.is_current
left join product_dim as second_dim on compared.second_id = second_dim.product_id and second_dim.is_current
order by compared.order_count desc, first_product_id, second_product_id
limit 20
