-- grain: day of the cart event
-- Products put into a cart.
with cart as (
    select substr(cast(event_at as varchar(32)), 1, 10) as day
    from interaction_fact
    where kind = 'cart'
)

select
    day,
    count(*) as carts
from cart
group by day
