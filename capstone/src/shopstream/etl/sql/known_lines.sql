-- grain: line of the batch whose sequence is stored already
-- What is stored of it.
select
    bronze_lines.sequence,
    bronze_lines.received_at,
    bronze_lines.body
from batch_lines
inner join bronze_lines on batch_lines.sequence = bronze_lines.sequence
