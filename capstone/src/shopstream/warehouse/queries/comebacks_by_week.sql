-- grain: week (its Monday) of a customer's first order
-- How many of the customers who first ordered in a week have ordered again, and how many of them within seven days?
-- The youngest weeks have had the least time: compare weeks by the second count. Guests are left out; a cancelled order is none.
-- date with modifiers, and julianday, are SQLite's own: PostgreSQL and Spark have date_trunc('week', ...) and subtract dates.
with customer_order as (
    select distinct
        customer_id,
        order_id,
        order_date,
        substr(cast(order_date as varchar(32)), 1, 10) as date_on
    from order_fact
    where customer_id is not null and not is_cancelled
),

numbered as (
    select
        date_on,
        row_number() over (partition by customer_id order by order_date, order_id) as order_number,
        lead(date_on) over (partition by customer_id order by order_date, order_id) as next_on
    from customer_order
),

first_order as (
    select
        date(date_on, '-6 days', 'weekday 1') as week_on,
        julianday(next_on) - julianday(date_on) as days_until_next
    from numbered
    where order_number = 1
),

counted as (
    select
        week_on,
        count(*) as customer_count,
        count(days_until_next) as returned_count,
        sum(case when days_until_next <= 7 then 1 else 0 end) as returned_within_7_days_count
    from first_order
    group by week_on
)

select
    week_on,
    customer_count,
    returned_count,
    returned_within_7_days_count,
    cast(round(1000.0 * returned_within_7_days_count / customer_count) as bigint) as returned_within_7_days_per_mille
from counted
order by week_on
