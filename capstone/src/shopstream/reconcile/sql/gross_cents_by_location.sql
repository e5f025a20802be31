-- grain: location
-- Amount of all order lines, by the customer's location as of the order's time. Guests are unknown.
with described as (
    select
        order_fact.order_amount_cents,
        case when customer_dim.customer_key is null then '(unknown)' else coalesce(customer_dim.location, '(none)') end as location
    from order_fact
    left join customer_dim on order_fact.customer_key = customer_dim.customer_key
)

select
    location,
    sum(order_amount_cents) as gross_cents_by_location
from described
group by location
