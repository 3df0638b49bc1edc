"""Only the wrong rows are corrected; the good ones stay as they are."""

import pytest

from authoring import ORDERS, drafted
from escalera.programmes import actions as programmes
from escalera.tasks.authoring import actions, readiness
from escalera.tasks.authoring.problems import TableRefused

WRONG = ORDERS + 'soap,house,"12,x"\nmop,house,\n'


@pytest.fixture
def draft(starter, chen, noon):
    return drafted(programmes.begin(name="Taller", coordinator=chen, now=noon), chen, noon, csv=WRONG)


def numbered(draft):
    return {number: cells[0] for number, cells in draft.rows.rows}


def test_corrected_rows_take_the_places_of_the_wrong_ones(draft, noon):
    before = numbered(draft)

    actions.mend(draft=draft, source=b"order,kind,total\nsoap,house,12.50\nmop,house,60\n", now=noon)

    assert numbered(draft) == before
    assert not readiness.checked(draft).problems


def test_a_row_that_is_left_out_is_gone_and_a_further_one_comes_last(draft, noon):
    actions.mend(draft=draft, source=b"order,kind,total\nsoap,house,12.50\n", now=noon)
    assert list(numbered(draft).values())[-1] == "soap" and len(numbered(draft)) == 4

    actions.mend(draft=draft, source=b"order,kind,total\nbucket,house,80\n", now=noon)
    assert numbered(draft)[6] == "bucket" and len(numbered(draft)) == 5


@pytest.mark.parametrize("source", [b"order,total\nsoap,12\n", b"", b"order,kind,total\n"])
def test_what_cannot_be_read_or_has_other_columns_changes_nothing(draft, noon, source):
    before = numbered(draft)

    with pytest.raises(TableRefused):
        actions.mend(draft=draft, source=source, now=noon)

    draft.refresh_from_db()
    assert numbered(draft) == before
