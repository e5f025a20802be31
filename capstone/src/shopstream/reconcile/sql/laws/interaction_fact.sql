-- grain: view or cart event
select
    event_id,
    session_id,
    customer_id,
    product_id,
    case when event_type = 'product_viewed' then 'view' else 'cart' end as kind,
    quantity,
    event_at
from silver_events
where event_type in ('product_viewed', 'cart_added')
