-- grain: day of the order
-- Quantity of the order lines of more than 0 cents.
with sales as (
    select
        substr(cast(order_date as varchar(32)), 1, 10) as day,
        quantity
    from order_fact
    where order_amount_cents > 0
)

select
    day,
    sum(quantity) as units
from sales
group by day
