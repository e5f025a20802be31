-- grain: category
-- Product views, by the category as of the view's time. The unknown member stands in no dimension.
with described as (
    select case when product_dim.product_key is null then '(unknown)' else coalesce(product_dim.category, '(none)') end as category
    from interaction_fact
    left join product_dim on interaction_fact.product_key = product_dim.product_key
    where interaction_fact.kind = 'view'
)

select
    category,
    count(*) as views_by_category
from described
group by category
