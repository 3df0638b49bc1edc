"""What is wrong with a table or a draft, in words that say what to do."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from escalera.tasks.authoring.problems import Problem

WORDS = {
    "empty": gettext_lazy("The file is empty. Choose another, or paste the rows."),
    "too_large": gettext_lazy("The file has more than %(most)s kB. Take out what isn't needed, or split it."),
    "not_csv": gettext_lazy(
        "This is an Excel or zip file. In Excel choose File, Save as, “CSV UTF-8”, and send that one."
    ),
    "not_text": gettext_lazy("This is not a text file. Save the table as “CSV UTF-8” and send that one."),
    "broken": gettext_lazy(
        "Row %(row)s can't be read: a quotation mark is opened and never closed. Close it, or take it out."
    ),
    "too_many_rows": gettext_lazy("The table has more than %(most)s rows. Split it into several tasks."),
    "too_many_columns": gettext_lazy(
        "The table has %(found)s columns; at most %(most)s. Delete those that nobody needs to see."
    ),
    "no_header": gettext_lazy("The first row must hold the names of the columns."),
    "other_columns": gettext_lazy(
        "The columns are not the same. The first line must say: %(names)s. To change the columns, send a whole table."
    ),
    "no_rows": gettext_lazy("There is no row below the names of the columns."),
    "unnamed_column": gettext_lazy("Column %(place)s has no name. Write one in the first row."),
    "column_twice": gettext_lazy("Two columns are called “%(name)s”. Give each a name of its own."),
    "cells": gettext_lazy(
        "it has %(found)s cells, and the first row has %(wanted)s. If a comma is inside a text, put the text in quotation marks."
    ),
    "too_long": gettext_lazy("%(found)s letters; at most %(most)s. Shorten it: people read it on a phone."),
    "not_a_number": gettext_lazy("“%(cell)s” is not a number; write 12.50"),
    "two_numbers": gettext_lazy("“%(cell)s” can mean %(first)s or %(second)s; write it without separator."),
    "no_answer": gettext_lazy("there is no right answer. Write it, or delete the row."),
    "empty_row": gettext_lazy(
        "there is nothing to look at. Write something in a column that people see, or delete the row."
    ),
    "double": gettext_lazy("it shows the same as row %(other)s. Delete one of the two."),
    "nothing_asked": gettext_lazy(
        "Choose at least one column with the right answers: what people are asked."
    ),
    "nothing_shown": gettext_lazy("Choose at least one column that people see."),
    "options": gettext_lazy(
        "it has %(found)s different answers; to choose from, there must be from 2 to %(most)s."
    ),
    "no_good_row": gettext_lazy("No row can be used yet. Correct the rows below."),
    "no_title": gettext_lazy("It has no name."),
    "no_skill": gettext_lazy("It says no skill that it builds."),
    "no_instructions": gettext_lazy("It has no instructions."),
    "no_table": gettext_lazy("It has no rows."),
}
NOTES = {
    "windows_text": gettext_lazy(
        "The file was in an old Windows format. Look whether accents and ñ came out right."
    ),
    "contacts_cut": gettext_lazy(
        "We cut telephone numbers, addresses or e-mails: they are nobody's business here."
    ),
}
SHOWN = 50


def said(problem: Problem) -> str:
    """Row 14, column total: “12,x” is not a number; write 12.50."""
    values = dict(problem.values)
    if meant := values.get("meant"):
        values |= {"first": f"{meant[0]:g}", "second": f"{meant[-1]:g}"}
    words = str(WORDS[problem.code]) % values
    place = {"row": problem.row, "column": problem.column, "words": words}
    if problem.row and problem.column:
        return _("Row %(row)d, column %(column)s: %(words)s") % place
    if problem.row:
        return _("Row %(row)d: %(words)s") % place
    if problem.column:
        return _("Column %(column)s: %(words)s") % place
    return words


def listed(problems: Iterable[Problem]) -> list[str]:
    return [said(problem) for problem in list(problems)[:SHOWN]]
