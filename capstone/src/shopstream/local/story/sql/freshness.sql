-- grain: accepted event
-- When it happened, and when the landing file that brought it was complete: from then on a query can see it.
with landed as (
    select
        source,
        max(received_at) as complete_at
    from bronze_lines
    group by source
)

select
    silver_events.event_at,
    landed.complete_at
from silver_events
inner join bronze_lines on silver_events.sequence = bronze_lines.sequence
inner join landed on bronze_lines.source = landed.source
order by silver_events.event_at, silver_events.event_id
