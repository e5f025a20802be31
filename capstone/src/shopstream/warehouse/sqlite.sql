-- grain: one statement for each table, then its indexes
-- The warehouse in SQLite. Times are UTC as ISO text with milliseconds, so text order is time order; booleans are 0 and 1;
-- money is integer cents. STRICT makes SQLite refuse a value of the wrong type.

create table bronze_lines (
    sequence integer primary key,
    received_at text not null,
    body text not null,
    source text not null,
    loaded_at text not null
) strict;

create table quarantine (
    sequence integer primary key,
    received_at text not null,
    reason text not null,
    detail text not null,
    body text not null
) strict;

create table silver_events (
    event_id text primary key,
    event_type text not null,
    schema_version integer not null,
    event_at text not null,
    event_on text not null,
    received_at text not null,
    is_late integer not null check (is_late in (0, 1)),
    sequence integer not null unique,
    customer_id integer,
    customer_name text,
    location text,
    product_id integer,
    product_name text,
    category text,
    unit_price_cents integer check (unit_price_cents >= 0),
    session_id integer,
    quantity integer check (quantity > 0),
    order_id integer,
    currency text,
    channel text,
    lines text,
    amount_cents integer check (amount_cents >= 0),
    reason text,
    refund_id integer,
    line_number integer
) strict;

-- One for each way in which the load asks for the events of a key that a batch has touched.
create index silver_events_customer on silver_events (customer_id)
where event_type = 'customer_changed';
create index silver_events_product on silver_events (product_id)
where event_type = 'product_changed';
create index silver_events_order on silver_events (order_id)
where order_id is not null;
create index silver_events_refund on silver_events (refund_id)
where refund_id is not null;
create index silver_events_session on silver_events (session_id)
where session_id is not null;
create index silver_events_session_time on silver_events (event_at, event_type, session_id)
where session_id is not null;
create index silver_events_order_time on silver_events (event_at)
where event_type = 'order_placed';

create table customer_dim (
    customer_key integer primary key,
    customer_id integer not null,
    customer_name text not null,
    location text,
    valid_from_at text not null,
    valid_to_at text check (valid_to_at > valid_from_at),
    is_current integer not null check (is_current = (valid_to_at is null)),
    unique (customer_id, valid_from_at)
) strict;

create table product_dim (
    product_key integer primary key,
    product_id integer not null,
    product_name text not null,
    category text,
    unit_price_cents integer not null check (unit_price_cents >= 0),
    valid_from_at text not null,
    valid_to_at text check (valid_to_at > valid_from_at),
    is_current integer not null check (is_current = (valid_to_at is null)),
    unique (product_id, valid_from_at)
) strict;

create table date_dim (
    date_on text primary key,
    year integer not null,
    month integer not null check (month between 1 and 12),
    day integer not null check (day between 1 and 31),
    weekday integer not null check (weekday between 1 and 7),
    is_weekend integer not null check (is_weekend = (weekday >= 6))
) strict;

-- order_amount is for display: never calculate with it, it is a binary fraction. No foreign key leads to a dimension, because
-- facts of the unknown member point to -1, which stands in no table; reconcile checks what the keys would.
create table order_fact (
    order_id integer not null,
    line_number integer not null,
    product_id integer not null,
    customer_id integer,
    quantity integer not null check (quantity > 0),
    order_amount real generated always as (order_amount_cents / 100.0) virtual,
    order_date text not null,
    order_amount_cents integer not null check (order_amount_cents >= 0),
    currency text not null,
    product_key integer not null,
    customer_key integer not null,
    session_id integer,
    is_cancelled integer not null check (is_cancelled in (0, 1)),
    is_paid integer not null check (is_paid in (0, 1)),
    primary key (order_id, line_number)
) strict;

create index order_fact_date on order_fact (order_date);
create index order_fact_product on order_fact (product_id);
create index order_fact_customer on order_fact (customer_id)
where customer_id is not null;

create table payment_fact (
    event_id text primary key,
    order_id integer not null,
    amount_cents integer not null check (amount_cents >= 0),
    is_captured integer not null check (is_captured in (0, 1)),
    paid_at text not null
) strict;

create index payment_fact_time on payment_fact (paid_at);

create table refund_fact (
    refund_id integer not null,
    line_number integer not null,
    order_id integer,
    product_id integer not null,
    quantity integer not null check (quantity > 0),
    amount_cents integer not null check (amount_cents >= 0),
    refunded_at text not null,
    primary key (refund_id, line_number)
) strict;

create index refund_fact_time on refund_fact (refunded_at);

create table interaction_fact (
    event_id text primary key,
    session_id integer not null,
    customer_id integer,
    product_id integer not null,
    kind text not null check (kind in ('view', 'cart')),
    quantity integer check ((quantity is null) = (kind = 'view')),
    event_at text not null,
    product_key integer not null,
    customer_key integer not null
) strict;

create index interaction_fact_time on interaction_fact (event_at);
create index interaction_fact_product on interaction_fact (product_id);
create index interaction_fact_customer on interaction_fact (customer_id)
where customer_id is not null;

create table session_fact (
    session_id integer primary key,
    customer_id integer,
    started_at text not null,
    ended_at text not null check (ended_at >= started_at),
    view_count integer not null,
    cart_count integer not null,
    order_count integer not null
) strict;

create table sales_by_minute (
    minute_at text not null,
    currency text not null,
    order_count integer not null,
    unit_count integer not null,
    amount_cents integer not null,
    late_count integer not null,
    primary key (minute_at, currency)
) strict;

create table funnel_by_hour (
    hour_at text primary key,
    view_session_count integer not null,
    cart_session_count integer not null,
    order_session_count integer not null
) strict;

-- The high-water mark: how many lines of each landing file are loaded. It moves in the transaction that loads them.
create table loaded_files (
    source text primary key,
    line_count integer not null
) strict;

-- Which commit of its table in the lakehouse a table was published from. It moves in the transaction that replaces the rows.
create table published_tables (
    table_name text primary key,
    version integer not null
) strict;

-- The ids of real data, as they were before they became numbers.
create table natural_ids (
    kind text not null,
    id integer not null,
    natural_id text not null,
    primary key (kind, id)
) strict;
