"""The stored answer against what was fed and what the shop knows: laws, differences, a verdict, and a hash for each table."""

from shopstream.reconcile.hashes import TableHash, table_hashes
from shopstream.reconcile.law import Law
from shopstream.reconcile.queries import Query
from shopstream.reconcile.verdict import Verdict, reconcile

__all__ = ["Law", "Query", "TableHash", "Verdict", "reconcile", "table_hashes"]
