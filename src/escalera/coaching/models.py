from escalera.coaching.advice.models import Tip, TipEffect, TipReport, TipRuling, TipShowing, TipVote
from escalera.coaching.helping.models import (
    Asking,
    Closing,
    HelpEffect,
    HelpRequest,
    Message,
    Willingness,
)
from escalera.coaching.helping.reports.models import PauseAppeal, ThreadReport
from escalera.coaching.helping.voice.models import VoiceNote
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
    "PauseAppeal",
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
    "VoiceNote",
    "WayPeriod",
    "WaysEstimate",
    "Willingness",
    "Work",
]
