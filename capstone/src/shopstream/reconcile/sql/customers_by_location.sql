-- grain: location
-- Customers, by their current location.
with located as (
    select coalesce(location, '(none)') as location
    from customer_dim
    where is_current
)

select
    location,
    count(*) as customers_by_location
from located
group by location
