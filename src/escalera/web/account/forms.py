from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from escalera.people.actions import Choices
from escalera.people.models import Grammar, Language
from escalera.reference import places

Option = tuple[str, Any]


def place_options() -> Iterator[Option]:
    """Countries in one list, those with states as a group: no state of another country can be chosen."""
    language = get_language() or "en"
    yield "", _("I'd rather not say")
    for country in places.countries():
        name = country.name.in_(language)
        if country.states:
            states = [(f"{country.code}/{state.code}", state.name.in_(language)) for state in country.states]
            yield name, [(f"{country.code}/", _("%(country)s, any state") % {"country": name}), *states]
        else:
            yield f"{country.code}/", name


def size_options() -> Iterator[Option]:
    yield "", _("I'd rather not say")
    for size in places.locality_sizes():
        yield size.id, size.label.in_(get_language() or "en")


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)
    grammar = forms.ChoiceField(
        label=_("How should we speak to you?"),
        help_text=_("It matters in Spanish, where words change: “bienvenida”, “bienvenido”."),
        choices=lambda: [(value, capfirst(label)) for value, label in Grammar.choices],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_("Only to show the minimum wage there. Nobody else sees it."),
        choices=place_options,
        required=False,
    )
    locality_size = forms.ChoiceField(
        label=_("How many people live in your town or city?"),
        help_text=_("It tells us if a place is rural. A guess is fine."),
        choices=size_options,
        required=False,
    )
    sees_moderation = forms.BooleanField(
        label=_("Posts of other people"),
        help_text=_("The posts are rude at times, never violent. You can take it back whenever you like."),
        required=False,
    )

    @property
    def selects(self) -> tuple[forms.BoundField, ...]:
        return self["place"], self["locality_size"]

    @property
    def moderation(self) -> list[dict[str, Any]]:
        words = _("Give me tasks that check such posts, too")
        return [{"value": "on", "label": words, "hint": self["sees_moderation"].help_text}]

    @property
    def moderation_chosen(self) -> str | None:
        return "on" if self["sees_moderation"].value() else None

    def choices(self) -> Choices:
        given = dict(self.cleaned_data)
        country, _slash, state = given.pop("place").partition("/")
        return Choices(country=country, state=state, **given)
