-- grain: version of a product
-- Of changes in the same millisecond the last event_id counts; a change that changes nothing is no version.
with ranked as (
    select
        product_id,
        product_name,
        category,
        unit_price_cents,
        event_at,
        row_number() over (partition by product_id, event_at order by event_id desc) as position
    from silver_events
    where event_type = 'product_changed'
),

followed as (
    select
        product_id,
        product_name,
        category,
        unit_price_cents,
        event_at,
        lag(event_at) over (partition by product_id order by event_at) as earlier_at,
        lag(product_name) over (partition by product_id order by event_at) as earlier_name,
        lag(category) over (partition by product_id order by event_at) as earlier_category,
        lag(unit_price_cents) over (partition by product_id order by event_at) as earlier_price_cents
    from ranked
    where position = 1
),

version as (
    select
        product_id,
        product_name,
        category,
        unit_price_cents,
        event_at as valid_from_at,
        lead(event_at) over (partition by product_id order by event_at) as valid_to_at
    from followed
    where
        earlier_at is null
        or product_name <> earlier_name
        or coalesce(category, '') <> coalesce(earlier_category, '')
        or unit_price_cents <> earlier_price_cents
)

select
    product_id,
    product_name,
    category,
    unit_price_cents,
    valid_from_at,
    valid_to_at,
    case when valid_to_at is null then 1 else 0 end as is_current
from version
