-- grain: reason
-- How many lines were refused for it, and what was wrong with the first of them.
with ranked as (
    select
        reason,
        detail,
        count(*) over (partition by reason) as line_count,
        row_number() over (partition by reason order by sequence) as position
    from quarantine
)

select
    reason,
    line_count,
    detail
from ranked
where position = 1
order by line_count desc, reason asc
