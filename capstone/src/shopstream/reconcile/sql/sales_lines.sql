-- grain: day of the order
-- Order lines of more than 0 cents.
with sales as (
    select substr(cast(order_date as varchar(32)), 1, 10) as day
    from order_fact
    where order_amount_cents > 0
)

select
    day,
    count(*) as sales_lines
from sales
group by day
