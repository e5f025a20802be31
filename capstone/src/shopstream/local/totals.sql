-- grain: one row
-- What became of the lines, and what was sold: orders, lines, units and cents over order lines of more than 0 cents.
with sales as (
    select
        count(distinct order_id) as orders,
        count(*) as sales_lines,
        coalesce(sum(quantity), 0) as units,
        coalesce(sum(order_amount_cents), 0) as revenue_cents
    from order_fact
    where order_amount_cents > 0
),

repeated as (
    select count(*) as duplicates
    from bronze_lines
    where
        bronze_lines.sequence not in (select silver_events.sequence from silver_events)
        and bronze_lines.sequence not in (select quarantine.sequence from quarantine)
)

select
    (select count(*) from bronze_lines) as lines,
    (select count(*) from silver_events) as accepted,
    repeated.duplicates,
    (select count(*) from quarantine) as quarantined,
    sales.orders,
    sales.sales_lines,
    sales.units,
    sales.revenue_cents,
    (select coalesce(sum(refund_fact.amount_cents), 0) from refund_fact) as refunded_cents
from sales
cross join repeated
