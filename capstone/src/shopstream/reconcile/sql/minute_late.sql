-- grain: minute of the order
-- Orders that arrived late, in all currencies.
with sales as (
    select
        replace(substr(cast(minute_at as varchar(32)), 1, 16), 'T', ' ') as minute,
        late_count
    from sales_by_minute
)

select
    minute,
    sum(late_count) as minute_late
from sales
group by minute
