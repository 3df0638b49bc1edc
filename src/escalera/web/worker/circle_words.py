"""Circles in words: suggestions, hours, the form of what one tells, calls to action."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from escalera.circles import calling, queries, suggesting
from escalera.circles.decisions.models import Decision, Question, Word
from escalera.circles.models import Asked, Call, Places, Profile
from escalera.circles.moderation.sight import Sight
from escalera.people.models import Person
from escalera.skills.models import Skill

LANGUAGES = (("es", "Español"), ("en", "English"))
# Four parts of the day and their hours; nobody plans by the hour on a phone.
PARTS: dict[str, tuple[Promise | str, range]] = {
    "6": (gettext_lazy("In the morning, 6 to 12"), range(6, 12)),
    "12": (gettext_lazy("In the afternoon, 12 to 18"), range(12, 18)),
    "18": (gettext_lazy("In the evening, 18 to 22"), range(18, 22)),
    "22": (gettext_lazy("At night, 22 to 6"), range(22, 30)),
}
PLACES = {
    Places.ANY: gettext_lazy("It doesn't matter"),
    Places.SAME: gettext_lazy("Places like mine: village or town"),
    Places.MIXED: gettext_lazy("Better mixed: villages and towns"),
}
# Each appeal with the page where it is done; an empty name is the circle's page itself.
APPEALS: dict[str, tuple[Promise | str, str]] = {
    "wish": (
        gettext_lazy("Tell what you'd like to learn, so that somebody here can help."),
        "circle_profile",
    ),
    "word": (gettext_lazy("A proposal waits for your word. It takes a minute."), ""),
    "proposal": (gettext_lazy("Is there something the circle should agree on? Propose it."), "new_decision"),
    "invite": (gettext_lazy("There is room. Do you know somebody who would like to join?"), ""),
    "judge": (
        gettext_lazy("Judge two pieces of others: it earns you time credit, so that you can ask for help."),
        "judging",
    ),
    "fund": (gettext_lazy("Ten minutes for the circle's fund help whoever needs time."), ""),
    "warm": (gettext_lazy("It is good that you are here together."), ""),
}

OUTCOMES = {
    "": gettext_lazy("open"),
    "accepted": gettext_lazy("accepted"),
    "refused": gettext_lazy("not accepted"),
    "too few": gettext_lazy("too few people said something"),
}


def hours_of(parts: Iterable[str]) -> list[int]:
    return [hour % 24 for part in parts if part in PARTS for hour in PARTS[part][1]]


def parts_of(hours: Sequence[int]) -> list[str]:
    return [part for part, (_words, span) in PARTS.items() if span[0] % 24 in hours]


def when(hours: Sequence[int]) -> str:
    """The parts of the day in which these hours lie."""
    said = [str(words) for words, span in PARTS.values() if any(hour % 24 in hours for hour in span)]
    return "; ".join(said)


def usual_name(person: Person | None) -> str:
    return person.account.username if person and not person.is_guest else ""


def name_missing() -> str:
    return _("Write how the others should call you. A nickname is fine.")


def suggested(asked: Asked) -> dict[str, Any]:
    """A suggested circle with its reason, without anybody's name."""
    shares = asked.suggestion.shares
    skills = Skill.objects.in_bulk([*asked.because["learns"], *asked.because["teaches"]])
    return {
        "people": len(suggesting.members(asked.suggestion)),
        "learns": [skills[slug].label for slug in asked.because["learns"] if slug in skills],
        "teaches": [skills[slug].label for slug in asked.because["teaches"] if slug in skills],
        "languages": [name for code, name in LANGUAGES if code in shares["languages"]],
        "when": when(shares["hours"]),
        "is_mixed": len(shares["places"]) > 1,
        "met": shares["met"],
        "wishes": shares["wishes"],
        "waits_for": suggesting.still_waiting(asked.suggestion),
    }


def profile_form(person: Person | None, profile: Profile | None, sent: QueryDict | None) -> dict[str, Any]:
    """Options and what is chosen: what was just sent, else what is kept, else the language of the page."""
    chosen = (
        {name: sent.getlist(name) for name in ("languages", "hours")}
        | {"wishes": [*sent.getlist("wishes"), *sent.getlist("more_wishes")]}
        | {name: sent.get(name, "") for name in ("places", "looking")}
        if sent is not None
        else kept(person, profile)
    )
    skills = queries.to_wish(person)
    goal = person.goals.filter(left_at=None).first() if person else None
    first = [skill for skill in skills if goal and skill.slug in goal.required]
    return {
        "chosen": chosen,
        "first": options(first or skills[:6]),
        "more": options(skills[len(first) :] if first else skills[6:]),
        "language_options": LANGUAGES,
        "hour_options": [(part, words) for part, (words, _span) in PARTS.items()],
        "place_options": list(PLACES.items()),
        "looking_options": [
            ("yes", _("Yes, suggest a circle to me")),
            ("no", _("No, only let my circle see it")),
        ],
    }


def options(skills: Sequence[Skill]) -> list[tuple[str, str]]:
    return [(skill.slug, skill.label) for skill in skills]


def kept(person: Person | None, profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return {
            "wishes": [],
            "languages": [person.words if person else "es"],
            "hours": [],
            "places": Places.ANY,
            "looking": "yes",
        }
    return {
        "wishes": profile.wishes,
        "languages": profile.languages,
        "hours": parts_of(profile.hours),
        "places": profile.places,
        "looking": "yes" if profile.looking_since else "no",
    }


HIDDEN = {
    "muted": gettext_lazy("Hidden: you muted who wrote this."),
    "waits": gettext_lazy("Hidden: others of the circle look at it."),
    "away": gettext_lazy("Hidden: the circle found it out of place."),
}


def readable(row: Decision | Question | Word, sight: Sight) -> Promise | str:
    """The words of a row as this reader may read them."""
    hidden = sight.of(row)
    return HIDDEN[hidden] if hidden else row.because if isinstance(row, Word) else row.text


def call(call: Call | None) -> dict[str, Any] | None:
    """An appeal in words, with the address where it is done and why it is this one."""
    if call is None or call.appeal not in APPEALS:
        return None
    words, name = APPEALS[call.appeal]
    arguments = [call.circle_id] if name == "new_decision" else []
    address = reverse(name, args=arguments) if name else ""
    return {"words": words, "address": address, "why": calling.why(call)}
