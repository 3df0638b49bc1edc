"""Level 3: all the rules that a post breaks, and the action that policy and earlier warnings ask for."""

from __future__ import annotations

from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Table, Text
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.moderation import policy, posts
from escalera.tasks.families.moderation.posts import RULES, Post
from escalera.tasks.families.phrases import Draw

Warnings = list[tuple[str, int]]


def item(draw: Draw, language: str) -> Item:
    words = policy.words(language)
    broken = draw.some(tuple(RULES), draw.one((0, 1, 1, 2, 2)))
    post = posts.compose(
        draw, language, broken=broken, lines=1, decoys=draw.some(tuple(RULES), 1 + (not broken))
    )
    warnings = _warnings(draw, broken)
    fields = _fields(language)
    action = policy.action(broken, warnings)
    key = {
        "rules": Key(
            "set",
            broken or ["none"],
            shown=", ".join(policy.rule_name(rule, language) for rule in broken or ["none"]),
        ),
        "action": Key("choice", action, shown=policy.action_name(action, language)),
    }
    return Item(
        instructions=words["3"]["instructions"],
        example=words["3"]["example"],
        hint=words["3"]["hint"],
        stimulus=_stimulus(post, warnings, language),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback={"rules": policy.because(post, language), "action": words["action_because"]},
    )


def _warnings(draw: Draw, broken: list[str]) -> Warnings:
    """Up to two earlier warnings; often for a rule broken again, so that rule and date both matter."""
    rules = draw.some(broken + draw.some(tuple(RULES), 2), draw.number(0, 2))
    return [
        (rule, draw.number(5, 88) if draw.yes(0.6) else draw.number(95, 300)) for rule in dict.fromkeys(rules)
    ]


def _fields(language: str) -> tuple[Field, Field]:
    words = policy.words(language)
    actions = tuple(Option(action, policy.action_name(action, language)) for action in policy.ACTIONS)
    return (
        Field("rules", words["which_rules"], "choices", options=policy.rule_options(tuple(RULES), language)),
        Field("action", words["which_action"], "choice", options=actions),
    )


def _stimulus(post: Post, warnings: Warnings, language: str) -> tuple[Stimulus, ...]:
    return (
        policy.shown(post.board, tuple(RULES), language, exceptions=True),
        _ladder(language),
        Quote(post.text, policy.words(language)["post_by"].format(first=post.author)),
        _history(post.author, warnings, language),
    )


def _ladder(language: str) -> Table:
    words = policy.words(language)
    rows = (
        (
            policy.rule_name(rule, language),
            *(policy.action_name(action, language) for action in policy.ANSWERS[rule]),
        )
        for rule in RULES
    )
    return Table(words["which_action"], (words["rule"], words["first_time"], words["again"]), tuple(rows))


def _history(author: str, warnings: Warnings, language: str) -> Stimulus:
    words = policy.words(language)
    if not warnings:
        return Text(words["no_warnings"].format(first=author))
    rows = tuple((policy.rule_name(rule, language), str(days)) for rule, days in warnings)
    return Table(words["warnings"].format(first=author), (words["warned_for"], words["days_ago"]), rows)
