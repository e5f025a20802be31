-- grain: version of a customer
-- When each was valid.
select
    customer_id,
    customer_key,
    valid_from_at,
    valid_to_at
from customer_dim
