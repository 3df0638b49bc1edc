"""What is known of a job's pay and of what AI may change: the starter file's figures, or newer ones that were imported."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from escalera.jobs.models import Job
from escalera.reference import facts, queries
from escalera.reference.exposure import Exposure
from escalera.reference.facts import Source
from escalera.reference.models import OccupationWage
from escalera.reference.places import states
from escalera.reference.words import Words

Kept = dict[str, Any]  # as starter_pay.PayFact, in plain values
OURS = "bls-oews-2025"
COUNTRY = Words("United States", "Estados Unidos")
METROPOLITAN = Words("metropolitan areas of the United States", "zonas metropolitanas de Estados Unidos")
NONMETROPOLITAN = Words(
    "nonmetropolitan areas of the United States", "zonas no metropolitanas de Estados Unidos"
)
COVERS = Words(
    "employees only; people who work for themselves are not counted",
    "solo personas empleadas; no cuenta a quien trabaja por su cuenta",
)


def pay_of(job: Job, *, us_state: str = "") -> list[tuple[Kept, Source]]:
    """Each figure with its source; imported US wages replace ours of the same year or an older one."""
    kept = [(one, facts.source(one["source"])) for one in job.facts.get("pay", ())]
    occupation, source = job.facts.get("nearest_occupation"), queries.source_of("oews")
    if (
        not occupation
        or source is None
        or any(one["year"] > source.year for one, _ in kept if one["source"] == OURS)
    ):
        return kept
    imported = [
        (figure, source)
        for wage in queries.occupation_wages(occupation["soc"], state=us_state)
        for figure in _figures(wage, occupation, source)
    ]
    return [*imported, *((one, own) for one, own in kept if one["source"] != OURS)] if imported else kept


def exposure_of(job: Job) -> Sequence[Exposure | Kept]:
    """The measures of the nearest occupation; empty when nobody has measured it."""
    occupation = job.facts.get("nearest_occupation")
    imported = queries.exposure(occupation["soc"]) if occupation else ()
    kept: list[Kept] = job.facts.get("exposure", [])
    return imported or kept


def _figures(wage: OccupationWage, occupation: Kept, source: Source) -> list[Kept]:
    state = next((one.name for one in states("US") if one.code == wage.state), COUNTRY)
    measured = [
        ("middle_half", wage.hourly_p25, wage.hourly_p75, state),
        ("area_median", wage.metropolitan_median, wage.metropolitan_median, METROPOLITAN),
        ("area_median", wage.nonmetropolitan_median, wage.nonmetropolitan_median, NONMETROPOLITAN),
    ]
    return [
        _figure(measure, low, high, place, occupation, source)
        for measure, low, high, place in measured
        if low is not None and high is not None
    ]


def _figure(
    measure: str, low: Decimal, high: Decimal, place: Words, occupation: Kept, source: Source
) -> Kept:
    return {
        "amount_low": str(low),
        "amount_high": str(high),
        "currency": "USD",
        "per": "hour",
        "measure": measure,
        "place": asdict(place),
        "covers": asdict(COVERS),
        "occupation": occupation["name"],
        "source": source.id,
        "year": source.year,
        "people": None,
    }
