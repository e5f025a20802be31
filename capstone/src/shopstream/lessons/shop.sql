-- grain: one statement for each table; the facts stand in orders.sql and in baskets.sql
-- The shop's own books. Times are UTC as text, so text order is time order; money is integer cents.

create table customer_dim (
    customer_id integer primary key,
    customer_name text not null,
    location text
) strict;

create table product_dim (
    product_id integer primary key,
    product_name text not null,
    category text
) strict;
