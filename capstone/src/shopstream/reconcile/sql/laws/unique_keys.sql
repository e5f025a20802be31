-- grain: key of a table
-- Distinct values of the key, and rows.
with keyed as (
    select
        'bronze_lines by sequence' as item,
        count(*) as row_count
    from bronze_lines
    group by sequence

    union all

    select
        'quarantine by sequence' as item,
        count(*) as row_count
    from quarantine
    group by sequence

    union all

    select
        'silver_events by event_id' as item,
        count(*) as row_count
    from silver_events
    group by event_id

    union all

    select
        'silver_events by sequence' as item,
        count(*) as row_count
    from silver_events
    group by sequence

    union all

    select
        'customer_dim by customer_key' as item,
        count(*) as row_count
    from customer_dim
    group by customer_key

    union all

    select
        'product_dim by product_key' as item,
        count(*) as row_count
    from product_dim
    group by product_key

    union all

    select
        'date_dim by date_on' as item,
        count(*) as row_count
    from date_dim
    group by date_on

    union all

    select
        'order_fact by order_id and line_number' as item,
        count(*) as row_count
    from order_fact
    group by order_id, line_number

    union all

    select
        'payment_fact by event_id' as item,
        count(*) as row_count
    from payment_fact
    group by event_id

    union all

    select
        'refund_fact by refund_id and line_number' as item,
        count(*) as row_count
    from refund_fact
    group by refund_id, line_number

    union all

    select
        'interaction_fact by event_id' as item,
        count(*) as row_count
    from interaction_fact
    group by event_id

    union all

    select
        'session_fact by session_id' as item,
        count(*) as row_count
    from session_fact
    group by session_id

    union all

    select
        'sales_by_minute by minute_at and currency' as item,
        count(*) as row_count
    from sales_by_minute
    group by minute_at, currency

    union all

    select
        'funnel_by_hour by hour_at' as item,
        count(*) as row_count
    from funnel_by_hour
    group by hour_at
)

select
    item,
    count(*) as expected,
    sum(row_count) as actual
from keyed
group by item
