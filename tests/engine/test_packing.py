import numpy as np
import pytest

from escalera.engine.belief import Belief
from escalera.engine.effects import MOST, Effects
from escalera.engine.memory import Memory, Seen
from escalera.engine.packing import NotABelief, pack, unpack


def test_a_packed_belief_comes_back_within_single_precision(tutor, amina):
    told = tutor.tell(tutor.tell(amina, "reading-1", score=1.0), "typing-2", score=0.3, help=True)

    back = unpack(pack(told))

    assert np.allclose(back.mean, told.mean, atol=1e-5)
    assert np.allclose(back.covariance, told.covariance, atol=1e-5)
    assert back.memory.recent == told.memory.recent
    assert back.effects.names == told.effects.names
    assert np.allclose(back.effects.mean, told.effects.mean, atol=1e-5)
    assert np.allclose(back.effects.covariance, told.effects.covariance, atol=1e-5)
    assert np.allclose(back.effects.cross, told.effects.cross, atol=1e-5)


def test_what_comes_next_does_not_change_by_packing(tutor, amina):
    for name in ("reading-1", "typing-1", "reading-2", "typing-2"):
        amina = tutor.tell(amina, name, score=0.7)

    before, after = (
        tutor.ask(belief, {"reading": 0.6, "typing": 0.5}) for belief in (amina, unpack(pack(amina)))
    )

    assert before.task_type == after.task_type
    assert before.reason.probability == pytest.approx(after.reason.probability, abs=1e-4)


def test_a_belief_of_the_first_version_is_still_read():
    mean, upper = np.array([0.5, -1.0]), np.array([1.0, 0.25, 2.0])
    memory = b'{"recent":[["reading-1","reading",1.0,0.25]],"hopes":{"reading":[0.1,0.2]}}'
    packed = b"EB1\n" + (2).to_bytes(4, "little") + np.append(mean, upper).astype("<f4").tobytes() + memory

    belief = unpack(packed)

    assert belief.mean.tolist() == [0.5, -1.0]
    assert np.allclose(belief.covariance, [[1.0, 0.25], [0.25, 2.0]], atol=1e-5)
    assert belief.memory.recent == (Seen("reading-1", "reading", 1.0, 0.25),)
    assert belief.effects.names == ()


def test_sixty_skills_fit_in_32_kilobytes():
    seen = tuple(Seen(f"a-long-family-name-{at}-3", f"a-long-family-name-{at}", 0.5) for at in range(24))
    names = tuple(f"skill:a-skill-with-a-long-name-{at}" for at in range(MOST))
    effects = Effects(names, np.zeros(MOST), np.eye(MOST), np.zeros((60, MOST)))

    packed = pack(Belief(np.zeros(60), np.eye(60), Memory(seen), effects))

    assert len(packed) <= 32 * 1024


def test_packing_twice_changes_nothing_more(tutor, amina):
    once = unpack(pack(tutor.tell(amina, "reading-1", score=1.0)))

    assert np.allclose(unpack(pack(once)).mean, once.mean)


@pytest.mark.parametrize("broken", [b"", b"nonsense", b"EB1\n\x03\x00\x00\x00short"])
def test_other_bytes_are_refused(broken):
    with pytest.raises(NotABelief):
        unpack(broken)
