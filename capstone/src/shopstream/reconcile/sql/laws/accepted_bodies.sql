-- grain: accepted event whose line is in bronze
-- What the line says.
select
    bronze_lines.sequence,
    bronze_lines.body
from silver_events
inner join bronze_lines on silver_events.sequence = bronze_lines.sequence
