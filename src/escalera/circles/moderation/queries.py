"""Who decides about a matter, what waits for whom, and what it says."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from escalera.circles.decisions.models import Question, Word
from escalera.circles.models import Circle, Seat
from escalera.circles.moderation import sight
from escalera.circles.moderation.models import Matter, MatterQuerySet, What
from escalera.people import blocking
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Membership, Programme


def moderators(matter: Matter, parties: Collection[UUID] = ()) -> set[UUID]:
    """Members of the circle who neither wrote nor reported it, and are not kept apart from its author."""
    seated = set(Seat.objects.taken().filter(circle=matter.circle_id).values_list("person", flat=True))
    apart = blocking.kept_apart_from(matter.author)
    return seated - apart - {matter.author_id, matter.reported_by_id} - set(parties)


def waiting_for(person: Person) -> list[Matter]:
    """Matters of the person's circle that they may say a word about, those without theirs first."""
    own = Circle.objects.of(person)
    rows = Matter.objects.open().with_circle().filter(circle__in=own).exclude(author=person)
    rows = rows.select_related("author", "decision", "circle").prefetch_related("words")
    # As moderators has it, asked once for all: who reads this sits in the circle, and wrote none of them.
    apart = blocking.kept_apart_from(person) if (matters := list(rows)) else set()
    return [one for one in matters if one.reported_by_id != person.pk and one.author_id not in apart]


def own(person: Person) -> QuerySet[Matter]:
    """What of the person's words was looked at, the newest first; they read why, never who."""
    return Matter.objects.filter(author=person).select_related("decision").order_by("-opened_at")


def text_of(matter: Matter) -> str:
    """The words in question; empty where they are gone."""
    if matter.what == What.PROPOSAL:
        return matter.decision.text if matter.decision else ""
    if matter.what == What.QUESTION:
        row = Question.objects.filter(pk=matter.about).first()
        return row.text if row else ""
    words = Word.objects.filter(decision=matter.decision).exclude(because="")
    return next((one.because for one in words if sight.key_of(one) == matter.about), "")


def passed_on_in(programme: Programme) -> MatterQuerySet:
    """Words in circles for a programme's coordinators: by its people, or reported by them where the author is in none."""
    author, reporter = _memberships("author"), _memberships("reported_by")
    here = Q(Exists(author.filter(programme=programme)))
    through_reporter = ~Q(Exists(author)) & Q(Exists(reporter.filter(programme=programme)))
    return _passed_on().filter(here | through_reporter)


def passed_on_outside() -> MatterQuerySet:
    """Those that no programme looks after: whoever runs the site does."""
    return _passed_on().filter(~Exists(_memberships("author")), ~Exists(_memberships("reported_by")))


def waiting_in(person: Person | None, programme: Programme) -> int:
    """How many wait for this coordinator's word."""
    return passed_on_in(programme).open().exclude(Q(author=person) | Q(reported_by=person)).count()


def may_rule(person: Person, matter: Matter) -> bool:
    if is_party(person, matter):
        return False
    return any(passed_on_in(one).filter(pk=matter.pk).exists() for one in programmes.coordinated_by(person))


def is_party(person: Person, matter: Matter) -> bool:
    return person.pk in (matter.author_id, matter.reported_by_id)


def _passed_on() -> MatterQuerySet:
    """Tips have rulings of their own, which coordinators make where tips are."""
    found = Matter.objects.exclude(passed_on_at=None).exclude(what=What.TIP)
    return found.select_related("decision").order_by("outcome", "-opened_at")


def _memberships(way: str) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=OuterRef(way))
