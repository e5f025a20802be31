-- grain: fact table and product
-- Its facts, and those that point to the version valid at their time; to -1 where none was.
with fact as (
    select
        'order_fact' as fact_table,
        product_id,
        product_key,
        order_date as happened_at
    from order_fact

    union all

    select
        'interaction_fact' as fact_table,
        product_id,
        product_key,
        event_at as happened_at
    from interaction_fact
),

judged as (
    select
        fact.fact_table,
        fact.product_id,
        case when fact.product_key = coalesce(product_dim.product_key, -1) then 1 else 0 end as is_right
    from fact
    left join product_dim
        on
            fact.product_id = product_dim.product_id
            and fact.happened_at >= product_dim.valid_from_at
            and (product_dim.valid_to_at is null or fact.happened_at < product_dim.valid_to_at)
)

select
    fact_table || ' of product ' || product_id as item,
    count(*) as expected,
    sum(is_right) as actual
from judged
group by fact_table, product_id
