-- grain: version of a customer or a product
-- What its surrogate key is made of, and the key.
select
    'customer' as kind,
    customer_id as business_id,
    valid_from_at,
    customer_key as version_key
from customer_dim

union all

select
    'product' as kind,
    product_id as business_id,
    valid_from_at,
    product_key as version_key
from product_dim
