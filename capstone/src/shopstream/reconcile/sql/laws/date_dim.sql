-- grain: day on which a fact happened
-- Its parts follow from the calendar, which no two engines write alike.
with happened as (
    select order_date as happened_at
    from order_fact

    union all

    select paid_at as happened_at
    from payment_fact

    union all

    select refunded_at as happened_at
    from refund_fact

    union all

    select event_at as happened_at
    from interaction_fact
)

select distinct substr(cast(happened_at as varchar(32)), 1, 10) as date_on
from happened
