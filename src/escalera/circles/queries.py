"""What a member sees of their circle, and what a coordinator sees of all circles: numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from escalera.circles import forming
from escalera.circles.decisions import outcomes
from escalera.circles.decisions.models import Decision, Kind
from escalera.circles.models import Circle, Profile, Seat
from escalera.jobs.models import Job
from escalera.people.models import Person
from escalera.programmes.models import Membership, Programme, Role
from escalera.skills.models import Skill
from escalera.tasks import queries as tasks

K = 10  # the fewest people of whom anybody outside is told a number


@dataclass(frozen=True)
class Helping:
    """A wish of one member, and who can help with it, each with the hours that both have."""

    learner: Seat
    skill: Skill
    helpers: tuple[tuple[Seat, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Share:
    skill: Skill
    know: tuple[Seat, ...]
    first: Seat | None


@dataclass(frozen=True)
class Shared:
    """The job a circle walks towards, and who covers which part of it."""

    decision: Decision
    title: str
    shares: tuple[Share, ...]

    @property
    def covered(self) -> int:
        return sum(bool(share.know) for share in self.shares)

    @property
    def share(self) -> float:
        return self.covered / max(len(self.shares), 1)


@dataclass(frozen=True)
class Members:
    """Who sits in a circle, what they told for circles, and the levels of those who told something."""

    seats: list[Seat]
    profiles: Mapping[UUID, Profile]
    levels: Mapping[UUID, forming.Levels]


def members_of(circle: Circle) -> Members:
    seats = seats_of(circle)
    people = [seat.person_id for seat in seats]
    found = Profile.objects.filter(person__in=people).select_related("person")
    profiles = {profile.person_id: profile for profile in found}
    levels = forming.levels_of([seat.person for seat in seats if seat.person_id in profiles])
    return Members(seats, profiles, levels)


def seats_of(circle: Circle) -> list[Seat]:
    return list(circle.seats.taken().select_related("person"))


def helping(circle: Circle, members: Members | None = None) -> list[Helping]:
    """Who can help whom today. Members who told nothing for circles stand in nobody's line."""
    members = members or members_of(circle)
    found = forming.helping(members.seats, members.profiles, members.levels)
    skills = Skill.objects.in_bulk([one.skill for one in found])
    return [Helping(one.learner, skills[one.skill], one.helpers) for one in found if one.skill in skills]


def shared_goal(circle: Circle, members: Members | None = None) -> Shared | None:
    """The goal with who covers what; only members who told something for circles count."""
    decision = outcomes.goal_of(circle)
    if decision is None:
        return None
    members = members or members_of(circle)
    telling = [one for one in members.seats if one.person_id in members.profiles]
    shares = forming.together(telling, decision.about["required"], members.levels)
    skills = Skill.objects.in_bulk([share.skill for share in shares])
    job = Job.objects.filter(pk=decision.about["job"]).first()
    return Shared(
        decision,
        job.title if job else decision.about["title"],
        tuple(
            Share(skills[share.skill], share.know, share.first) for share in shares if share.skill in skills
        ),
    )


def agreements(circle: Circle) -> list[Decision]:
    return list(outcomes.standing(circle, Kind.AGREEMENT).select_related("proposed_by"))


def name_of(decision: Decision) -> str:
    """Of the member whom time of the fund is for; empty where it is for nobody, or who it was for left."""
    seat = decision.circle.seats.taken().filter(pk=decision.about.get("seat")).first()
    return seat.name if seat else ""


def to_wish(person: Person | None) -> list[Skill]:
    """Skills that can be practised here, those of the person's goal first."""
    goal = person.goals.filter(left_at=None).first() if person else None
    first = set(goal.required) if goal else set()
    skills = Skill.objects.filter(pk__in=tasks.trainable_skills(person))
    return sorted(skills, key=lambda skill: (skill.slug not in first, skill.label))


@dataclass(frozen=True)
class Numbers:
    """People of a programme in circles and looking for one; None where fewer than K, so nobody shows."""

    in_circles: int | None
    looking: int | None


def numbers_of(programme: Programme) -> Numbers:
    people = Membership.objects.current().filter(programme=programme, role=Role.WORKER).values("person")
    seated = Seat.objects.taken().filter(person__in=people).count()
    looking = Profile.objects.filter(person__in=people).exclude(looking_since=None).count()
    return Numbers(*(one if one >= K else None for one in (seated, looking)))
