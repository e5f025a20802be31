"""What all parts of the package agree on: events, tables, ledger. No file, no network, no clock."""
