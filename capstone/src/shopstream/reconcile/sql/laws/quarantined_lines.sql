-- grain: refused line
-- Why it was refused.
select
    sequence,
    reason
from quarantine
