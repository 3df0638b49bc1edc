"""Judging: two pieces of others, which is better, and one thing that would help."""

import secrets
import uuid
from collections.abc import Mapping
from typing import Any

import numpy as np
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.judgement import actions, commenting, offering, pieces, queries
from escalera.coaching.judgement.models import Comparison, Judgement
from escalera.coaching.judgement.refusals import NotYours
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.tasks.families import judging as rubric
from escalera.web.worker import answers, fair_words, too_much
from escalera.web.worker.player import answered_at, passed, shown_at, worked
from escalera.web.worker.receipts import because, with_receipt
from escalera.web.worker.visitors import person_of, sent_id


@require_safe
def judging(request: PersonRequest) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    try:
        pair = offering.offer(person=person, now=now, rng=np.random.default_rng(secrets.randbits(48)))
    except offering.NotYetAPeer:
        return render(request, "worker/nothing_to_judge.html", {"not_yet": True})
    both = pieces.both(pair) if pair else None
    if pair is None or both is None:
        return render(request, "worker/nothing_to_judge.html", {"judged": queries.judged_by(person)})
    return show(request, pair, both)


def show(
    request: PersonRequest,
    pair: Comparison,
    both: tuple[pieces.Piece, pieces.Piece],
    *,
    errors: Mapping[str, Promise | str] | None = None,
    missed: tuple[str, ...] = (),
    asked: str = "",
) -> HttpResponse:
    labels = (("first", _("Piece A")), ("second", _("Piece B")))
    context = {
        "pair": pair,
        "pieces": [
            (name, label, piece, parts_of(piece)) for (name, label), piece in zip(labels, both, strict=True)
        ],
        "sides": labels,
        "lines": [(kind, rubric.criterion(kind, pair.language)) for kind in rubric.CRITERIA],
        "id": sent_id(request),
        "shown_at": shown_at(request),
        "sent": request.POST,
        "errors": errors or {},
        "missed": missed,
        "asked": asked,
    }
    return render(request, "worker/judging.html", context, status=422 if errors else 200)


def parts_of(piece: pieces.Piece) -> list[dict[str, Any]]:
    """What the author was shown, its pictures with their addresses."""
    if piece.item is None:
        return []
    picture = answers.picture_of(piece.item)
    return [answers.with_address(part, place, picture) for place, part in enumerate(piece.stimulus)]


def own_pair(request: PersonRequest, comparison_id: uuid.UUID) -> Comparison:
    pairs = Comparison.objects.select_related("first__attempt__item", "second__attempt__item", "task_type")
    return get_object_or_404(pairs, pk=comparison_id, judge=person_of(request))


@require_POST
@with_receipt
def judgement(request: PersonRequest, comparison_id: uuid.UUID) -> HttpResponse:
    pair = own_pair(request, comparison_id)
    both = pieces.both(pair)
    try:
        made = keep(request, pair)
    except NotYours as error:
        raise Http404 from error
    except actions.TakenBack:
        words = _("One of the pieces was taken back meanwhile, so nothing was kept.")
        page = render(request, "worker/nothing_to_judge.html", {"taken_back": words}, status=409)
        return because(page, words)
    except actions.NothingChosen:
        return refused(request, pair, both, {"better": _("Choose which of the two is better.")})
    except commenting.NoLineChosen:
        return refused(
            request, pair, both, {"line": _("Choose what your comment is about, and which piece.")}
        )
    except commenting.CommentNeedsWork as error:
        words = _("Almost. A comment helps most when it:")
        return refused(request, pair, both, {"comment": words}, error.missed)
    except TooMuch as error:
        return refused(request, pair, both, {"comment": too_much.words(error)})
    except commenting.BlamesOutside as error:
        return unfair(request, pair, both, error.cause)
    return redirect("attempt", attempt_id=made.pk)


def unfair(
    request: PersonRequest,
    pair: Comparison,
    both: tuple[pieces.Piece, pieces.Piece] | None,
    cause: str,
) -> HttpResponse:
    """The page again, asking the writer to think once more; nothing is kept until they have answered."""
    if both is None:
        return redirect("judging")
    asked = fair_words.noticed(cause)
    return because(show(request, pair, both, errors={"comment": fair_words.QUESTION}, asked=asked), asked)


def refused(
    request: PersonRequest,
    pair: Comparison,
    both: tuple[pieces.Piece, pieces.Piece] | None,
    errors: dict[str, str],
    missed: tuple[str, ...] = (),
) -> HttpResponse:
    """The page again, with what was sent and what to do about it."""
    if both is None:
        return redirect("judging")
    told = " ".join([*errors.values(), "; ".join(missed)]).strip()
    return because(show(request, pair, both, errors=errors, missed=missed), told)


def keep(request: PersonRequest, pair: Comparison) -> Judgement:
    sent, now = request.POST, timezone.now()
    text = sent.get("comment", "")
    comment = (
        commenting.Said(sent.get("line", ""), sent.get("about", ""), text, sent.get("reconsidered", ""))
        if wants_comment(sent, text)
        else None
    )
    return actions.judge(
        id=sent_id(request),
        comparison=pair,
        person=person_of(request),
        better=sent.get("better", ""),
        comment=comment,
        seconds=worked(request),
        wall_seconds=passed(request, now),
        answered_at=answered_at(request, now),
        now=now,
    )


def wants_comment(sent: QueryDict, text: str) -> bool:
    return bool(text.strip()) or sent.get("want") == "comment"


@require_POST
def pass_over(request: PersonRequest, comparison_id: uuid.UUID) -> HttpResponse:
    pair = own_pair(request, comparison_id)
    offering.pass_over(comparison=pair, person=person_of(request), now=timezone.now())
    return redirect("judging")
