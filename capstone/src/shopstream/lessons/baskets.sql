-- grain: one statement for each table; a row of order_fact is one line of an order's basket
-- The facts of lessons 08 to 11: an order is a basket with lines, and the shop writes down what visitors do.

create table date_dim (
    date_on text primary key,
    weekday integer not null check (weekday between 1 and 7),
    is_weekend integer not null check (is_weekend = (weekday >= 6))
) strict;

create table order_fact (
    order_id integer not null,
    line_number integer not null,
    product_id integer not null references product_dim,
    customer_id integer references customer_dim,
    quantity integer not null check (quantity > 0),
    order_amount real generated always as (order_amount_cents / 100.0) virtual,
    order_date text not null,
    order_amount_cents integer not null check (order_amount_cents >= 0),
    session_id integer not null,
    primary key (order_id, line_number)
) strict;

create table payment_fact (
    payment_id integer primary key,
    order_id integer not null,
    amount_cents integer not null check (amount_cents >= 0),
    is_captured integer not null check (is_captured in (0, 1)),
    paid_at text not null
) strict;

create table refund_fact (
    refund_id integer not null,
    line_number integer not null,
    order_id integer not null,
    amount_cents integer not null check (amount_cents >= 0),
    refunded_at text not null,
    primary key (refund_id, line_number),
    foreign key (order_id, line_number) references order_fact
) strict;

create table interaction_fact (
    interaction_id integer primary key,
    session_id integer not null,
    customer_id integer references customer_dim,
    product_id integer not null references product_dim,
    kind text not null check (kind in ('view', 'cart')),
    event_at text not null
) strict;

create table customer_change (
    change_id integer primary key,
    customer_id integer not null references customer_dim,
    customer_name text not null,
    location text,
    changed_at text not null
) strict;

-- What a join of an order, of a customer or of a session looks for. Without them a right answer with `exists` reads a table for each row.
create index order_of_customer on order_fact (customer_id);
create index payment_of_order on payment_fact (order_id);
create index refund_of_order on refund_fact (order_id, line_number);
create index order_of_session on order_fact (session_id);
create index interaction_of_session on interaction_fact (session_id);
