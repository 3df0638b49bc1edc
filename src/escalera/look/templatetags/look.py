"""The parts every page is made of. They are builtins: no {% load %} needed; i18n and static are builtins too.

A page: {% extends "look/base.html" %} with blocks `title` (neutral words, no job name), `main`, and optionally
`status` (foot of main), `scripts` (before </body>), `head`, `footer`, `main_class`. The offline script's line is
<p id="status" role="status" hidden>, in every page; header parts carry the ids home, language, account, quick-exit.

Classes to write by hand: button or .button (a link as a button), with .quiet, .small; .row (side by side);
.lead .soft .first .number .nowrap .visually-hidden .hint .error; .skill (grid: name, level; .all spans both);
.links (ul of big links: icon.badge, span with b and small, icon).

Tags, all arguments by name unless shown:
{% icon "clock" %} {% icon "paper" css="badge" %}         a drawing without meaning; names in look/icons.py
{% card %}...{% endcard %}                                next=True: the one thing to do; heading="..." makes an h2
{% tip who="Bilal" note="saved 2 min for 41 people" %}text{% endtip %}
{% warning %}<p>...</p>{% endwarning %}                   a sign to watch out for
{% disclosure "Why this?" %}...{% enddisclosure %}        open=True
{% status_line icon="clock" %}text{% endstatus_line %}
{% facts %}{% fact "8 min" icon="clock" strong=True %}{% fact "practice" %}{% endfacts %}
{% level have=.42 want=.55 %}                             levels 0 to 1, either may be None: four small steps
{% steps have=stair.have want=stair.want %}               the same, counted in steps 0 to 4
{% bar share=.4 label="40 % done" %}                     css="goal": another colour
{% pay_range low=55 high=110 floor=39.38 currency="MXN" %}  per="month"; picture only: write figures and source beside it
{% pay low=55 high=110 currency="MXN" %}                 "$55 to $110 MXN"; one number where both are the same
{% staircase stairs goal=goal.title %}                    stairs have .state .minutes .skill.label (or .label)
{% week_bars days %}                                     look.week.DayBar of each day: paid and unpaid minutes
{% named_bars bars title=t %}                             look.bars.NamedBar of each: name, figure, bar; also in PDFs
{% data_table caption=c header=h rows=r numbers="1,2" %}  columns of numbers counted from 0
{% field name="total" label="Total" %}                    hint error value required rows autocomplete inputmode
    maxlength accept hidden_label kind=text|number|longtext|search|password|file|time; its id is f-<name>
{% choices name="kind" legend="Which?" options=o %}       (value, label) pairs, mappings or things with .value .label
    chosen (value or list) many=True (checkboxes) hint error required hidden_label; its id is f-<name>
{% bound form.pin %} {% form_errors form %}               a Django form's field, and its error summary
{% error_summary errors %}                                {field name: message}; nothing when empty
{% once %} or {% once id %}                               hidden field `id`: a new uuid, or the one already sent

Filters: {{ 90|duration }} "1 h 30 min"; {{ at|day }} "29 nov 2026", {{ at|day:"MMMd" }}; {{ 39.38|money:"MXN" }}; {{ text|highlight:phrases }}; {{ .55|step }} 3;
{{ 2|step_name }} "on your own"; {{ "done"|state_name }}; {{ pairs|at:key }};
{{ facts.summary|said }} picks the language of {"en": ..., "es": ...}.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from escalera.look import amounts, bars, days, fields, icons, levels, phrases, ranges, staircase, week

LONGEST_WHOLE = 12  # letters

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(week.week_picture, name="week_bars")
register.simple_tag(bars.bars_picture, name="named_bars")
register.filter("duration", amounts.time_element)
register.filter("day", days.day)
register.filter("money", amounts.money)
register.filter("highlight", phrases.highlight)
register.filter("step", levels.step_of)
register.filter("step_name", levels.step_name)


@register.filter
def at(pairs: Mapping[Any, Any], key: Any) -> Any:
    return pairs.get(key)


@register.filter
def said(words: Any) -> str:
    """A text kept as {"en": ..., "es": ...}, or with those attributes, in the language of the page."""
    language = "es" if (get_language() or "").startswith("es") else "en"
    if isinstance(words, Mapping):
        return str(words[language])
    return str(getattr(words, language, words or ""))


@register.simple_block_tag(end_name="endcard")
def card(content: SafeString, next: bool = False, heading: str = "") -> SafeString:
    title = format_html('<h2 class="first">{}</h2>', heading) if heading else ""
    return format_html('<section class="card{}">{}{}</section>', " next" if next else "", title, content)


@register.simple_block_tag(end_name="endtip")
def tip(content: SafeString, who: str = "", note: str = "") -> SafeString:
    by = " · ".join(part for part in (who, note) if part)
    footer = format_html("<footer>{}</footer>", by) if by else ""
    return format_html('<aside class="tip"><p class="first">{}</p>{}</aside>', content, footer)


@register.simple_block_tag(end_name="endwarning")
def warning(content: SafeString) -> SafeString:
    return format_html('<div class="warning">{}<div>{}</div></div>', icons.icon("warning"), content)


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: SafeString, summary: str, open: bool = False) -> SafeString:
    return format_html(
        "<details{}><summary>{}</summary>{}</details>", " open" if open else "", summary, content
    )


@register.simple_block_tag(end_name="endstatus_line")
def status_line(content: SafeString, icon: str = "check") -> SafeString:
    return format_html('<p class="status">{}<span>{}</span></p>', icons.icon(icon), content)


@register.simple_block_tag(end_name="endfacts")
def facts(content: SafeString) -> SafeString:
    return format_html('<ul class="facts">{}</ul>', content)


@register.simple_tag
def fact(words: Any, icon: str = "", strong: bool = False) -> SafeString:
    picture = icons.icon(icon) if icon else ""
    return format_html("<li>{}<b>{}</b></li>" if strong else "<li>{}<span>{}</span></li>", picture, words)


@register.simple_tag
def level(have: float | None = None, want: float | None = None) -> SafeString:
    return levels.level_picture(have=have, want=want)


@register.simple_tag
def steps(have: int | None = None, want: int | None = None) -> SafeString:
    return levels.steps_picture(have=have, want=want)


@register.simple_tag
def bar(share: float, label: str, css: str = "done") -> SafeString:
    return ranges.bar_picture(share=share, label=label, css=css)


@register.simple_tag
def pay_range(
    low: float, high: float, floor: float | None = None, currency: str = "MXN", per: str = "hour"
) -> SafeString:
    least = float(floor or 0) or None
    return ranges.range_picture(low=float(low), high=float(high), floor=least, currency=currency, per=per)


@register.simple_tag
def pay(low: float, high: float, currency: str = "MXN") -> str:
    return ranges.span(float(low), float(high), currency)


@register.inclusion_tag("look/_staircase.html", name="staircase")
def staircase_figure(stairs: Iterable[Any], goal: str) -> dict[str, object]:
    plain = [staircase.Stair(label_of(stair), stair.state, stair.minutes) for stair in stairs]
    return {"picture": staircase.staircase_picture(plain, goal=goal), "stairs": plain, "goal": goal}


@register.filter
def state_name(state: str) -> str:
    return staircase.state_name(state)


def label_of(stair: Any) -> str:
    skill = getattr(stair, "skill", None)
    return str(skill.label if skill is not None else stair.label)


@register.inclusion_tag("look/_table.html")
def data_table(
    caption: str, header: Sequence[Any], rows: Sequence[Sequence[Any]], numbers: str = ""
) -> dict[str, Any]:
    at = {int(column) for column in numbers.split(",") if column.strip()}
    return {
        "caption": caption,
        "header": [(words, "number" if n in at else "") for n, words in enumerate(header)],
        "rows": [
            [(words, cell_css(words, is_number=n in at)) for n, words in enumerate(row)] for row in rows
        ],
    }


def cell_css(words: Any, *, is_number: bool) -> str:
    """A date or a code is read in one piece: it is not broken at its hyphens."""
    if is_number:
        return "number"
    return "nowrap" if len(str(words)) <= LONGEST_WHOLE and " " not in str(words) else ""


@register.inclusion_tag("look/_field.html")
def field(name: str, label: str, **more: Any) -> dict[str, Any]:
    return {"field": fields.Field(name=name, label=label, **more)}


@register.inclusion_tag("look/_choices.html")
def choices(name: str, legend: str, options: Iterable[Any], **more: Any) -> dict[str, Any]:
    return {"field": fields.Choices.of(name=name, legend=legend, options=options, **more)}


@register.inclusion_tag("look/_bound.html")
def bound(form_field: BoundField, **more: Any) -> dict[str, Any]:
    return {"field": fields.from_form(form_field, **more)}


@register.inclusion_tag("look/_error_summary.html")
def error_summary(errors: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"errors": dict(errors or {})}


@register.inclusion_tag("look/_error_summary.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    return {"errors": {name: messages[0] for name, messages in form.errors.items()}}


@register.simple_tag
def once(id: Any = None) -> SafeString:
    """The id that makes sending a form twice equal to sending it once."""
    return format_html('<input type="hidden" name="id" value="{}">', id or uuid.uuid4())
