-- grain: furthest step of a session: view, cart or order
-- How long do sessions last that end with looking, with a cart, with an order?
-- From the first event to the last, so a session of one event lasts 0 seconds; how many these are is counted beside.
-- The median is the lower of the two in the middle. unixepoch is SQLite's own: PostgreSQL has extract(epoch from ...), Spark unix_millis.
with measured as (
    select
        session_id,
        case when order_count > 0 then 'order' when cart_count > 0 then 'cart' else 'view' end as furthest_step,
        case when view_count + cart_count + order_count = 1 then 1 else 0 end as is_single_event,
        1000 * (unixepoch(ended_at) - unixepoch(started_at))
        + cast(substr(ended_at, 21, 3) as bigint) - cast(substr(started_at, 21, 3) as bigint) as duration_ms
    from session_fact
),

ranked as (
    select
        furthest_step,
        is_single_event,
        duration_ms,
        row_number() over (partition by furthest_step order by duration_ms, session_id) as place,
        count(*) over (partition by furthest_step) as session_count
    from measured
),

summed as (
    select
        furthest_step,
        count(*) as session_count,
        sum(is_single_event) as single_event_count,
        max(case when 2 * place in (session_count, session_count + 1) then duration_ms end) as median_ms,
        sum(duration_ms) as total_ms,
        max(duration_ms) as longest_ms
    from ranked
    group by furthest_step
)

select
    furthest_step,
    session_count,
    single_event_count,
    cast(round(median_ms / 1000.0) as bigint) as median_seconds,
    cast(round(total_ms / 1000.0 / session_count) as bigint) as mean_seconds,
    cast(round(longest_ms / 1000.0) as bigint) as longest_seconds
from summed
order by session_count desc, furthest_step
