"""Issue C asks for two hundred."""

from collections import Counter

from hostile.inputs import by_kind, everything, totals


def test_at_least_two_hundred_distinct_inputs_are_tried(capsys):
    counted = by_kind()

    assert sum(counted.values()) >= 200
    assert Counter(one.id for one in everything()).most_common(1)[0][1] == 1
    assert min(counted.values()) >= 5
    with capsys.disabled():
        print(f"\n{totals()}")
