-- grain: month of a customer's first order, and a month from then on
-- Of the customers who first ordered in a month, how many order in each month after it?
-- Months in which anybody ordered; where nobody of a cohort did, the count is 0. Guests are left out; a cancelled order is none.
with customer_month as (
    select distinct
        customer_id,
        substr(cast(order_date as varchar(32)), 1, 7) as month_name
    from order_fact
    where customer_id is not null and not is_cancelled
),

first_month as (
    select
        customer_id,
        min(month_name) as cohort
    from customer_month
    group by customer_id
),

cohort_size as (
    select
        cohort,
        count(*) as size_count
    from first_month
    group by cohort
),

month_in_use as (
    select distinct month_name
    from customer_month
),

grid as (
    select
        cohort_size.cohort,
        cohort_size.size_count,
        month_in_use.month_name
    from cohort_size
    inner join month_in_use on cohort_size.cohort <= month_in_use.month_name
),

active as (
    select
        first_month.cohort,
        customer_month.month_name,
        count(*) as customer_count
    from first_month
    inner join customer_month on first_month.customer_id = customer_month.customer_id
    group by first_month.cohort, customer_month.month_name
)

select
    grid.cohort as cohort_month,
    12 * (cast(substr(grid.month_name, 1, 4) as bigint) - cast(substr(grid.cohort, 1, 4) as bigint))
    + cast(substr(grid.month_name, 6, 2) as bigint) - cast(substr(grid.cohort, 6, 2) as bigint) as months_after,
    grid.size_count as cohort_customer_count,
    coalesce(active.customer_count, 0) as active_customer_count,
    cast(round(1000.0 * coalesce(active.customer_count, 0) / grid.size_count) as bigint) as active_per_mille
from grid
left join active on grid.cohort = active.cohort and grid.month_name = active.month_name
order by cohort_month, months_after
