"""How a result looks in a notebook: at most 20 rows, NULL as NULL."""

from collections.abc import Sequence

from prettytable import PrettyTable

MOST_ROWS = 20


class Table:
    """Rows with the names of their columns. It can be counted, walked through and indexed like the list of its rows."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence]) -> None:
        self.columns = list(columns)
        self.rows = [tuple(row) for row in rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)

    def __getitem__(self, position):
        return self.rows[position]

    def __repr__(self) -> str:
        return "\n".join([self._pretty().get_string(), *self._rest()])

    def _repr_html_(self) -> str:
        return "\n".join([self._pretty().get_html_string(), *(f"<em>{line}</em>" for line in self._rest())])

    def _pretty(self) -> PrettyTable:
        pretty = PrettyTable()
        pretty.field_names = _distinct(self.columns)
        pretty.add_rows([["NULL" if value is None else value for value in row] for row in self.rows[:MOST_ROWS]])
        return pretty

    def _rest(self) -> list[str]:
        return [f"{len(self):,} rows, {MOST_ROWS} shown"] if len(self) > MOST_ROWS else []


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, those that come again with a number: a table for the screen needs distinct ones."""
    return [name if name not in names[:position] else f"{name}_{position + 1}" for position, name in enumerate(names)]
