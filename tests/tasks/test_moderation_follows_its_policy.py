import numpy as np
import pytest

from escalera.tasks.families import REGISTRY
from escalera.tasks.families.moderation import policy, posts
from escalera.tasks.families.phrases import Draw


def test_moderation_is_only_for_those_who_chose_it():
    assert REGISTRY["moderation"].opt_in


@pytest.mark.parametrize(
    ("broken", "warnings", "action"),
    [
        ([], [("respect", 5)], "publish"),
        (["respect"], [], "rewrite"),
        (["respect"], [("respect", 90)], "pause"),
        (["respect"], [("respect", 91)], "rewrite"),
        (["respect"], [("spam", 5)], "rewrite"),
        (["topic"], [("topic", 30)], "remove"),
        (["topic", "private"], [], "remove"),
        (["fake", "topic"], [], "pause"),
    ],
)
def test_the_action_is_the_strictest_that_a_fresh_warning_for_the_same_rule_asks_for(
    broken, warnings, action
):
    assert policy.action(broken, warnings) == action


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_policy_is_on_the_page(level, language):
    item = REGISTRY["moderation"].make(level, language, np.random.default_rng(1))

    shown = item.stimulus[0]

    assert len(shown.rows) == (4 if level == 1 else 5)
    assert all(all(cell for cell in row) for row in shown.rows)


def test_a_sentence_breaks_a_rule_or_is_allowed_and_never_both():
    for rule in posts.RULES.values():
        breaks = {sentence["en"] for sentence in rule["breaks"]}
        assert breaks.isdisjoint(sentence["en"] for sentence in rule["fine"])


def test_every_broken_rule_has_its_sentence_in_the_post():
    for seed in range(50):
        post = posts.compose(
            Draw(np.random.default_rng(seed)), "es", broken=["spam", "private"], lines=1, decoys=["respect"]
        )

        assert set(post.broken) == {"spam", "private"}
        assert all(sentence in post.text for sentence in post.broken.values())
        assert post.allowed["respect"] not in post.broken.values()
