"""Which sums may be told, so that nobody's own minutes or pay can be read out of them.

docs/algorithms/collective-report.md says against what each rule stands.
"""

from collections.abc import Iterable, Mapping, Sequence

FEWEST = 4  # people in a report: the size of a circle
FEWEST_A_LINE = 3
MOST_OF_ONE = 0.8  # of a line by one person


def is_tellable(amounts: Iterable[float]) -> bool:
    """Whether enough people gave to a sum, none of them nearly all of it."""
    given = [amount for amount in amounts if amount > 0]
    return len(given) >= FEWEST_A_LINE and max(given) <= MOST_OF_ONE * sum(given)


def is_tellable_or_nothing(amounts: Iterable[float]) -> bool:
    """That nobody has any of something tells no amount of anybody."""
    amounts = list(amounts)
    return not any(amounts) or is_tellable(amounts)


def together(columns: Mapping[str, Sequence[float]]) -> tuple[list[str], list[str]] | None:
    """Names that are told one by one, the largest first, and names that are told as one sum; None: not even all.

    Whatever is left out of a total could be taken from it again, so what can't stand alone is joined with
    as many of the smallest others as it needs.
    """
    sums = {name: sum(column) for name, column in columns.items() if sum(column)}
    alone = sorted((name for name in sums if is_tellable(columns[name])), key=lambda name: -sums[name])
    joined = [name for name in sums if name not in alone]
    while joined and not is_tellable(map(sum, zip(*(columns[name] for name in joined), strict=True))):
        if not alone:
            return None
        joined.append(alone.pop())
    return alone, joined
