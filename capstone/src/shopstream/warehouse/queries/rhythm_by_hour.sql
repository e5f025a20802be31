-- grain: hour of the day, 0 to 23, UTC
-- At which hours do people look, and at which do they order?
-- All 24 hours, also those of nothing. Orders are counted, not their lines; a cancelled order was still placed.
-- The recursive step runs as it is on SQLite, on PostgreSQL and on Spark from 4.1.
with recursive hour_of_day as (
    select 0 as hour_number

    union all

    select hour_number + 1 as hour_number
    from hour_of_day
    where hour_number < 23
),

moment as (
    select
        kind,
        event_id as item,
        cast(substr(cast(event_at as varchar(32)), 12, 2) as integer) as hour_number
    from interaction_fact

    union all

    select distinct
        'order' as kind,
        cast(order_id as varchar(32)) as item,
        cast(substr(cast(order_date as varchar(32)), 12, 2) as integer) as hour_number
    from order_fact
)

select
    hour_of_day.hour_number,
    sum(case when moment.kind = 'view' then 1 else 0 end) as view_count,
    sum(case when moment.kind = 'cart' then 1 else 0 end) as cart_count,
    sum(case when moment.kind = 'order' then 1 else 0 end) as order_count
from hour_of_day
left join moment on hour_of_day.hour_number = moment.hour_number
group by hour_of_day.hour_number
order by hour_of_day.hour_number
