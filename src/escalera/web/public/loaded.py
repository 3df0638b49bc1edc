"""Which data of others are loaded and how old they are, for whoever runs the service and whoever wonders."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from escalera.reference import queries
from escalera.reference.models import Dataset
from escalera.reference.queries import Listed


@dataclass(frozen=True)
class LoadedTable:
    """`lines` are those that the licences ask to be shown; `missing` is what can still be loaded."""

    caption: str
    header: tuple[Any, ...]
    rows: list[tuple[Any, ...]]
    lines: list[Any]
    missing: list[Listed]


def table(*, today: dt.date) -> LoadedTable:
    found = queries.datasets(today=today)
    loaded = [(one, one.loaded) for one in found if one.loaded]
    return LoadedTable(
        caption=_("Data that were loaded from others"),
        header=(
            _("Data"),
            _("Edition"),
            _("Dated"),
            _("Age"),
            _("Rows"),
            _("Loaded on"),
            _("Publisher"),
            _("Licence"),
        ),
        rows=[row(one, dataset) for one, dataset in loaded],
        lines=[one.known.shown for one, _dataset in loaded],
        missing=[one for one in found if not one.loaded],
    )


def row(one: Listed, dataset: Dataset) -> tuple[Any, ...]:
    return (
        one.known.name.in_(get_language() or "en"),
        dataset.version,
        day(dataset.dated),
        age(one.days_old or 0) + (f" ({_('look for a newer one')})" if one.is_old else ""),
        number_format(dataset.rows, use_l10n=True, force_grouping=True),
        day(localtime(dataset.imported_at).date()),
        one.known.publisher,
        one.known.licence,
    )


def day(date: dt.date) -> str:
    return format_date(date, "long", locale="es_MX" if (get_language() or "").startswith("es") else "en_US")


def age(days: int) -> str:
    months = max(days, 0) // 30
    if months < 24:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years = months // 12
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
