"""What is wrong with a file, where, and what to do about it."""

from dataclasses import dataclass


@dataclass
class WrongFile(Exception):
    """Nothing of the import is kept when this is raised."""

    file: str
    problem: str
    advice: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = [self.file]
        where += [f"line {self.line}"] if self.line else []
        where += [f"column {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.problem}\n{self.advice}"
