"""What somebody doesn't read in a circle: words of people they muted, and what is looked at or was taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

from escalera.circles.decisions.models import Decision, Question, Word
from escalera.circles.models import Circle
from escalera.circles.moderation.models import Matter
from escalera.people import blocking
from escalera.people.models import Person

Hidden = Literal["", "muted", "waits", "away"]


@dataclass(frozen=True)
class Sight:
    """One reader's. Own words stay readable for who wrote them."""

    reader: UUID | None
    muted: frozenset[UUID]
    away: Mapping[UUID, bool]  # what is hidden, and whether that was decided

    def of(self, row: Decision | Question | Word) -> Hidden:
        """Why these words are not to be read; empty: they are."""
        seat = row.proposed_by if isinstance(row, Decision) else row.seat
        author = seat.person_id if seat else None
        if author is not None and author == self.reader:
            return ""
        if (decided := self.away.get(key_of(row))) is not None:
            return "away" if decided else "waits"
        return "muted" if author in self.muted else ""

    def only_mine(self, row: Decision | Question | Word) -> bool:
        """Whether the reader wrote these words and nobody else reads them now."""
        return not self.of(row) and key_of(row) in self.away


def in_circle(circle: Circle, reader: Person | None) -> Sight:
    rows = Matter.objects.filter(circle=circle).exclude(outcome="kept").values_list("about", "outcome")
    muted = blocking.unread_by(reader).values_list("blocked", flat=True) if reader else ()
    return Sight(
        reader.pk if reader else None,
        frozenset(muted),
        {about: outcome == "away" for about, outcome in rows},
    )


def key_of(row: Decision | Question | Word) -> UUID:
    """What a matter is about. A word with another reason is another thing: it is read again."""
    return uuid5(row.decision_id, f"{row.seat_id} {row.because}") if isinstance(row, Word) else row.pk
