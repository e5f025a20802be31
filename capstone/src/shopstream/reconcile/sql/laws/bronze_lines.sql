-- grain: line of bronze
-- When it was received.
select
    sequence,
    received_at
from bronze_lines
