-- grain: one row
-- The totals of the Online Retail files in DuckDB, straight from the CSV files ($files) in exact decimals.
with source_rows as (
    select
        InvoiceNo as invoice,
        CustomerID as customer,
        cast(Quantity as bigint) as quantity,
        cast(UnitPrice as decimal(18, 6)) as price,
        cast(InvoiceDate as date) as sold_on
    from read_csv($files, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
),

priced as (
    select
        *,
        quantity * price as amount,
        cast(round(abs(quantity) * abs(price) * 100) as bigint) as cents,
        regexp_full_match(invoice, '[0-9]+') as is_order,
        invoice like 'C%' as is_refund
    from source_rows
),

sales as (
    select * from priced where is_order and quantity > 0 and price > 0
),

ordered as (
    select * from priced where is_order and quantity > 0 and price >= 0
),

refunds as (
    select * from priced where is_refund and quantity < 0 and price >= 0
),

repeated as (
    select count(*) - 1 as repeats
    from read_csv($files, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"') as source
    group by source
)

select
    (select count(*) from priced) as rows,
    (select count(distinct invoice) from ordered) as orders,
    (select count(distinct invoice) from sales) as orders_with_a_sale,
    (select count(*) from ordered) as order_lines,
    (select count(*) from sales) as sales_lines,
    (select count(*) from ordered where price = 0) as zero_price_lines,
    (select sum(quantity) from sales) as units,
    (select sum(cents) from sales) as revenue_cents,
    (select cast(sum(cents * 10 - amount * 1000) as bigint) from ordered) as rounding_mills,
    (select count(*) from refunds) as refund_rows,
    (select sum(cents) from refunds) as refunded_cents,
    (select count(*) from priced) - (select count(*) from ordered) - (select count(*) from refunds) as refused_rows,
    (select count(*) from priced where customer is null) as guest_rows,
    (select count(distinct invoice) from ordered where customer is null) as guest_orders,
    (select sum(repeats) from repeated) as exact_repeats,
    (select cast(min(sold_on) as text) from priced) as first_day,
    (select cast(max(sold_on) as text) from priced) as last_day
