"""Tips at the moment of need, laid on the pages of a task: the tip, why this one, what it did for others."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.coaching.advice import places, queries, showing
from escalera.coaching.advice.models import About, Tip, TipShowing
from escalera.paths.models import Step
from escalera.tasks.models import Attempt
from escalera.web.worker import tip_words


@dataclass(frozen=True)
class Shown:
    """A tip as the page shows it, with the answer to "why this tip?"."""

    showing: TipShowing
    tip: Tip
    note: str
    because: str
    measured: str


def before(step: Step, *, now: datetime) -> dict[str, object]:
    """What the page of a task says of tips: one to read, or the question whether tips are wanted."""
    chosen = showing.before_step(step=step, now=now, seed=secrets.randbits(48))
    return {"advice": shown(chosen), "tips_wait": 0 if chosen else showing.tips_wait(step=step)}


def after(attempt: Attempt, *, now: datetime) -> dict[str, object]:
    """After an answer: a tip on a mistake, a word on the tip that came before, and what a new tip may be about."""
    chosen = showing.after_mistake(attempt=attempt, now=now, seed=secrets.randbits(48))
    seen = showing.choice_before(attempt)
    return {
        "advice": shown(chosen),
        "seen": seen,
        "voted": seen and seen.tip and seen.tip.votes.filter(person=attempt.person_id).first(),
        "tip_about": about(attempt),
    }


def shown(chosen: TipShowing | None) -> Shown | None:
    if chosen is None or chosen.tip is None:
        return None
    known = queries.reached(chosen.tip, "shown")
    return Shown(
        showing=chosen,
        tip=chosen.tip,
        note=note(known),
        because=because(chosen),
        measured=tip_words.effect(known),
    )


def note(known: queries.Reached) -> str:
    """Under the tip: who it is by, as far as anybody is told, and how many it reached before."""
    by = _("from somebody who did this task")
    others = known.people - 1
    if others < 1:
        return by
    return f"{by} · " + ngettext("%(n)d person saw it before", "%(n)d people saw it before", others) % {
        "n": others
    }


def because(chosen: TipShowing) -> str:
    if "/" in chosen.place:
        return _("You see it because it is about a mistake that you just made, as others did.")
    tenths = {"n": round(10 * chosen.expected)}
    return (
        _("You see it because this task may be hard for you: we think you would get about %(n)d of 10 right.")
        % tenths
    )


def about_task() -> list[tuple[str, str]]:
    return [(About.TASK_TYPE, _("this task")), (About.FAMILY, _("this kind of task, easy or hard"))]


def about(attempt: Attempt) -> list[tuple[str, str]]:
    """What a tip after this answer may be about: the task, its kind at every level, or something one missed."""
    labels = {field["name"]: field["label"] for field in attempt.item.content.get("fields", ())}
    missed = [name for name in places.mistakes_of(attempt) if labels.get(name)]
    return about_task() + [
        (f"{About.MISTAKE}:{name}", _("a mistake at: %(field)s") % {"field": labels[name]}) for name in missed
    ]


def read_about(sent: str, offered: list[tuple[str, str]]) -> tuple[str, str]:
    """What a form says a tip is about, and the mistake; whatever is not offered is about the task."""
    if sent not in {value for value, _words in offered}:
        return About.TASK_TYPE, ""
    kind, _sep, mistake = sent.partition(":")
    return kind, mistake
