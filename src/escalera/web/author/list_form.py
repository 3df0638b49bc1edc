"""What the form of a break-down says: the list in its order, what is taken out, what is looked for and added."""

from dataclasses import replace

from django.utils.translation import gettext as _

from escalera.jobs.breakdowns.listing import Asked
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.look.levels import STEPS, level_of, step_of
from escalera.people.presence import PersonRequest
from escalera.skills import actions as skill_actions
from escalera.skills import queries as skills
from escalera.skills.models import Skill
from escalera.web.author import lines
from escalera.web.public import search
from escalera.web.worker.visitors import chosen_number, sent_id

NEEDED, NICE, OUT = "required", "nice", "out"
MOST_CONCEPTS = 5


def is_looking(request: PersonRequest) -> bool:
    """The button, or the enter key in the field: what is typed there is looked for before anything is saved."""
    words = request.POST.get("q", "").strip()
    return "look" in request.POST or (words != "" and words != request.POST.get("looked", ""))


def is_of_before(request: PersonRequest, saved: SavedBreakDown) -> bool:
    """Whether the form showed an earlier version. One that was sent before, and made its version, did not."""
    shown = chosen_number(request.POST.get("version"), range(1, 100_000)) or saved.current
    return shown != saved.current and not saved.versions.filter(pk=sent_id(request)).exists()


def skills_called(words: str, asked: list[tuple[Asked, str]]) -> list[tuple[str, str]]:
    """Skills to add by a coach's own words, ours and then those of a loaded taxonomy; and the choice of none."""
    if not words:
        return []
    there = frozenset(one.skill for one, _kind in asked)
    ours = [(one.pk, one.label) for one in search.skills(words, without=there)]
    others = skills.concepts_called(words, lines.language(), most=MOST_CONCEPTS)
    those = [*ours, *others]
    return [*those, ("", _("None of these"))] if those else []


def kind_of(one: Asked) -> str:
    return NEEDED if one.required else NICE


def list_sent(request: PersonRequest, asked: tuple[Asked, ...]) -> list[tuple[Asked, str]]:
    """The list as the form has it, in its order; what is taken out is still in it, to be shown again."""
    sent, kept = request.POST, list[tuple[float, Asked, str]]()
    for place, one in enumerate(asked, start=1):
        kind = sent.get(f"kind_{one.skill}", "")
        kind = kind if kind in (NEEDED, NICE, OUT) else kind_of(one)
        kept.append((order_sent(request, one, place), corrected(request, one, kind), kind))
    return [(one, kind) for _order, one, kind in sorted(kept, key=lambda row: row[0])]


def order_sent(request: PersonRequest, one: Asked, place: int) -> float:
    """Its new place. Moved up it comes before who stood there, moved down after them."""
    order = chosen_number(request.POST.get(f"order_{one.skill}"), range(1, 100)) or place
    return order if order == place else order - 0.5 if order < place else order + 0.5


def corrected(request: PersonRequest, one: Asked, kind: str) -> Asked:
    """With the step that was chosen; the exact level stays where the step is the same."""
    step = chosen_number(request.POST.get(f"step_{one.skill}"), range(1, STEPS + 1)) or step_of(one.level)
    level = one.level if step == step_of(one.level) else level_of(step)
    return replace(one, level=level, required=kind != NICE)


def with_added(request: PersonRequest, asked: list[Asked]) -> list[Asked]:
    added = skill_added(request.POST.get("added", ""))
    if added is None or added.pk in {one.skill for one in asked}:
        return asked
    return [*asked, Asked(added.pk, level_of(2))]


def skill_added(chosen: str) -> Skill | None:
    """One of ours, or one taken in from a taxonomy."""
    try:
        return skill_actions.take_in(chosen) if ":" in chosen else Skill.objects.filter(pk=chosen).first()
    except skill_actions.NoSuchConcept:
        return None
