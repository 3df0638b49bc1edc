"""A line of time credit in words, on the page and in a spreadsheet."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from escalera.credit.limits import Limit
from escalera.credit.models import Holder, Kind
from escalera.credit.queries import Line
from escalera.look.amounts import NO_BREAK

MINUS = "\N{MINUS SIGN}"

GAVE = {
    Kind.HELP: gettext_lazy("You were helped"),
    Kind.GIFT: gettext_lazy("You gave it as a gift"),
    Kind.CORRECTION: gettext_lazy("Turned back"),
}
RECEIVED = {
    Kind.HELP: gettext_lazy("You helped"),
    Kind.JUDGING: gettext_lazy("You judged work of others"),
    Kind.TRANSLATION: gettext_lazy("You translated"),
    Kind.MODERATION: gettext_lazy("You looked after what is written"),
    Kind.GIFT: gettext_lazy("A gift for you"),
    Kind.CORRECTION: gettext_lazy("Turned back"),
}
ICONS = {Kind.HELP: "hands", Kind.JUDGING: "star", Kind.GIFT: "heart", Kind.CORRECTION: "back"}
HOLDERS = {
    Holder.PERSON: gettext_lazy("another person"),
    Holder.CIRCLE: gettext_lazy("the circle's fund"),
    Holder.PROGRAMME: gettext_lazy("the programme's fund"),
    Holder.EVERYBODY: gettext_lazy("everybody"),
    Holder.LEFT: gettext_lazy("someone who left"),
}


@dataclass(frozen=True)
class Words:
    what: Promise | str
    who: Promise | str
    icon: str
    minutes: str  # signed


def of(line: Line) -> Words:
    kind = Kind(line.transfer.kind)
    table = RECEIVED if line.seconds > 0 else GAVE
    what = table.get(kind) or RECEIVED[kind]
    return Words(what, who(line), ICONS.get(kind, "people"), signed(line.seconds))


def who(line: Line) -> str:
    if line.other.programme is not None:
        return line.other.programme.name
    return str(HOLDERS[Holder(line.other.holder)])


def signed(seconds: int) -> str:
    """+12 min, -40 s: with a sign, for a colour alone says nothing."""
    return f"{'+' if seconds > 0 else MINUS}{length(seconds)}"


def length(seconds: int) -> str:
    """1 h 5 min, 12 min, 40 s, without a sign; a minute more or less stays visible however long it is."""
    if (seconds := abs(seconds)) < 60:
        return f"{seconds}{NO_BREAK}s"
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [f"{hours}{NO_BREAK}h"] * bool(hours) + [f"{minutes}{NO_BREAK}min"] * bool(minutes)
    return NO_BREAK.join(parts)


def of_limit(limit: Limit | None) -> str:
    if limit is Limit.LOW:
        return _(
            "You received much more time than you gave. That is allowed: ask for help whenever you need it. "
            "Judging pieces of others gives some back."
        )
    if limit is Limit.HIGH:
        return _("You gave a lot. Ask for help yourself, or give some of your time to others.")
    return ""


def as_cells(line: Line) -> list[str]:
    words, moved = of(line), line.transfer
    day = timezone.localtime(moved.at).date().isoformat()
    minutes = f"{line.seconds / 60:.2f}"
    return [day, str(words.what), str(words.who), str(line.seconds), minutes, str(moved.pk)]
