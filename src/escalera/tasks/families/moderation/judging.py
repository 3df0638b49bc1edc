"""Levels 1 and 2: which rule does the post break, and which words show it?"""

from __future__ import annotations

from collections.abc import Sequence

from escalera.tasks.families.family import Field, Item, Key, Option, Quote
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.moderation import policy, posts
from escalera.tasks.families.moderation.posts import RULES, Post
from escalera.tasks.families.phrases import Draw

FIRST_RULES = ("respect", "private", "spam", "topic")


def clear_case(draw: Draw, language: str) -> Item:
    rule = draw.one((*FIRST_RULES, "none"))
    post = posts.compose(
        draw, language, broken=[rule] if rule != "none" else [], lines=1 if rule != "none" else 2, decoys=[]
    )
    fields, key = _rule_asked(rule, FIRST_RULES, language)
    return _item(post, FIRST_RULES, language, level=1, fields=(fields,), key={"rule": key})


def with_exceptions(draw: Draw, language: str) -> Item:
    rules = tuple(RULES)
    rule = draw.one((*rules, "none"))
    broken = [rule] if rule != "none" else []
    post = posts.compose(draw, language, broken=broken, lines=2 - len(broken), decoys=[draw.one(rules)])
    asked, key = _rule_asked(rule, rules, language)
    sentence, sentence_key = _words_asked(post, language)
    return _item(
        post, rules, language, level=2, fields=(asked, sentence), key={"rule": key, "words": sentence_key}
    )


def _rule_asked(rule: str, rules: Sequence[str], language: str) -> tuple[Field, Key]:
    words = policy.words(language)
    field = Field("rule", words["which_rule"], "choice", options=policy.rule_options(rules, language))
    return field, Key("choice", rule, shown=policy.rule_name(rule, language))


def _words_asked(post: Post, language: str) -> tuple[Field, Key]:
    words = policy.words(language)
    options = [Option(str(place), sentence) for place, sentence in enumerate(post.sentences, 1)]
    options.append(Option("none", words["no_words"]))
    shown = next(iter(post.broken.values()), words["no_words"])
    right = next(option.value for option in options if option.label == shown)
    return Field("words", words["which_words"], "choice", options=tuple(options)), Key(
        "choice", right, shown=shown
    )


def _item(
    post: Post,
    rules: Sequence[str],
    language: str,
    *,
    level: int,
    fields: tuple[Field, ...],
    key: dict[str, Key],
) -> Item:
    words = policy.words(language)
    name = policy.rule_name(next(iter(post.broken), "none"), language)
    feedback = {
        "rule": policy.because(post, language),
        "words": words["words_because"].format(name=name) if post.broken else policy.because(post, language),
    }
    return Item(
        instructions=words[str(level)]["instructions"],
        example=words[str(level)]["example"],
        hint=words[str(level)]["hint"],
        stimulus=(
            policy.shown(post.board, rules, language, exceptions=level > 1),
            Quote(post.text, words["post_by"].format(first=post.author)),
        ),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback={field.name: feedback[field.name] for field in fields},
    )
