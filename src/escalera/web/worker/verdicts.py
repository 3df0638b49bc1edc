"""A verdict of peers in plain words: where the piece stands, between what and what, how sure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from escalera.coaching.judgement.models import Verdict


@dataclass(frozen=True)
class Words:
    """`place` is empty where there are too few others to say it."""

    score: str
    place: str
    sure: str


def in_words(verdict: Verdict) -> Words | None:
    """None where nobody judged it."""
    if verdict.score is None or verdict.low is None or verdict.high is None:
        return None
    return Words(score_of(verdict.score, verdict.low, verdict.high), place_of(verdict), sureness(verdict))


def score_of(score: float, low: float, high: float) -> str:
    numbers = {"score": tenths(score), "low": tenths(low), "high": tenths(high)}
    if numbers["low"] == numbers["high"]:
        return _("About %(score)d of 10.") % numbers
    return _("About %(score)d of 10; it may be anything from %(low)d to %(high)d.") % numbers


def place_of(verdict: Verdict) -> str:
    if verdict.beaten is None:
        return ""
    better = tenths(verdict.beaten)
    if better == 0:
        return _("The other pieces at this level are liked better so far.")
    return _("Better than %(better)d of 10 pieces at this level.") % {"better": better}


def sureness(verdict: Verdict) -> str:
    if verdict.is_sure:
        return _("We are quite sure.")
    return _("We are not sure: those who looked did not agree.")


def tenths(share: float) -> int:
    return round(10 * share)
