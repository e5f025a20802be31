-- grain: line of bronze that is not in exactly one of silver and quarantine
-- In how many of the two it is. Where it is in none, it has to be a repeat: its body says of what.
with placed as (
    select
        bronze_lines.sequence,
        bronze_lines.body,
        case when silver_events.sequence is null then 0 else 1 end
        + case when quarantine.sequence is null then 0 else 1 end as place_count
    from bronze_lines
    left join silver_events on bronze_lines.sequence = silver_events.sequence
    left join quarantine on bronze_lines.sequence = quarantine.sequence
)

select
    sequence,
    place_count,
    body
from placed
where place_count <> 1
order by sequence
