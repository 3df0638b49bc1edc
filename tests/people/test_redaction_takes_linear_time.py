import time

import pytest

from escalera.people.redaction import redact


@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "a@", "a.", "Calle A ", "at ", "one ", "1 A ", "612345678 "]
)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str):
    short, long = piece * (20_000 // len(piece)), piece * (200_000 // len(piece))

    took_short, took_long = _took(short), _took(long)

    # 10 is linear and 100 quadratic; the fixed part covers a busy machine.
    assert took_long < 30 * took_short + 0.5


def _took(text: str) -> float:
    began = time.process_time()
    redact(text)
    return time.process_time() - began
