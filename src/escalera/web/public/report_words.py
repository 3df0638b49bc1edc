"""A collective report in words, pictures and tables: the same for the page and for the PDF."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.circles.reports.models import CollectiveReport
from escalera.circles.reports.telling import FEWEST_A_LINE
from escalera.circles.reports.totals import OTHER, PayLine, RequesterLine, Totals, read
from escalera.earnings.unpaid.models import Kind
from escalera.look.amounts import NO_BREAK, money
from escalera.look.bars import NamedBar
from escalera.tasks.models import Requester
from escalera.web.worker import minute_words


def context_of(report: CollectiveReport) -> dict[str, Any]:
    """Of an issued report."""
    totals = read(report.totals or {})
    share = totals.unpaid_share
    return {
        "report": report,
        "totals": totals,
        "scope": scope(report),
        "fewest": FEWEST_A_LINE,
        "minutes": minute_bars(totals),
        "unpaid_percent": None if share is None else round(100 * share),
        "pay": [(line, pay_bars(line, totals)) for line in totals.pay],
        "wages": [(wage, date.fromisoformat(wage.valid_from)) for wage in totals.wages],
        "requesters": [(line.name, requester_facts(line)) for line in totals.requesters],
    }


def scope(report: CollectiveReport) -> list[str]:
    """Names of the requesters it is about; empty: all work."""
    names = Requester.objects.filter(pk__in=report.requesters).order_by("name")
    return list(names.values_list("name", flat=True))


def minute_bars(totals: Totals) -> list[NamedBar]:
    paid = [NamedBar(_("Paid work"), hours(totals.paid), totals.paid)] if totals.paid else []
    return paid + [NamedBar(kind(one.kind), hours(one.minutes), one.minutes, "goal") for one in totals.kinds]


def kind(name: str) -> str:
    return _("Other unpaid time") if name == OTHER else str(minute_words.of_kind(Kind(name)).words)


def hours(minutes: int) -> str:
    """Quarters, exactly: who adds the lines up comes to the sum."""
    return f"{minutes / 60:g}{NO_BREAK}h"


def pay_bars(line: PayLine, totals: Totals) -> list[NamedBar]:
    found = []
    if line.all_minutes is not None:
        found.append(bar(_("With all minutes"), line.all_minutes, line.currency, "done"))
    if line.paid_only is not None:
        found.append(bar(_("Paid minutes only"), line.paid_only, line.currency, "goal"))
    least = [wage.hourly for wage in totals.wages if wage.currency == line.currency] if found else []
    return found + [bar(_("Minimum wage"), wage, line.currency, "now") for wage in least]


def bar(name: str, amount: Decimal, currency: str, css: str) -> NamedBar:
    return NamedBar(name, money(amount, currency), float(amount), css)


def requester_facts(line: RequesterLine) -> list[str]:
    """What is told of one, each a short phrase."""
    found = [
        ngettext("%(n)d piece had an answer", "%(n)d pieces had an answer", line.pieces) % {"n": line.pieces}
    ]
    if line.rejected is not None:
        words = {"n": line.rejected, "percent": round(100 * line.rejected / line.pieces)}
        found.append(_("rejected: %(n)d (%(percent)d of every 100)") % words)
    if line.days_to_money is not None:
        found.append(_("days to the money: %(days)s") % {"days": f"{float(line.days_to_money):g}"})
    return found + [_("an hour brought %(pay)s") % {"pay": money(pay, code)} for code, pay in line.hourly]
