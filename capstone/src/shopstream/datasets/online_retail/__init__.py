"""The UCI Online Retail data set (daily CSV files of a British gift shop) as lines of our contract.

What a row becomes:

- A row of an invoice of digits is a line of that order, exact repeats included: a till scans an item twice.
  The order has time and customer of its first line.
- A row of a ``C`` invoice is one ``refund_issued`` under the invoice's own number. ``line_number`` is the row's position.
- A row that is neither becomes a line that the contract refuses: nothing is lost, and the report counts it by kind.
- A customer or a product is announced just before the order or refund that shows it, when it is new or has changed.

Times are London's. The hour that comes twice in autumn is taken as its first pass, and the hour that spring leaves out
as if the clocks had not changed yet.
"""

from shopstream.datasets.online_retail.conversion import convert
from shopstream.datasets.online_retail.report import ConversionReport

__all__ = ["ConversionReport", "convert"]
