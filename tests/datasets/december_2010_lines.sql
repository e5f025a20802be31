-- grain: one row of the source that is sold or given back
-- The rows of the Online Retail files in DuckDB, straight from the CSV files ($files) in exact decimals.
select
    InvoiceNo as invoice,
    StockCode as stock_code,
    coalesce(regexp_replace(CustomerID, '[.]0$', ''), '') as customer,
    abs(cast(Quantity as bigint)) as quantity,
    cast(round(abs(cast(Quantity as bigint)) * cast(UnitPrice as decimal(18, 6)) * 100) as bigint) as cents,
    -- December: London's clock is UTC
    strftime(cast(InvoiceDate as timestamp), '%Y-%m-%dT%H:%M:%S.000Z') as sold_at
from read_csv($files, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
where
    (regexp_full_match(InvoiceNo, '[0-9]+') and cast(Quantity as bigint) > 0 and cast(UnitPrice as decimal(18, 6)) >= 0)
    or (InvoiceNo like 'C%' and cast(Quantity as bigint) < 0 and cast(UnitPrice as decimal(18, 6)) >= 0)
