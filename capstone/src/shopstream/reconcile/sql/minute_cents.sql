-- grain: minute of the order
-- Amount of the orders that arrived in time, in all currencies.
with sales as (
    select
        replace(substr(cast(minute_at as varchar(32)), 1, 16), 'T', ' ') as minute,
        amount_cents
    from sales_by_minute
)

select
    minute,
    sum(amount_cents) as minute_cents
from sales
group by minute
