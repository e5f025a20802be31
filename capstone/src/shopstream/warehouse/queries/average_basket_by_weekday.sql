-- grain: weekday of the order, 1 is Monday
-- What is an average basket worth on each weekday?
-- All amounts by all orders: an average of daily averages would let a day with one order weigh as much as a day with a hundred.
-- Orders are counted, not their lines. A cancelled order is none.
with basket as (
    select
        order_id,
        substr(cast(order_date as varchar(32)), 1, 10) as date_on,
        sum(order_amount_cents) as amount_cents,
        sum(quantity) as unit_count
    from order_fact
    where not is_cancelled
    group by order_id, order_date
),

summed as (
    select
        date_dim.weekday,
        count(*) as order_count,
        sum(basket.unit_count) as unit_count,
        sum(basket.amount_cents) as amount_cents
    from basket
    left join date_dim on basket.date_on = cast(date_dim.date_on as varchar(10))
    group by date_dim.weekday
)

select
    weekday,
    order_count,
    amount_cents,
    cast(round(1.0 * amount_cents / order_count) as bigint) as average_basket_cents,
    round(1.0 * unit_count / order_count, 2) as average_basket_units
from summed
order by weekday
