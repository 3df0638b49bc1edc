"""A tip said again in the other language, so that it reaches more people. What it does is measured like any other's."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from escalera.coaching import actions
from escalera.coaching.advice.models import Tip, TipEffect, TipQuerySet
from escalera.people.models import Person
from escalera.tasks.models import Origin


class NotToTranslate(Exception):
    """Gone, translated by somebody else meanwhile, one's own, or in one's own language."""


class SaysTheSame(Exception):
    """The words are still those of the other language."""


def waiting_for(person: Person) -> TipQuerySet:
    """Tips in the other language on tasks that exist in both, the oldest first: those that do harm are left."""
    there = Tip.objects.filter(translation_of=OuterRef("pk"), taken_back_at=None)
    harmful = TipEffect.objects.filter(tip=OuterRef("pk"), goes=True)
    tips = Tip.objects.in_sight().filter(translation_of=None, task_type__origin=Origin.FAMILY)
    left = tips.exclude(person=person).exclude(language=person.words)
    return left.exclude(Exists(there)).exclude(Exists(harmful)).order_by("at", "pk")


@transaction.atomic
def translate(
    *, id: uuid.UUID, person: Person, tip: Tip, text: str, seconds: float | None, now: datetime
) -> Tip:
    """Keep the tip in the person's language; `seconds` of work, None: not measured. The same id twice is one.

    Raises NotToTranslate, SaysTheSame, and what actions.keep raises.
    """
    if found := Tip.objects.filter(pk=id, person=person, translation_of=tip).first():
        return found
    Tip.objects.select_for_update().get(pk=tip.pk)  # two who translate it at once: the second is told
    if not waiting_for(person).filter(pk=tip.pk).exists():
        raise NotToTranslate
    if actions.said(text).casefold() == tip.text.casefold():
        raise SaysTheSame
    about = {"task_type": tip.task_type, "about": tip.about, "mistake": tip.mistake}
    return actions.keep(
        id=id, person=person, text=text, now=now, translation_of=tip, worked_s=seconds, **about
    )
