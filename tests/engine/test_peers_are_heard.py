from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import Catalogue, Recommendation, TaskType, claims, trusting
from escalera.engine import simulation as sim
from escalera.engine.fitting import _start, measurable
from escalera.engine.hearing import Hearing
from escalera.engine.log import Attempt, columns
from escalera.engine.peers import Voices
from escalera.engine.settling import LOOSELY, Question
from escalera.engine.unknowns import Unknowns

SKILLS = ["a", "b", "c"]
TYPES, PEOPLE = 8, 12
NOTHING = np.zeros((TYPES, claims.USES.size))


def said(spoken, did=None, labels=None):
    """What twelve people said, as (person, type, skill); did: the types each person did (default: all)."""
    did = did or {person: range(TYPES) for person in range(PEOPLE)}
    worker, row, skill = np.array(spoken, dtype=np.int64).T
    done = np.array([(person, at) for person, types in did.items() for at in types], dtype=np.int64)
    labels = np.tile([1.0, 0.0, 0.0], (TYPES, 1)) if labels is None else labels
    return claims.Said(worker, row, skill, np.ones(worker.size), done, labels, PEOPLE, asked=False)


def praise(**changes):
    """Everybody praises type 0, half the people type 1, nobody the rest."""
    spoken = [(person, 0, 0) for person in range(PEOPLE)] + [(person, 1, 0) for person in range(0, PEOPLE, 2)]
    return said(spoken, **changes)


def test_the_silence_of_those_who_did_a_type_counts():
    some = {person: range(TYPES) if person % 2 == 0 else [0, *range(2, TYPES)] for person in range(PEOPLE)}

    use, _ = claims.read(praise(), np.ones(PEOPLE))
    unmet, _ = claims.read(praise(did=some), np.ones(PEOPLE))

    assert use.mean[0] > use.mean[1] > use.mean[2]
    assert unmet.mean[1] > use.mean[1]


def test_more_praise_never_makes_a_type_less_useful():
    found = []
    for many in range(PEOPLE):
        spoken = [(person, 2, 0) for person in range(PEOPLE)] + [(person, 1, 0) for person in range(many)]
        use, _ = claims.read(said(spoken), np.ones(PEOPLE))
        found.append(use.mean[1] / use.mean[2])

    assert np.all(np.diff(found) > -1e-6)


def test_heeding_nobody_leaves_every_type_as_usual():
    use, _ = claims.read(praise(), np.ones(PEOPLE), heed=0.0)

    assert np.ptp(use.mean) < 1e-9
    assert use.variance == pytest.approx(np.full(TYPES, use.before))


def test_who_names_a_useless_favourite_is_believed_less():
    honest = [(person, at, 0) for person in range(8) for at in (0, 1, 2)]
    liars = [(person, 7, skill) for person in range(8, PEOPLE) for skill in range(3)]

    trust = trusting.trusted(said(honest + liars), NOTHING)

    assert trust[:8].min() > 0.75 > 0.5 > trust[8:].max()


def test_what_was_measured_decides_between_two_camps():
    spoken = [(person, person % 2, 0) for person in range(PEOPLE)]
    measured = NOTHING.copy()
    measured[1] = -20.0 * claims.USES

    trust = trusting.trusted(said(spoken), measured)

    assert trust[0] > trust[1]


def test_claims_move_a_wrong_label_but_never_more_than_so_far():
    named = said([(person, 3, 1) for person in range(PEOPLE)])

    labels = trusting.taught(named, np.full(PEOPLE, 0.9))
    odds = trusting.label_odds(named, np.full(PEOPLE, 0.9), 3, np.eye(3))

    assert labels[3].argmax() == 1
    assert np.array_equal(labels[0], [1.0, 0.0, 0.0])
    assert odds.max() == trusting.MOST_SAID


def practised(levels):
    """A world whose difficulties are declared right, and its log of 80 workers."""
    rng = np.random.default_rng(8)
    types = [TaskType(f"t{n}", {SKILLS[n % 3]: 1}, level=level, chance=0.1) for n, level in enumerate(levels)]
    catalogue = Catalogue.of(skills=SKILLS, task_types=types)
    world = sim.World(
        catalogue=catalogue,
        gains=0.15 * catalogue.weights,
        weights=catalogue.weights,
        needs=np.zeros((3, 3), dtype=bool),
        shape="bell",
    )
    return world, sim.random_log(world, workers=80, attempts=30, rng=rng)


def settled(catalogue, log):
    table = columns(log, catalogue)
    voices = Voices.of([], table, catalogue)
    unknowns = Unknowns.of(measurable(catalogue, table, voices), catalogue, confounded=False)
    question = Question(table, catalogue, unknowns, None)
    prior = Hearing.of(voices, catalogue).prior(heard=False)
    return question.settle(_start(catalogue, unknowns), prior, steps=4)


def test_difficulties_that_were_declared_right_stay_and_wrong_ones_move():
    world, log = practised(np.linspace(0.25, 0.7, 12))
    true = world.catalogue.difficulty
    off = replace(world.catalogue, difficulty=true + np.random.default_rng(1).normal(0.0, 0.7, 12))

    right, wrong = settled(world.catalogue, log), settled(off, log)

    assert right.apart.difficulties < LOOSELY.difficulties < wrong.apart.difficulties
    assert np.std(right.fit.difficulty - true) < 0.12
    assert np.std(wrong.fit.difficulty - true) < 0.75 * np.std(off.difficulty - true)


def test_only_those_who_speak_are_heard_in_silence():
    types = [TaskType(name, {"a": 1}) for name in ("one", "other")]
    catalogue = Catalogue.of(skills=SKILLS, task_types=types)
    log = columns(
        [Attempt(who, name, None) for who in ("bilal", "chen") for name in ("one", "other")], catalogue
    )

    voices = Voices.of([Recommendation("chen", "one", "a")], log, catalogue)

    assert voices.workers == ("chen",)
    assert voices.did.tolist() == [[0, 0], [0, 1]]
