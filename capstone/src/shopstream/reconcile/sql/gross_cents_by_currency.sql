-- grain: currency
-- Amount of all order lines, paid or not, cancelled or not.
select
    currency,
    sum(order_amount_cents) as gross_cents_by_currency
from order_fact
group by currency
