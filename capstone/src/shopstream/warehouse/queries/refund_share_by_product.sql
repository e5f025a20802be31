-- grain: product with a refund; the 20 with the largest share
-- Which products give back the largest share of what they sold?
-- Sales and refunds are summed apart and then joined. Refunds may be of orders that never arrived: where nothing was sold the share is
-- NULL, and above 1000 more was given back than sold. Sold is gross: cancelled orders are in it.
with sold as (
    select
        product_id,
        sum(order_amount_cents) as sold_cents
    from order_fact
    group by product_id
),

refunded as (
    select
        product_id,
        count(distinct refund_id) as refund_count,
        sum(amount_cents) as refunded_cents
    from refund_fact
    group by product_id
),

compared as (
    select
        refunded.product_id,
        refunded.refund_count,
        coalesce(sold.sold_cents, 0) as sold_cents,
        refunded.refunded_cents,
        cast(round(1000.0 * refunded.refunded_cents / nullif(sold.sold_cents, 0)) as bigint) as refunded_per_mille
    from refunded
    left join sold on refunded.product_id = sold.product_id
)

select
    compared.product_id,
    coalesce(product_dim.product_name, '(unknown)') as product_name,
    compared.refund_count,
    compared.sold_cents,
    compared.refunded_cents,
    compared.refunded_per_mille
from compared
left join product_dim on compared.product_id = product_dim.product_id and product_dim.is_current
order by coalesce(compared.refunded_per_mille, -1) desc, compared.refunded_cents desc, compared.product_id
limit 20
