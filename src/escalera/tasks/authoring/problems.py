"""What is wrong with a table, as values; the pages put it into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """`row` is counted as a spreadsheet counts, the header being row 1; 0 is the table as a whole."""

    code: str
    row: int = 0
    column: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


class TableRefused(Exception):
    """Nothing of the file can be used."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, values=values)
