-- grain: one row
-- Versions of products.
select
    '' as everything,
    count(*) as product_versions
from product_dim
