-- grain: fact table and customer
-- Its facts, and those that point to the version valid at their time; to -1 where none was.
with fact as (
    select
        'order_fact' as fact_table,
        customer_id,
        customer_key,
        order_date as happened_at
    from order_fact

    union all

    select
        'interaction_fact' as fact_table,
        customer_id,
        customer_key,
        event_at as happened_at
    from interaction_fact
),

judged as (
    select
        fact.fact_table,
        fact.customer_id,
        case when fact.customer_key = coalesce(customer_dim.customer_key, -1) then 1 else 0 end as is_right
    from fact
    left join customer_dim
        on
            fact.customer_id = customer_dim.customer_id
            and fact.happened_at >= customer_dim.valid_from_at
            and (customer_dim.valid_to_at is null or fact.happened_at < customer_dim.valid_to_at)
)

select
    fact_table || ' of customer ' || coalesce(cast(customer_id as varchar(32)), '(guest)') as item,
    count(*) as expected,
    sum(is_right) as actual
from judged
group by fact_table, customer_id
