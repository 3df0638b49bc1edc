"""A chosen row made into a step: skills with intervals, pay, reason and the alternatives."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from escalera.engine.arriving import Rows
from escalera.engine.belief import Belief
from escalera.engine.catalogue import LOGITS_PER_LEVEL, Catalogue, FloatArray
from escalera.engine.gains import Gains
from escalera.engine.planning import Need
from escalera.engine.steps import Alternative, Reason, ReasonCode, Step, Taught

Z_INTERVAL = 1.2815515655446004
MOST_ALTERNATIVES = 3


def step(
    row: int,
    *,
    belief: Belief,
    wanted: Need,
    catalogue: Catalogue,
    gains: Gains,
    rows: Rows,
    factor: FloatArray,
    variety: float,
    code: ReasonCode,
    propensity: float = 1.0,
    misses: int = 0,
    after: str | None = None,
    lately: int = 0,
    alternatives: tuple[Alternative, ...] = (),
    with_help: bool = False,
    times: int = 1,
) -> Step:
    """Return the step for a catalogue row; `lately` is how often the type was done lately."""
    seconds, pay = float(catalogue.seconds[row]), float(catalogue.pay[row])
    skill = principal(row, belief=belief, wanted=wanted, catalogue=catalogue, rows=rows)
    purpose = int(wanted.wanted_for[skill])
    aim = float(wanted.aim[skill]) if np.isfinite(wanted.aim[skill]) else float(catalogue.difficulty[row])
    if code == "weakest_skill" and purpose != skill:
        code = "prerequisite"
    reason = Reason(
        code=code,
        skill=catalogue.skills[skill],
        level=min(max(aim / LOGITS_PER_LEVEL + 0.5, 0.0), 1.0),
        probability=float(belief.reached(np.full(belief.mean.size, aim))[skill]),
        success=belief.success(
            catalogue.weights[row],
            difficulty=float(catalogue.difficulty[row]),
            chance=float(catalogue.chance[row]),
        ),
        needed_for=catalogue.skills[purpose] if purpose != skill else None,
        misses=misses,
        after=after,
        times=lately,
    )
    return Step(
        task_type=catalogue.task_types[row],
        skills=taught(
            row, belief=belief, wanted=wanted, catalogue=catalogue, rows=rows, share=variety * factor
        ),
        minutes=seconds / 60.0,
        pay_per_hour=pay * 3600.0 / seconds if pay > 0 else None,
        propensity=propensity,
        peers=round(float(gains.peers[row].max(initial=0.0))),
        reason=reason,
        alternatives=alternatives,
        with_help=with_help,
        times=times,
    )


def principal(row: int, *, belief: Belief, wanted: Need, catalogue: Catalogue, rows: Rows) -> int:
    """Return the skill the type helps most towards what is wanted (else the one it asks for most)."""
    at = rows.skill[row]
    lacking = wanted.deficit(belief.mean, belief.deviation)[at]
    help = (
        np.minimum(rows.gain[row] + 0.01 * rows.weight[row], lacking) * (wanted.attention * wanted.price)[at]
    )
    return int(at[np.argmax(help)]) if help.max() > 0 else int(np.argmax(catalogue.weights[row]))


def taught(
    row: int, *, belief: Belief, wanted: Need, catalogue: Catalogue, rows: Rows, share: FloatArray
) -> tuple[Taught, ...]:
    """Return the skills one attempt is expected to move now, strongest first, in levels with 80 %
    intervals; share (R,) is what repetition and this worker's effects leave of each gain."""
    at, weights = rows.skill[row], catalogue.weights[row]
    z = np.asarray(float(weights @ belief.mean) - float(catalogue.difficulty[row]))
    arrives = rows.form.zone(z) * rows.form.room(belief.mean[at]) * wanted.gate[at] * share / LOGITS_PER_LEVEL
    gain, spread = rows.gain[row] * arrives, np.sqrt(rows.variance[row]) * arrives * Z_INTERVAL
    return tuple(
        Taught(
            catalogue.skills[at[j]], float(gain[j]), float(gain[j] - spread[j]), float(gain[j] + spread[j])
        )
        for j in np.argsort(-gain).tolist()
        if gain[j] > 1e-6
    )


def alternatives(
    catalogue: Catalogue, rate: Mapping[int, float], *, chosen: int, why: Mapping[int, str]
) -> tuple[Alternative, ...]:
    """Return the few best types that were not chosen and why not; `rate` and `why` by catalogue row."""
    order = sorted((row for row in rate if row != chosen), key=lambda row: -rate[row])[:MOST_ALTERNATIVES]
    return tuple(
        Alternative(catalogue.task_types[row], float(catalogue.seconds[row]) / 60.0, why.get(row, "slower"))
        for row in order
    )
