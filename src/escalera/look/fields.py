"""Form fields with hint and error, the same markup whether a view or a Django form asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
)

BESIDE, SHORT, TINY = 4, 12, 3  # options, and letters of the longest
INPUT_TYPES = {"number": "text", "longtext": "text"}


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    error: str = ""
    value: Any = ""
    required: bool = False
    rows: int = 0
    autocomplete: str = "off"
    inputmode: str = ""
    maxlength: int | None = None
    accept: str = ""
    hidden_label: bool = False

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def is_long(self) -> bool:
        return self.kind == "longtext" or bool(self.rows)

    @property
    def input_type(self) -> str:
        return INPUT_TYPES.get(self.kind, self.kind)

    @property
    def mode(self) -> str:
        return self.inputmode or ("decimal" if self.kind == "number" else "")

    @property
    def described_by(self) -> str:
        return described_by(self)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
    hint: str = ""


@dataclass(frozen=True)
class Choices:
    name: str
    legend: str
    options: tuple[Choice, ...]
    many: bool = False
    hint: str = ""
    error: str = ""
    required: bool = False
    hidden_label: bool = False

    @classmethod
    def of(cls, *, options: Iterable[Any], chosen: Any = None, **more: Any) -> "Choices":
        given = {
            str(c) for c in (chosen if isinstance(chosen, list | tuple | set) else [chosen]) if c is not None
        }
        return cls(options=tuple(as_choice(option, given) for option in options), **more)

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def css(self) -> str:
        """Many short options stand side by side: squares of a picture in rows of four, as they are drawn."""
        longest = max((len(option.label + option.hint) for option in self.options), default=0)
        beside = len(self.options) >= BESIDE and longest <= SHORT
        size = ("beside squares" if longest <= TINY else "beside") if beside else ""
        return " ".join(name for name in ("wrong" if self.error else "", size) if name)

    @property
    def described_by(self) -> str:
        return described_by(self)


def as_choice(option: Any, given: set[str]) -> Choice:
    """A (value, label) pair, an object with those names, or a mapping."""
    if isinstance(option, dict):
        value, label, hint = option["value"], option["label"], option.get("hint", "")
    elif isinstance(option, tuple | list):
        value, label, hint = option[0], option[1], ""
    else:
        value, label, hint = option.value, option.label, getattr(option, "hint", "")
    return Choice(str(value), str(label), str(value) in given, str(hint))


def described_by(field: Field | Choices) -> str:
    parts = [f"{field.id}-{part}" for part in ("hint", "error") if getattr(field, part)]
    return " ".join(parts)


def from_form(bound: BoundField, **more: Any) -> Field | Choices:
    """The field of a Django form as one of ours."""
    facts: dict[str, Any] = {
        "name": bound.html_name,
        "hint": str(bound.help_text or ""),
        "error": str(bound.errors[0]) if bound.errors else "",
        "required": bound.field.required,
    }
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        option = Choice("on", str(bound.label), bool(bound.value()))
        return Choices(legend="", options=(option,), many=True, **facts, **more)
    if isinstance(widget, RadioSelect | Select | CheckboxSelectMultiple):
        many = isinstance(widget, CheckboxSelectMultiple)
        pairs = [pair for pair in bound.field.choices if pair[0] != ""]  # type: ignore[attr-defined]
        return Choices.of(
            legend=str(bound.label), options=pairs, chosen=bound.value(), many=many, **facts, **more
        )
    return Field(label=str(bound.label), **kind_and_value(bound), **facts, **more)


def kind_and_value(bound: BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    if isinstance(widget, Textarea):
        return {"kind": "longtext", "rows": int(widget.attrs.get("rows", 5)), "value": bound.value() or ""}
    attrs = {
        name: widget.attrs[name]
        for name in ("autocomplete", "inputmode", "maxlength")
        if name in widget.attrs
    }
    if isinstance(widget, PasswordInput):  # what was typed is never sent back
        return {"kind": "password", "value": "", **attrs}
    return {"value": bound.value() if bound.value() is not None else "", **attrs}
