-- grain: version of a customer
-- Of changes in the same millisecond the last event_id counts; a change that changes nothing is no version.
with ranked as (
    select
        customer_id,
        customer_name,
        location,
        event_at,
        row_number() over (partition by customer_id, event_at order by event_id desc) as position
    from silver_events
    where event_type = 'customer_changed'
),

followed as (
    select
        customer_id,
        customer_name,
        location,
        event_at,
        lag(event_at) over (partition by customer_id order by event_at) as earlier_at,
        lag(customer_name) over (partition by customer_id order by event_at) as earlier_name,
        lag(location) over (partition by customer_id order by event_at) as earlier_location
    from ranked
    where position = 1
),

version as (
    select
        customer_id,
        customer_name,
        location,
        event_at as valid_from_at,
        lead(event_at) over (partition by customer_id order by event_at) as valid_to_at
    from followed
    where earlier_at is null or customer_name <> earlier_name or coalesce(location, '') <> coalesce(earlier_location, '')
)

select
    customer_id,
    customer_name,
    location,
    valid_from_at,
    valid_to_at,
    case when valid_to_at is null then 1 else 0 end as is_current
from version
