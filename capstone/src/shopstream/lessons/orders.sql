-- grain: one statement for each table; a row of order_fact is an order, which is for one product
-- The facts of lessons 03 to 06: customers buy one product at a time.

create table order_fact (
    order_id integer primary key,
    product_id integer not null references product_dim,
    customer_id integer references customer_dim,
    quantity integer not null check (quantity > 0),
    order_amount real generated always as (order_amount_cents / 100.0) virtual,
    order_date text not null,
    order_amount_cents integer not null check (order_amount_cents >= 0)
) strict;

create table payment_fact (
    payment_id integer primary key,
    order_id integer not null references order_fact,
    amount_cents integer not null check (amount_cents >= 0),
    is_captured integer not null check (is_captured in (0, 1)),
    paid_at text not null
) strict;

create table refund_fact (
    refund_id integer primary key,
    order_id integer not null references order_fact,
    amount_cents integer not null check (amount_cents >= 0),
    refunded_at text not null
) strict;

-- What a join of an order or of a customer looks for. Without them a right answer with `exists` would read a table for each row.
create index order_of_customer on order_fact (customer_id);
create index payment_of_order on payment_fact (order_id);
create index refund_of_order on refund_fact (order_id);
