"""Peer judgement of open work: who is better of two, judged by people who are not equally reliable."""

from escalera.engine.judgement.comparisons import Comparisons
from escalera.engine.judgement.fitting import Fit, Gold, fit
from escalera.engine.judgement.pairing import Pair, next_pair, open_pairs
from escalera.engine.judgement.strengths import Prior, Strengths, strengths
from escalera.engine.judgement.verdicts import Rule, Verdict, share_beaten, verdict

__all__ = [
    "Comparisons",
    "Fit",
    "Gold",
    "Pair",
    "Prior",
    "Rule",
    "Strengths",
    "Verdict",
    "fit",
    "next_pair",
    "open_pairs",
    "share_beaten",
    "strengths",
    "verdict",
]
