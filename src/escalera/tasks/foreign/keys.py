"""From earlier workers' answers to a key: the majority where they agree, a peer where they do not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from escalera.tasks.families.family import Field, Key, Option
from escalera.tasks.foreign.form import Input, in_words
from escalera.tasks.scoring.given import plain

AGREEMENT = 0.5  # less than this share for the most frequent answer is no one right answer
SPREAD = 0.1  # sliders that differ by at most this share of their range agree
TICKED = "ticked-boxes"
TICKED_LABEL = {"en": "Boxes to tick", "es": "Casillas por marcar"}
WIDGETS = {
    "radio": "choice",
    "select": "choice",
    "range": "choice",
    "checkbox": "choices",
    "longtext": "longtext",
    "number": "number",
}
PEER = Key("peer", None, weight=0.0)  # an optional remark left empty takes nothing away
Answers = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Keyed:
    fields: tuple[Field, ...]
    key: dict[str, Key]

    @property
    def is_scored(self) -> bool:
        return any(key.rule != "peer" for key in self.key.values())


def keyed(inputs: Mapping[str, Input], answers: Answers, *, language: str) -> Keyed:
    """Fields of a row and how each is scored; boxes that stand alone are judged together."""
    answers = [whole(answer, inputs) for answer in answers]
    named = {name for answer in answers for name, value in answer.items() if value}
    asked = [one for one in inputs.values() if one.kind != "hidden"]
    asked += [Input(name, "unknown", in_words(name)) for name in sorted(named - set(inputs))]
    boxes = [one for one in asked if one.kind == "checkbox" and len(one.options) == 1]
    pairs = [field_and_key(one, given(answers, one.name)) for one in asked if one not in boxes]
    if boxes:
        pairs.append(ticked(boxes, answers, language))
    return Keyed(tuple(field for field, _ in pairs), {field.name: key for field, key in pairs})


def whole(answer: Mapping[str, str], inputs: Mapping[str, Input]) -> dict[str, str]:
    """Put `name.value = True` columns, one a choice, together into `name = value`."""
    joined: dict[str, str] = {}
    for column, value in answer.items():
        name, dot, option = column.partition(".")
        if not (dot and name in inputs and value.lower() in ("true", "false", "")):
            joined[column] = value
        elif value.lower() == "true":
            joined[name] = f"{joined[name]}|{option}" if name in joined else option
    return joined


def given(answers: Answers, name: str) -> list[str]:
    return [value for answer in answers if (value := answer.get(name, ""))]


def field_and_key(one: Input, references: list[str]) -> tuple[Field, Key]:
    widget = WIDGETS.get(one.kind, "text")
    if one.kind == "range" and not one.options:
        widget = "number"
    field = Field(one.name, one.label, widget, options=one.options)
    rules = {"choice": choice, "choices": several, "number": number}
    return field, rules.get(widget, text)(one, references)


def choice(one: Input, references: list[str]) -> Key:
    votes = Counter(
        value for one_said in references if (value := as_option(one_said, one.options)) is not None
    )
    if not votes or not agreed(votes):
        return PEER
    (right, most), *others = votes.most_common()
    partial = {value: round(count / most * 0.9, 2) for value, count in others}
    label = next(option.label for option in one.options if option.value == right)
    return Key("choice", right, shown=label, detail={"partial": partial} if partial else {})


def several(one: Input, references: list[str]) -> Key:
    sets = [{v for part in said.split("|") if (v := as_option(part, one.options))} for said in references]
    return majority_set(sets, [option.value for option in one.options])


def number(one: Input, references: list[str]) -> Key:
    try:
        values = sorted(float(value) for value in references)
    except ValueError:
        return PEER
    if len(values) < 2 or values[-1] - values[0] > SPREAD * max(abs(values[-1]), 1.0):
        return PEER
    middle = values[len(values) // 2]
    return Key("number", middle, detail={"tolerance": max(0.005, values[-1] - values[0])})


def text(one: Input, references: list[str]) -> Key:
    """Free text has one right answer only where several people wrote the same."""
    votes = Counter(plain(value, {}) for value in references)
    if len(references) < 2 or not agreed(votes) or votes.most_common(1)[0][1] < 2:
        return PEER
    repeated = [value for value, count in votes.most_common() if count > 1]
    written = {plain(value, {}): value for value in references}
    return Key("exact", [written[value] for value in repeated])


def ticked(boxes: list[Input], answers: Answers, language: str) -> tuple[Field, Key]:
    options = tuple(
        Option(box.name, box.options[0].label if box.options[0].label != "on" else box.label) for box in boxes
    )
    field = Field(TICKED, TICKED_LABEL[language], "choices", options=options)
    names = [box.name for box in boxes]
    sets = [{name for name in names if answer.get(name)} for answer in answers]
    return field, majority_set(sets, names)


def majority_set(sets: list[set[str]], names: list[str]) -> Key:
    """What most of them marked. A set nobody or few agree on, or an empty one, is nobody's right answer."""
    if not sets:
        return PEER
    right = [name for name in names if sum(name in one for one in sets) * 2 > len(sets)]
    alike = sum(set(right) == one for one in sets) / len(sets)
    return Key("set", right) if right and alike >= AGREEMENT else PEER


def agreed(votes: Counter[str]) -> bool:
    ranked = votes.most_common(2)
    is_tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return not is_tied and ranked[0][1] / votes.total() >= AGREEMENT


def as_option(said: str, options: tuple[Option, ...]) -> str | None:
    """The option meant; 1.0 means 1, as tables turn numbers into fractions."""
    said = said.strip()
    for option in options:
        if option.value == said or as_number(option.value) == as_number(said) is not None:
            return option.value
    return None


def as_number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None
