-- grain: one statement for each table
-- What a batch needs while it is loaded; it ends with the connection.

create temp table if not exists batch_lines (sequence integer primary key);

create temp table if not exists batch_events (event_id text primary key) without rowid;

-- An item is a number or a text. Where it is compared with a text it must be cast, or SQLite uses no index.
create temp table if not exists touched (kind text, item any, primary key (kind, item)) without rowid;
