-- grain: location of the customer as of the order's time
-- Where do the customers live who bring the revenue?
-- An order stays where its customer lived then, whoever has moved since. (guest): no customer was named. (unknown): the customer's
-- events have not arrived. (none): the customer has no location. A cancelled order is none.
with described as (
    select
        order_fact.order_id,
        order_fact.customer_id,
        order_fact.order_amount_cents,
        case
            when order_fact.customer_id is null then '(guest)'
            when customer_dim.customer_key is null then '(unknown)'
            else coalesce(customer_dim.location, '(none)')
        end as location
    from order_fact
    left join customer_dim on order_fact.customer_key = customer_dim.customer_key
    where not order_fact.is_cancelled
),

summed as (
    select
        location,
        count(distinct customer_id) as customer_count,
        count(distinct order_id) as order_count,
        sum(order_amount_cents) as amount_cents
    from described
    group by location
)

select
    location,
    customer_count,
    order_count,
    amount_cents,
    cast(round(1000.0 * amount_cents / nullif(sum(amount_cents) over (), 0)) as bigint) as share_per_mille
from summed
order by amount_cents desc, location
