import numpy as np
import pytest

from escalera.engine.belief import population
from escalera.engine.memory import Memory, Seen
from escalera.engine.packing import NotABelief, pack, unpack


def test_a_packed_belief_comes_back_within_single_precision(tutor, amina):
    told = tutor.tell(tutor.tell(amina, "reading-1", score=1.0), "typing-2", score=0.3, help=True)

    back = unpack(pack(told))

    assert np.allclose(back.mean, told.mean, atol=1e-5)
    assert np.allclose(back.covariance, told.covariance, atol=1e-5)
    assert back.memory.recent == told.memory.recent
    assert back.memory.hopes.keys() == told.memory.hopes.keys()


def test_sixty_skills_fit_in_32_kilobytes():
    seen = tuple(Seen(f"a-long-family-name-{at}-3", f"a-long-family-name-{at}", 0.5) for at in range(24))
    hopes = {f"a-skill-with-a-long-name-{at}": (0.1234, -0.5678) for at in range(60)}

    packed = pack(population(60).__class__(np.zeros(60), np.eye(60), Memory(seen, hopes)))

    assert len(packed) <= 32 * 1024


def test_packing_twice_changes_nothing_more(tutor, amina):
    once = unpack(pack(tutor.tell(amina, "reading-1", score=1.0)))

    assert np.allclose(unpack(pack(once)).mean, once.mean)


@pytest.mark.parametrize("broken", [b"", b"nonsense", b"EB1\n\x03\x00\x00\x00short"])
def test_other_bytes_are_refused(broken):
    with pytest.raises(NotABelief):
        unpack(broken)
