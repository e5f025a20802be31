-- grain: number of days between an order and the customer's next one
-- After how many days does a customer order again?
-- Calendar days in UTC: two orders of one day are 0 days apart. Guests cannot be told apart and are left out; a cancelled order is none.
-- julianday is SQLite's own: PostgreSQL subtracts one date from the other, Spark has datediff.
with customer_order as (
    select distinct
        customer_id,
        order_id,
        order_date,
        substr(cast(order_date as varchar(32)), 1, 10) as date_on
    from order_fact
    where customer_id is not null and not is_cancelled
),

paired as (
    select
        date_on,
        lead(date_on) over (partition by customer_id order by order_date, order_id) as next_on
    from customer_order
),

measured as (
    select cast(julianday(next_on) - julianday(date_on) as bigint) as interval_days
    from paired
    where next_on is not null
),

counted as (
    select
        interval_days,
        count(*) as interval_count
    from measured
    group by interval_days
),

summed as (
    select
        interval_days,
        interval_count,
        sum(interval_count) over (order by interval_days rows unbounded preceding) as running_count,
        sum(interval_count) over () as total_count
    from counted
)

select
    interval_days,
    interval_count,
    cast(round(1000.0 * running_count / total_count) as bigint) as running_share_per_mille
from summed
order by interval_days
