-- grain: minute and currency
-- Orders, units and cents of the orders in time, and the number of late orders. An order is late as its last event is.
with ranked as (
    select
        order_id,
        is_late,
        row_number() over (partition by order_id order by event_at desc, event_id desc) as position
    from silver_events
    where event_type = 'order_placed'
),

order_line as (
    select
        order_fact.order_id,
        substr(cast(order_fact.order_date as varchar(32)), 1, 16) as minute,
        order_fact.currency,
        order_fact.quantity,
        order_fact.order_amount_cents,
        ranked.is_late
    from order_fact
    inner join ranked on order_fact.order_id = ranked.order_id and ranked.position = 1
)

select
    minute,
    currency,
    count(distinct case when not is_late then order_id end) as order_count,
    sum(case when is_late then 0 else quantity end) as unit_count,
    sum(case when is_late then 0 else order_amount_cents end) as amount_cents,
    count(distinct case when is_late then order_id end) as late_count
from order_line
group by minute, currency
