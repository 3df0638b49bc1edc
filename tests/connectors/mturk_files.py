"""Files in MTurk's formats for tests: a batch of seeds to price, and its results."""

import csv
import io
from pathlib import Path
from typing import Any

LAYOUT = '<p>How much is ${seed}?</p><input name="price" type="number"><textarea name="note"></textarea>'
QUESTION = """<?xml version="1.0" encoding="UTF-8"?>
<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd">
  <HTMLContent><![CDATA[<!DOCTYPE html><html><body><form>%s</form></body></html>]]></HTMLContent>
  <FrameHeight>450</FrameHeight>
</HTMLQuestion>
"""
RESULT = {
    "HITId": "3HIT",
    "AssignmentId": "3ASSIGNMENT",
    "WorkerId": "esc1",
    "AssignmentStatus": "Approved",
    "AcceptTime": "Wed Oct 28 10:57:00 PDT 2020",
    "SubmitTime": "Wed Oct 28 10:58:47 PDT 2020",
    "ApprovalTime": "Fri Oct 30 09:00:00 PDT 2020",
    "RejectionTime": "",
    "RequesterFeedback": "",
    "WorkTimeInSeconds": "107",
    "Reward": "$0.05",
    "Answer.price": "12",
    "Answer.note": "",
}


def written(path: Path, *rows: dict[str, str]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def result(**values: Any) -> dict[str, str]:
    return RESULT | {name.replace("__", "."): value for name, value in values.items()}
