-- grain: version of a product
-- When each was valid.
select
    product_id,
    product_key,
    valid_from_at,
    valid_to_at
from product_dim
