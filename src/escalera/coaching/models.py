from escalera.coaching.advice.models import Tip, TipEffect, TipReport, TipRuling, TipShowing, TipVote
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Report, Round, Verdict, Work

__all__ = [
    "Comment",
    "Comparison",
    "Judgement",
    "Report",
    "Round",
    "Tip",
    "TipEffect",
    "TipReport",
    "TipRuling",
    "TipShowing",
    "TipVote",
    "Verdict",
    "Work",
]
