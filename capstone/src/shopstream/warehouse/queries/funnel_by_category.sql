-- grain: category as of the event's time
-- Of the sessions that viewed a category, how many put something of it into the cart after that, and how many ordered it after that?
-- Each step asks for the one before it, so the funnel never grows: a cart event without a view is no step. Cancelled orders count too.
-- Do not add up the rows: a session that looks at two categories counts in both.
with step as (
    select
        session_id,
        product_key,
        kind,
        event_at as happened_at
    from interaction_fact

    union all

    select
        session_id,
        product_key,
        'order' as kind,
        order_date as happened_at
    from order_fact
    where session_id is not null
),

described as (
    select
        step.session_id,
        step.kind,
        step.happened_at,
        case when product_dim.product_key is null then '(unknown)' else coalesce(product_dim.category, '(none)') end as category
    from step
    left join product_dim on step.product_key = product_dim.product_key
),

viewed as (
    select
        category,
        session_id,
        min(happened_at) as viewed_at
    from described
    where kind = 'view'
    group by category, session_id
),

carted as (
    select
        viewed.category,
        viewed.session_id,
        min(described.happened_at) as carted_at
    from viewed
    inner join described
        on
            viewed.category = described.category
            and viewed.session_id = described.session_id
            and viewed.viewed_at <= described.happened_at
    where described.kind = 'cart'
    group by viewed.category, viewed.session_id
),

ordered as (
    select distinct
        carted.category,
        carted.session_id
    from carted
    inner join described
        on
            carted.category = described.category
            and carted.session_id = described.session_id
            and carted.carted_at <= described.happened_at
    where described.kind = 'order'
),

counted as (
    select
        viewed.category,
        count(*) as view_session_count,
        count(carted.session_id) as cart_session_count,
        count(ordered.session_id) as order_session_count
    from viewed
    left join carted on viewed.category = carted.category and viewed.session_id = carted.session_id
    left join ordered on viewed.category = ordered.category and viewed.session_id = ordered.session_id
    group by viewed.category
)

select
    category,
    view_session_count,
    cart_session_count,
    order_session_count,
    cast(round(1000.0 * order_session_count / view_session_count) as bigint) as conversion_per_mille
from counted
order by view_session_count desc, category
