"""Who is asked when somebody is stuck: rules that are never broken, and a sum that is as large as may be."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from escalera.engine import helping
from escalera.engine.helping import Helper, Request, Why, assigning
from escalera.engine.helping.market import Market

ES, BOTH, MORNING = frozenset({"es"}), frozenset({"es", "en"}), frozenset({8, 9})
AMINA = Request("r1", "amina", "typing", 0.5, ES, MORNING, 30.0)
BILAL = Helper("bilal", {"typing": 0.7}, BOTH, MORNING, capacity=1)


def worth(asked: Request, helper: Helper) -> float:
    """The issue's sum for one pair, written again with its own words; nan where the pair may not be."""
    if (
        asked.skill not in helper.skills
        or not asked.languages & helper.languages
        or asked.worker == helper.id
    ):
        return math.nan
    success = 1 / (1 + math.exp(-(4 * (helper.skills[asked.skill] - asked.level) + 1)))
    return success + 0.001 * asked.waiting_minutes - (0 if asked.hours & helper.hours else 0.2)


def best_by_trying_all(requests, helpers) -> float:
    places = [at for at, helper in enumerate(helpers) for _ in range(max(helper.capacity - helper.load, 0))]
    best = 0.0
    for chosen in itertools.product([*range(len(places)), None], repeat=len(requests)):
        taken = [place for place in chosen if place is not None]
        if len(set(taken)) < len(taken):
            continue
        pairs = [worth(r, helpers[places[c]]) for r, c in zip(requests, chosen, strict=True) if c is not None]
        if not any(math.isnan(pair) for pair in pairs):
            best = max(best, sum(pairs))
    return best


def best_by_highs(requests, helpers) -> float:
    pairs = [
        (r, h, value)
        for r, asked in enumerate(requests)
        for h, helper in enumerate(helpers)
        if not math.isnan(value := worth(asked, helper))
    ]
    rows = np.zeros((len(requests) + len(helpers), len(pairs)))
    for at, (r, h, _) in enumerate(pairs):
        rows[r, at] = rows[len(requests) + h, at] = 1
    most = [1] * len(requests) + [max(helper.capacity - helper.load, 0) for helper in helpers]
    solved = milp(
        [-value for *_, value in pairs], constraints=LinearConstraint(rows, ub=most), bounds=Bounds(0, 1)
    )
    return -float(solved.fun)


def drawn(requests: int, helpers: int, *, skills: int, rng) -> tuple[list[Request], list[Helper]]:
    def some(names, most):
        return frozenset(
            rng.choice(names, size=int(rng.integers(1, min(most, len(names)) + 1)), replace=False).tolist()
        )

    def hours():
        return some(range(24), 8)

    named = [f"s{at}" for at in range(skills)]
    made = [
        Helper(
            f"p{at}",
            {skill: float(rng.random()) for skill in some(named, 3)},
            some(["es", "en"], 2),
            hours(),
            int(rng.integers(3)),
            int(rng.integers(1, 5)),
        )
        for at in range(helpers)
    ]
    asked = [
        Request(
            f"r{at}",
            f"p{rng.integers(helpers)}",
            str(rng.choice(named)),
            float(rng.random()),
            some(["es", "en"], 2),
            hours(),
            float(rng.exponential(120)),
        )
        for at in range(requests)
    ]
    return asked, made


def assert_allowed(found, requests, helpers) -> float:
    """No rule is broken; return the sum, told from the file alone."""
    asked, free = {r.id: r for r in requests}, {h.id: h for h in helpers}
    pairs = [worth(asked[match.request], free[match.helper]) for match in found.matches]
    load = {h.id: sum(match.helper == h.id for match in found.matches) for h in helpers}
    assert not any(math.isnan(pair) for pair in pairs)
    assert all(load[h.id] <= max(h.capacity - h.load, 0) for h in helpers)
    answered = [match.request for match in found.matches] + [left.request for left in found.unmatched]
    assert sorted(answered) == sorted(asked)
    return sum(pairs)


def test_somebody_who_knows_is_asked_and_is_told_why():
    found = helping.match([AMINA], [BILAL])

    (match,) = found.matches
    assert match.helper == "bilal"
    assert match.expected_success == pytest.approx(1 / (1 + math.exp(-1.8)))
    assert match.reason.languages == ("es",) and match.reason.hours == (8, 9)


@pytest.mark.parametrize(
    ("helper", "why"),
    [
        (Helper("bilal", {"driving": 0.9}, ES, MORNING), Why.NOBODY_KNOWS),
        (Helper("amina", {"typing": 0.9}, ES, MORNING), Why.ONLY_THEMSELVES),
        (Helper("bilal", {"typing": 0.9}, frozenset({"en"}), MORNING), Why.NO_LANGUAGE),
        (Helper("bilal", {"typing": 0.9}, ES, MORNING, load=2, capacity=2), Why.NOBODY_FREE),
    ],
)
def test_who_finds_nobody_is_told_why(helper, why):
    (left,) = helping.match([AMINA], [helper]).unmatched

    assert left.why is why


def test_whoever_waited_longer_is_helped_first():
    chen = Request("r2", "chen", "typing", 0.5, ES, MORNING, 31.0)

    found = helping.match([AMINA, chen], [BILAL])

    assert [match.request for match in found.matches] == ["r2"]
    assert [left.why for left in found.unmatched] == [Why.OTHERS_FIRST]


def test_a_pair_that_lowers_the_sum_is_not_made():
    beginner = Helper("bilal", {"typing": 0.0}, ES, frozenset({20}))

    (left,) = helping.match([Request("r1", "amina", "typing", 1.0, ES, MORNING)], [beginner]).unmatched

    assert left.why is Why.TOO_FAR


def test_between_equals_whoever_received_most_is_asked():
    helpers = [
        Helper(name, {"typing": 0.7}, ES, MORNING, credit=credit) for name, credit in (("b", 60), ("c", -60))
    ]

    assert helping.match([AMINA], helpers).matches[0].helper == "c"


def test_what_both_learn_counts_a_tenth():
    near = Helper("near", {"typing": 0.70}, ES, MORNING)
    far = Helper("far", {"typing": 0.72}, ES, MORNING, learning={"typing": 0.0})
    taught = Helper("near", {"typing": 0.70}, ES, MORNING, learning={"typing": 1.0})

    assert helping.match([AMINA], [near, far]).matches[0].helper == "far"
    assert helping.match([AMINA], [taught, far]).matches[0].helper == "near"


def test_learning_told_from_levels_lies_between_nothing_and_all():
    told = helping.taught(np.linspace(-1, 1, 201))

    assert told.min() >= 0 and told.max() <= 1
    assert 0 < np.linspace(-1, 1, 201)[told.argmax()] < 0.3


@given(st.integers(0, 10_000), st.integers(0, 4), st.integers(1, 3))
def test_small_problems_are_solved_as_well_as_by_trying_everything(seed, requests, helpers):
    asked, free = drawn(requests, helpers, skills=2, rng=np.random.default_rng(seed))
    free = [Helper(h.id, h.skills, h.languages, h.hours, h.load, min(h.capacity, h.load + 2)) for h in free]

    total = assert_allowed(helping.match(asked, free), asked, free)

    assert total == pytest.approx(best_by_trying_all(asked, free), abs=1e-4)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_auction_comes_within_two_hundredths_of_the_best(seed, rng):
    asked, free = drawn(300, 60, skills=4, rng=np.random.default_rng(seed))
    market = Market(asked, free)

    found = assigning.by_auction(market)

    pairs = [(asked[at], free[int(to)]) for at, to in enumerate(found.helper) if to >= 0]
    total, best = sum(worth(*pair) for pair in pairs), best_by_highs(asked, free)
    assert 0.98 * best <= total <= best + 1e-3
    assert best <= assigning.bound(market, found.price) + 1e-3
    assert np.all(np.bincount(found.helper[found.helper >= 0], minlength=60) <= market.free)


def test_nobody_to_ask_and_nothing_to_ask_are_no_errors():
    assert helping.match([], [BILAL]).matches == ()
    assert [left.why for left in helping.match([AMINA], []).unmatched] == [Why.NOBODY_KNOWS]


def test_an_id_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="ids must differ"):
        helping.match([AMINA, AMINA], [BILAL])


def test_who_helped_more_than_usual_is_asked_only_where_nobody_else_can():
    expert = Helper("chen", {"typing": 0.9, "tables": 0.9}, BOTH, MORNING, load=4, capacity=9)
    others = [Helper(f"h{at}", {"typing": 0.7}, BOTH, MORNING, capacity=3) for at in range(3)]
    tables = Request("r2", "amina", "tables", 0.5, ES, MORNING, 30.0)

    found = helping.share_out([AMINA, tables], [expert, *others])

    asked = {match.request: match.helper for match in found.matches}
    assert helping.match([AMINA], [expert, *others]).matches[0].helper == "chen"
    assert asked["r1"] != "chen" and asked["r2"] == "chen"


@given(st.integers(0, 10_000))
def test_sharing_out_breaks_no_rule_and_leaves_nobody_whom_somebody_could_help(seed):
    rng = np.random.default_rng(seed)
    requests = [
        Request(f"r{at}", f"w{at}", "typing", float(rng.random()), ES, MORNING, 10.0) for at in range(6)
    ]
    helpers = [
        Helper(f"w{at}", {"typing": float(rng.random())}, ES, MORNING, int(load), int(load + rng.integers(3)))
        for at, load in enumerate(rng.integers(0, 5, 6))
    ]

    found = helping.share_out(requests, helpers)

    often = {one.id: sum(match.helper == one.id for match in found.matches) for one in helpers}
    assert all(often[one.id] <= one.free for one in helpers)
    assert all(match.request[1:] != match.helper[1:] for match in found.matches)
    told = [match.request for match in found.matches] + [left.request for left in found.unmatched]
    assert sorted(told) == sorted(one.id for one in requests)
    left = [one for one in requests if one.id in {left.request for left in found.unmatched}]
    room = [replace(one, load=one.load + often[one.id]) for one in helpers]
    assert not helping.match(left, room).matches
