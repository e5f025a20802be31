-- grain: kind of key, and key
-- Facts of the touched customers and products that no longer point to the version of their time.
insert or ignore into touched (kind, item)
select
    'order' as kind,
    order_fact.order_id as item
from touched
inner join order_fact on touched.item = order_fact.customer_id
left join customer_dim
    on
        order_fact.customer_id = customer_dim.customer_id
        and order_fact.order_date >= customer_dim.valid_from_at
        and (customer_dim.valid_to_at is null or order_fact.order_date < customer_dim.valid_to_at)
where touched.kind = 'customer' and order_fact.customer_key <> coalesce(customer_dim.customer_key, -1)

union all

select
    'order' as kind,
    order_fact.order_id as item
from touched
inner join order_fact on touched.item = order_fact.product_id
left join product_dim
    on
        order_fact.product_id = product_dim.product_id
        and order_fact.order_date >= product_dim.valid_from_at
        and (product_dim.valid_to_at is null or order_fact.order_date < product_dim.valid_to_at)
where touched.kind = 'product' and order_fact.product_key <> coalesce(product_dim.product_key, -1)

union all

select
    'interaction' as kind,
    interaction_fact.event_id as item
from touched
inner join interaction_fact on touched.item = interaction_fact.customer_id
left join customer_dim
    on
        interaction_fact.customer_id = customer_dim.customer_id
        and interaction_fact.event_at >= customer_dim.valid_from_at
        and (customer_dim.valid_to_at is null or interaction_fact.event_at < customer_dim.valid_to_at)
where touched.kind = 'customer' and interaction_fact.customer_key <> coalesce(customer_dim.customer_key, -1)

union all

select
    'interaction' as kind,
    interaction_fact.event_id as item
from touched
inner join interaction_fact on touched.item = interaction_fact.product_id
left join product_dim
    on
        interaction_fact.product_id = product_dim.product_id
        and interaction_fact.event_at >= product_dim.valid_from_at
        and (product_dim.valid_to_at is null or interaction_fact.event_at < product_dim.valid_to_at)
where touched.kind = 'product' and interaction_fact.product_key <> coalesce(product_dim.product_key, -1)
