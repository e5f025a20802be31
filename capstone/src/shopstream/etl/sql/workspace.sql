-- grain: one statement for each table
-- What a batch needs while it is loaded; it ends with the connection.

create temp table if not exists batch_lines (sequence integer primary key);

create temp table if not exists batch_events (event_id text primary key) without rowid;

create temp table if not exists touched (kind text, item any, primary key (kind, item)) without rowid;
