import numpy as np
import pytest

from escalera.engine import Tutor, labels, practice_speed
from escalera.engine import simulation as sim
from escalera.engine.fitting import _start, measurable
from escalera.engine.following import sums_of
from escalera.engine.log import Columns, columns
from escalera.engine.peers import Voices
from escalera.engine.unknowns import Unknowns

RATE_MEAN = np.exp(0.3**2 / 2.0)


def small_world(seed, **switches):
    rng = np.random.default_rng(seed)
    switches = {
        "skills": 4,
        "families": 4,
        "prerequisites": 0.0,
        "mislabelled": 0.0,
        "shape": "flat",
    } | switches
    return sim.make(rng=rng, **switches), rng


def part(log, keep):
    mine = np.isin(log.worker, keep)
    return Columns(log.workers, log.worker[mine], log.row[mine], log.score[mine], log.seconds[mine])


def covered(world, gains):
    asked = world.catalogue.weights > 0
    away = np.abs(gains.mean - RATE_MEAN * world.gains)[asked]
    return float(np.mean(away <= 1.645 * np.sqrt(gains.variance[asked])))


def error(world, gains):
    asked = world.catalogue.weights > 0
    return float(np.sqrt(np.mean((gains.mean - RATE_MEAN * world.gains)[asked] ** 2)))


def test_sums_of_two_halves_are_the_sums_of_all():
    world, rng = small_world(1)
    log = columns(sim.random_log(world, workers=30, attempts=12, rng=rng), world.catalogue)
    pairs = measurable(world.catalogue, log, Voices.of([], log, world.catalogue))
    unknowns = Unknowns.of(pairs, world.catalogue, confounded=True)
    fit = _start(world.catalogue, unknowns)

    # What workers chose is centred over a log, so it must not differ between the parts.
    unknowns = Unknowns.of(pairs, world.catalogue, confounded=False)
    whole = sums_of(log, fit, catalogue=world.catalogue, unknowns=unknowns)
    halves = [
        sums_of(part(log, keep), fit, catalogue=world.catalogue, unknowns=unknowns)
        for keep in (np.arange(15), np.arange(15, 30))
    ]
    both = halves[0] + halves[1]

    assert np.allclose(both.curvature, whole.curvature, atol=1e-8)
    assert np.allclose(both.slope, whole.slope, atol=1e-8)
    assert both.attempts == whole.attempts == 360


def test_the_score_is_the_slope_of_the_likelihood():
    world, rng = small_world(2)
    log = columns(sim.random_log(world, workers=100, attempts=20, rng=rng), world.catalogue)
    pairs = measurable(world.catalogue, log, Voices.of([], log, world.catalogue))
    unknowns = Unknowns.of(pairs, world.catalogue, confounded=False)
    fit = _start(world.catalogue, unknowns)

    at, here = unknowns.difficulties.start, unknowns.vector(fit)
    sums = sums_of(log, fit, catalogue=world.catalogue, unknowns=unknowns)
    score = (sums.slope - sums.curvature @ here)[at]
    heights = []
    for step in (1e-3, -1e-3):
        moved = here.copy()
        moved[at] += step
        there = unknowns.filled(fit, moved)
        heights.append(sums_of(log, there, catalogue=world.catalogue, unknowns=unknowns).log_likelihood)

    # The covariance's own dependence is left out, so they agree nearly.
    assert score == pytest.approx((heights[0] - heights[1]) / 2e-3, abs=0.2 * np.sqrt(sums.curvature[at, at]))


def test_small_gains_are_measured_better_than_declared():
    world, rng = small_world(3, strength=0.2, spread=0.6)
    log = sim.random_log(world, workers=200, attempts=30, rng=rng)

    tutor = Tutor(world.catalogue)
    gains = tutor.learn(log).gains

    assert error(world, gains) < 0.8 * error(world, tutor.gains)
    assert covered(world, gains) >= 0.7


def test_right_labels_are_left_alone_and_wrong_ones_found():
    world, rng = small_world(4, skills=6, families=8, mislabelled=0.15)
    table = columns(sim.random_log(world, workers=600, attempts=45, rng=rng), world.catalogue)

    repaired, _ = labels.repaired(table, world.catalogue)

    said, true = world.catalogue.weights, world.weights
    wrong = ~np.all(np.isclose(said, true), axis=1)
    changed = ~np.all(np.isclose(repaired.weights, said), axis=1)
    assert changed.sum() >= 1
    assert (changed & wrong).sum() >= 0.75 * changed.sum()


def test_practice_makes_faster():
    world, rng = small_world(5)
    table = columns(sim.random_log(world, workers=100, attempts=30, rng=rng), world.catalogue)

    slope, variance = practice_speed.slopes(table, len(world.catalogue.task_types))

    assert np.all(slope < 0.0)
    assert np.all(variance > 0.0)


def test_a_log_that_cannot_tell_leaves_needs_near_what_was_expected():
    world, rng = small_world(6)
    gains = Tutor(world.catalogue).learn(sim.random_log(world, workers=60, attempts=20, rng=rng)).gains

    assert gains.needs.sum(axis=1) == pytest.approx(np.full(4, 0.3), abs=0.25)
    assert np.all(np.diagonal(gains.needs) == 0.0)
    assert len(gains.kinds.share) == 1


def test_intervals_of_a_small_log_cover_the_truth():
    shares = []
    for seed in range(3):
        world, rng = small_world([seed, 5], shape="threshold")
        log = sim.random_log(world, workers=100, attempts=30, rng=rng)
        shares.append(covered(world, Tutor(world.catalogue).learn(log).gains))

    assert 0.8 <= np.mean(shares) <= 0.98


@pytest.mark.prove
def test_intervals_cover_in_several_worlds():
    shares = []
    for shape in ("tent", "bell", "flat", "threshold"):
        for seed in range(10):
            world, rng = small_world([seed, 5], shape=shape)
            log = sim.random_log(world, workers=120, attempts=30, rng=rng)
            shares.append(covered(world, Tutor(world.catalogue).learn(log).gains))

    assert 0.85 <= np.mean(shares) <= 0.95


@pytest.mark.prove
def test_liars_hurt_little_where_much_was_measured():
    # 16 types, so 100 workers x 32 attempts are 200 attempts a type.
    errors = []
    for seed in range(5):
        world, rng = small_world(10 + seed, strength=0.2, spread=0.6)
        log = sim.random_log(world, workers=100, attempts=2 * len(world.catalogue.task_types), rng=rng)
        said = sim.recommendations(world, log, count=200, bad=1.0 / 3.0, rng=rng)
        tutor = Tutor(world.catalogue)
        errors.append((error(world, tutor.learn(log, said).gains), error(world, tutor.learn(log).gains)))

    heard, alone = np.mean(errors, axis=0)
    assert heard <= 1.05 * alone
