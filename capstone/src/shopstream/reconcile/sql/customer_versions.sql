-- grain: one row
-- Versions of customers.
select
    '' as everything,
    count(*) as customer_versions
from customer_dim
