from escalera.coaching.advice.models import Tip, TipEffect, TipReport, TipRuling, TipShowing, TipVote
from escalera.coaching.helping.models import (
    Asking,
    Closing,
    HelpEffect,
    HelpRequest,
    Message,
    ThreadReport,
    Willingness,
)
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Report, Round, Verdict, Work
from escalera.coaching.ways.models import WayPeriod, WaysEstimate

__all__ = [
    "Asking",
    "Closing",
    "Comment",
    "Comparison",
    "HelpEffect",
    "HelpRequest",
    "Judgement",
    "Message",
    "Report",
    "Round",
    "ThreadReport",
    "Tip",
    "TipEffect",
    "TipReport",
    "TipRuling",
    "TipShowing",
    "TipVote",
    "Verdict",
    "WayPeriod",
    "WaysEstimate",
    "Willingness",
    "Work",
]
