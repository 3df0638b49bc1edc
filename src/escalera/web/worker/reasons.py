"""The engine's facts behind a choice, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.skills.models import Skill
from escalera.tasks.models import TaskType

A_LITTLE, CLEARLY = 0.01, 0.03  # gain of one attempt, in levels
SURE, QUITE_SURE = 0.8, 1.6  # width of the 80 % interval over its middle


@dataclass(frozen=True)
class Taught:
    skill: Skill
    how_much: str
    how_sure: str


@dataclass(frozen=True)
class Other:
    task_type: TaskType
    minutes: float
    why_not: str


@dataclass(frozen=True)
class Explained:
    """What the page says: one sentence, what it teaches, who says so, what else there was."""

    because: str
    taught: tuple[Taught, ...]
    peers: str
    others: tuple[Other, ...]
    with_help: bool
    put_first: str = ""


def explain(facts: Mapping[str, Any]) -> Explained:
    skills = Skill.objects.in_bulk(slugs(facts))
    types = TaskType.objects.in_bulk([other["task_type"] for other in facts.get("alternatives", ())])
    return Explained(
        because=because(facts.get("reason", {}), skills),
        taught=taught(facts, skills),
        peers=who_says(round(facts.get("peers", 0))),
        others=tuple(
            Other(types[one["task_type"]], one["minutes"], why_not(one["why_not"]))
            for one in facts.get("alternatives", ())
            if one["task_type"] in types
        ),
        with_help=bool(facts.get("with_help")),
        put_first=put_first(facts.get("put_first", ()), skills),
    )


def taught(facts: Mapping[str, Any], skills: Mapping[str, Skill]) -> tuple[Taught, ...]:
    """What it teaches, the skill of the reason first."""
    reason = facts.get("reason", {}).get("skill")
    rows = sorted(facts.get("skills", ()), key=lambda one: one["skill"] != reason)
    return tuple(
        Taught(skills[one["skill"]], how_much(one["gain"]), how_sure(one["gain"], one["low"], one["high"]))
        for one in rows
        if one["skill"] in skills
    )


def slugs(facts: Mapping[str, Any]) -> list[str]:
    reason = facts.get("reason", {})
    named = [
        reason.get("skill"),
        reason.get("needed_for"),
        *(one["skill"] for one in facts.get("skills", ())),
        *facts.get("put_first", ()),
    ]
    return [slug for slug in named if slug]


def because(reason: Mapping[str, Any], skills: Mapping[str, Skill]) -> str:
    names = {
        "skill": label(skills, reason.get("skill")),
        "other": label(skills, reason.get("needed_for")),
    }
    sentences = {
        "weakest_skill": _("Of what this job asks for, %(skill)s is what brings you closest now."),
        "easier_after_misses": _(
            "The last ones were hard. This one is easier, to practise %(skill)s calmly."
        ),
        "with_help": _("The last one did not work out. Try again with the hint open, to practise %(skill)s."),
        "prerequisite": _("You need %(skill)s first, for %(other)s."),
        "moves_on": _("You did the last one well. This is the next thing: %(skill)s."),
        "placement": _("Your answer helps us find where you start with %(skill)s."),
        "explore": _("Several tasks help about as much with %(skill)s. This one tells us which helps most."),
        "earns_meanwhile": _("You can practise %(skill)s and earn at the same time."),
    }
    return sentences.get(str(reason.get("code")), sentences["weakest_skill"]) % names


def put_first(slugs: Sequence[str], skills: Mapping[str, Skill]) -> str:
    """That the person wanted this order."""
    if not slugs:
        return ""
    names = ", ".join(label(skills, slug) for slug in slugs)
    return _("You took your share of your circle's goal, so this comes first: %(skills)s.") % {
        "skills": names
    }


def label(skills: Mapping[str, Skill], slug: str | None) -> str:
    """Inside a sentence: a small first letter, and IA, SEO, English as they are."""
    if not slug or slug not in skills:
        return _("another skill")
    text = skills[slug].label
    return text[:1].lower() + text[1:]


def how_much(gain: float) -> str:
    if gain >= CLEARLY:
        return _("quite a lot")
    return _("a clear bit") if gain >= A_LITTLE else _("a little")


def how_sure(gain: float, low: float, high: float) -> str:
    spread = (high - low) / gain if gain > 0 else 9.0
    if spread <= SURE:
        return _("we are quite sure")
    return _("we are fairly sure") if spread <= QUITE_SURE else _("we still know little")


def who_says(peers: int) -> str:
    if peers == 0:
        return _("Nobody has said yet whether it taught them something. You could be the first.")
    return ngettext(
        "%(peers)d person says it taught them this.", "%(peers)d people say it taught them this.", peers
    ) % {"peers": peers}


def peers(yes: int, no: int) -> str:
    """What who did it says."""
    if yes and no:
        values = {"yes": yes, "all": yes + no}
        return ngettext("%(yes)d of %(all)d says so", "%(yes)d of %(all)d say so", yes) % values
    if yes:
        return ngettext("%(yes)d person says so", "%(yes)d people say so", yes) % {"yes": yes}
    if no:
        return ngettext("%(no)d person says it didn't", "%(no)d people say it didn't", no) % {"no": no}
    return ""


def why_not(code: str) -> str:
    words = {
        "slower": _("brings you there more slowly"),
        "just_done": _("you did it just now"),
        "pays_too_little": _("pays too little"),
        "too_long": _("takes too long"),
    }
    return words.get(code, code)
