import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from escalera.engine import Catalogue, TaskType, Tutor

LADDER = ((1, 0.3), (2, 0.55), (3, 0.8))


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def catalogue():
    """Three skills with a family of three levels each; spreadsheets need reading first."""
    return Catalogue.of(
        skills=["reading", "typing", "spreadsheets"],
        prerequisites={"spreadsheets": ["reading"]},
        task_types=[
            TaskType(f"{skill}-{number}", {skill: 1.0}, level=level, family=skill, chance=0.25, pay=pay)
            for skill, pay in (("reading", 0.0), ("typing", 0.05), ("spreadsheets", 0.0))
            for number, level in LADDER
        ],
    )


@pytest.fixture
def tutor(catalogue):
    return Tutor(catalogue)


@pytest.fixture
def amina(tutor):
    """Amina has just come; nobody knows what she can do."""
    return tutor.newcomer()


# A busy machine must not fail a law: what is slow here is the machine.
settings.register_profile("engine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("engine")
