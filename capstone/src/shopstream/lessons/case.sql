-- grain: one statement for each table and view; a row of refund_slip is a refund, one of sign_in a moment at which a terminal changes hands
-- The case of lab 1: what the returns desk writes down, what people say, what two departments report, and where you write your findings.

create table staff (
    staff_id integer primary key,
    staff_name text not null unique,
    desk text not null
) strict;

create table sign_in (
    sign_in_id integer primary key,
    terminal text not null,
    staff_id integer not null references staff,
    signed_in_at text not null,
    unique (terminal, signed_in_at)
) strict;

create table refund_slip (
    refund_id integer primary key,
    terminal text not null,
    reason text
) strict;

create table memo (
    memo_id integer primary key,
    written_at text not null,
    staff_id integer not null references staff,
    body text not null
) strict;

create table finding (
    cause text primary key not null,
    cents integer not null
) strict;

create table accusation (
    accusation_id integer primary key,
    staff_id integer not null references staff,
    cents integer not null check (cents > 0)
) strict;

create table verdict (
    accusation_id integer primary key references accusation,
    words text not null
) strict;

create table envelope (
    lock integer primary key,
    letter text not null
) strict;

-- grain: the week, in one row
create view marketing_report as
select
    (
        select sum(o.order_amount_cents)
        from order_fact as o
        inner join customer_dim as c on o.customer_id = c.customer_id
        inner join payment_fact as p on o.order_id = p.order_id
        where o.order_date >= '2026-11-09' and o.order_date < '2026-11-16'
    ) as taken_cents,
    (
        select sum(r.amount_cents)
        from order_fact as o
        inner join refund_fact as r on o.order_id = r.order_id and o.line_number = r.line_number
        inner join refund_slip as s on r.refund_id = s.refund_id
        where
            o.order_date >= '2026-11-09' and o.order_date < '2026-11-16'
            and (s.reason <> 'exchange' or s.reason is null)
    ) as refunded_cents;

-- grain: the week, in one row
create view finance_report as
select
    (
        select sum(order_amount_cents)
        from order_fact
        where
            order_date between '2026-11-09' and '2026-11-15'
            and order_id in (
                select order_id from payment_fact
                where is_captured = 1
            )
    ) as taken_cents,
    (
        select sum(r.amount_cents)
        from refund_fact as r
        inner join refund_slip as s on r.refund_id = s.refund_id
        where
            date(r.refunded_at) between '2026-11-09' and '2026-11-15'
            and s.reason <> 'exchange'
    ) as refunded_cents;

-- grain: the week, in one row: marketing's total less finance's, less what you have found
create view unexplained as
select
    m.taken_cents - m.refunded_cents - f.taken_cents + f.refunded_cents
    - coalesce((select sum(cents) from finding), 0) as cents
from marketing_report as m
cross join finance_report as f;

-- grain: an envelope that an unanswered accusation opens; two keys are tried, one of person and cents, one of the cents alone
create view opened as
with recursive chain (accusation_id, is_person, step, half, x) as (
    select
        accusation_id,
        1 as is_person,
        0 as step,
        0 as half,
        (staff_id * 10000019 + cents) % 2147483647 as x
    from accusation
    where accusation_id not in (select v.accusation_id from verdict as v)
    union all
    select
        accusation_id,
        0 as is_person,
        0 as step,
        0 as half,
        cents % 2147483647 as x
    from accusation
    where accusation_id not in (select v.accusation_id from verdict as v)
    union all
    select
        accusation_id,
        is_person,
        step + 1 as step,
        case when step = 1000 then x else half end as half,
        ((x * x % 2147483647) * (x * x % 2147483647) % 2147483647 * x + step) % 2147483647 as x
    from chain
    where step < 2000
),

reading (accusation_id, is_person, letter, place, x, words) as (
    select
        c.accusation_id,
        c.is_person,
        e.letter,
        1 as place,
        c.x,
        '' as words
    from chain as c
    inner join envelope as e on (c.half + c.x) % 2147483647 = e.lock
    where c.step = 2000
    union all
    select
        accusation_id,
        is_person,
        letter,
        place + 4 as place,
        ((x * x % 2147483647) * (x * x % 2147483647) % 2147483647 * x + place) % 2147483647 as x,
        words || char((substr(letter, place, 4) - x % 10000 + 10000) % 10000) as words
    from reading
    where place <= length(letter)
)

select
    accusation_id,
    is_person,
    words
from reading
where place > length(letter);

-- grain: each accusation gets one verdict; the key of a person goes before that of the cents alone
create trigger accused after insert on accusation
begin
    insert into verdict (accusation_id, words) values (
        new.accusation_id,
        coalesce(
            (
                select o.words from opened as o
                where o.accusation_id = new.accusation_id
                order by o.is_person desc
                limit 1
            ),
            'No envelope opens. A case needs the one who did it, and the harm to the cent. Nobody is lost by a wrong guess: look again.'
        )
    );
end;

-- grain: what was said stays, and a case hears five people accused at most
create trigger accused_before before insert on accusation
when (select count(*) from accusation) >= 5
begin
    select raise(abort, 'five accusations are the most: open the case again');
end;

create trigger accusation_stays before delete on accusation
begin
    select raise(abort, 'what was said stays: open the case again');
end;

create trigger accusation_is_written before update on accusation
begin
    select raise(abort, 'what was said stays: open the case again');
end;

create trigger verdict_stays before delete on verdict
begin
    select raise(abort, 'what was answered stays: open the case again');
end;

create trigger verdict_is_written before update on verdict
begin
    select raise(abort, 'what was answered stays: open the case again');
end;
