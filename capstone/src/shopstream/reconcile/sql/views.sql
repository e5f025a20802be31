-- grain: day of the view
-- Product views.
with product_view as (
    select substr(cast(event_at as varchar(32)), 1, 10) as day
    from interaction_fact
    where kind = 'view'
)

select
    day,
    count(*) as views
from product_view
group by day
