"""The policy as people read it, and what it makes of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Option, Table
from escalera.tasks.families.moderation.posts import RULES, Post

_WORDING: dict[str, Any] = phrases.read(__file__, "wording.toml")
ACTIONS: tuple[str, ...] = tuple(action["slug"] for action in _WORDING["action"])
ANSWERS: Mapping[str, Sequence[str]] = _WORDING["answer_to"]
WARNING_LASTS_DAYS = 90


def words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = _WORDING[language]
    return found


def rule_name(rule: str, language: str) -> str:
    return str(RULES[rule]["name"][language] if rule in RULES else words(language)["none"])


def action_name(action: str, language: str) -> str:
    return str(next(one[language] for one in _WORDING["action"] if one["slug"] == action))


def rule_options(rules: Sequence[str], language: str) -> tuple[Option, ...]:
    return tuple(Option(value=rule, label=rule_name(rule, language)) for rule in (*rules, "none"))


def shown(board: str, rules: Sequence[str], language: str, *, exceptions: bool) -> Table:
    columns = ("says", "but") if exceptions else ("says",)
    rows = (
        (rule_name(rule, language), *(RULES[rule][column][language] for column in columns)) for rule in rules
    )
    return Table(
        caption=words(language)["policy"].format(board=board),
        header=tuple(words(language)[name] for name in ("rule", *columns)),
        rows=tuple(rows),
    )


def because(post: Post, language: str) -> str:
    """Why the post breaks what it breaks, or why it may stay."""
    if not post.broken:
        return " ".join([words(language)["fine_because"], *_allowances(post, language)])
    return " ".join(
        words(language)["broken_because"].format(
            name=rule_name(rule, language), words=sentence, why=RULES[rule]["why"][language]
        )
        for rule, sentence in post.broken.items()
    )


def action(broken: Sequence[str], warnings: Sequence[tuple[str, int]]) -> str:
    """The strictest action for the broken rules; `warnings` are (rule, days ago)."""
    counting = {rule for rule, days in warnings if days <= WARNING_LASTS_DAYS}
    asked_for = [ANSWERS[rule][rule in counting] for rule in broken]
    return max(asked_for, key=ACTIONS.index, default="publish")


def _allowances(post: Post, language: str) -> list[str]:
    sentence = words(language)["allowed_because"]
    return [
        sentence.format(words=said, but=RULES[rule]["but"][language]) for rule, said in post.allowed.items()
    ]
