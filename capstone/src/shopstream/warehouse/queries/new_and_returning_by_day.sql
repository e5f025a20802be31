-- grain: day of the order
-- How much of each day's revenue comes from first orders, how much from customers who come back, how much from guests?
-- A customer's first order is new, the second is returning, on the same day too. A cancelled order is none.
-- Guests are neither: nobody knows whether they come back. The three amounts sum to gross minus cancelled.
with placed as (
    select
        order_id,
        customer_id,
        order_date,
        sum(order_amount_cents) as amount_cents
    from order_fact
    where not is_cancelled
    group by order_id, customer_id, order_date
),

numbered as (
    select
        customer_id,
        amount_cents,
        substr(cast(order_date as varchar(32)), 1, 10) as date_on,
        row_number() over (partition by customer_id order by order_date, order_id) as order_number
    from placed
),

named as (
    select
        date_on,
        amount_cents,
        case when customer_id is null then 'guest' when order_number = 1 then 'new' else 'returning' end as buyer
    from numbered
)

select
    date_on,
    sum(case when buyer = 'new' then 1 else 0 end) as new_order_count,
    sum(case when buyer = 'returning' then 1 else 0 end) as returning_order_count,
    sum(case when buyer = 'guest' then 1 else 0 end) as guest_order_count,
    sum(case when buyer = 'new' then amount_cents else 0 end) as new_cents,
    sum(case when buyer = 'returning' then amount_cents else 0 end) as returning_cents,
    sum(case when buyer = 'guest' then amount_cents else 0 end) as guest_cents
from named
group by date_on
order by date_on
