-- grain: table, and each row of it that no line of bronze stands behind
-- Rows, and those whose line is in bronze with the same time of receipt and, where it is kept, the same body.
with kept as (
    select
        'silver_events' as kept_in,
        sequence,
        received_at,
        cast(null as varchar(1)) as body
    from silver_events

    union all

    select
        'quarantine' as kept_in,
        sequence,
        received_at,
        body
    from quarantine
),

traced as (
    select
        kept.kept_in,
        kept.sequence,
        case
            when bronze_lines.received_at = kept.received_at and bronze_lines.body = coalesce(kept.body, bronze_lines.body) then 1
            else 0
        end as is_traced
    from kept
    left join bronze_lines on kept.sequence = bronze_lines.sequence
)

select
    case when is_traced = 1 then kept_in else kept_in || ', line ' || sequence end as item,
    count(*) as expected,
    sum(is_traced) as actual
from traced
group by case when is_traced = 1 then kept_in else kept_in || ', line ' || sequence end
