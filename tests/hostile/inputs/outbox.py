"""What a phone's outbox sends: JSON to /api/attempts, and the other doors of the API."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from hostile.inputs.hostile import Hostile, Places, file, large

REFUSED = r"\A4\d\d "
STORED = r"\A200 "
ID = "6f1c9a52-0000-4000-8000-000000000001"


def sends(
    content_type: str = "application/json", path: str = "/api/attempts"
) -> Callable[[Places], dict[str, Any]]:
    return lambda places: {
        "http": {
            "path": path,
            "body": str(places.folder / "body"),
            "type": content_type,
            "session": places.known["session"],
        }
    }


def attempt(**values: Any) -> dict[str, Any]:
    return {"id": ID, "item": "{item}", "answer": {"sentiment": "good"}, "seconds": 9} | values


def raw(**values: str) -> str:
    """An attempt with these JSON texts in it, which json.dumps would not write."""
    parts = {name: json.dumps(value) for name, value in attempt().items()} | values
    return "[{" + ", ".join(f'"{name}": {value}' for name, value in parts.items()) + "}]"


def of(
    name: str,
    kind: str,
    body: str | bytes | Callable[[Places], None],
    *,
    says: str = REFUSED,
    refused: bool = True,
    quick: bool = False,
    **how: str,
) -> Hostile:
    def make(places: Places) -> None:
        if callable(body):
            body(places)
        else:
            source = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
            file("body", source.replace(b"{item}", places.known["item"].encode()))(places)

    return Hostile(name, kind, "outbox", make, sends(**how), says, refused, quick, never_says="Traceback")


def inputs() -> Iterator[Hostile]:
    yield of("lists a hundred thousand deep", "nesting", "[" * 100_000 + "]" * 100_000, quick=True)
    yield of("objects a hundred thousand deep", "nesting", '{"a":' * 100_000 + "1" + "}" * 100_000)
    yield of("an answer nine hundred deep", "nesting", raw(answer='{"a":' * 900 + "1" + "}" * 900))
    yield of("JSON that never ends", "unterminated", raw()[:-9], quick=True)
    yield of("a text that never ends", "unterminated", '[{"id": "')
    yield of("nothing", "header", "")
    yield of("seconds are NaN", "number", raw(seconds="NaN"), quick=True)
    yield of("seconds are infinite", "number", raw(seconds="Infinity"))
    yield of("seconds are 1e999", "number", raw(seconds="1e999"))
    yield of("seconds are negative", "number", raw(seconds="-1"))
    yield of("seconds of five thousand digits", "number", raw(seconds="9" * 5000))
    yield of("a time of five thousand digits", "number", raw(answered_at="9" * 5000))
    yield of("a time in year 99999", "number", raw(answered_at='"99999-01-01T00:00:00Z"'))
    yield of(
        "a time before all zones",
        "number",
        raw(answered_at='"0001-01-01T00:00:00+14:00"'),
        says=r"\A(200|4\d\d) ",
        refused=False,
    )
    yield of(
        "a time after all zones",
        "number",
        raw(answered_at='"9999-12-31T23:59:59-14:00"'),
        says=r"\A(200|4\d\d) ",
        refused=False,
    )
    yield of(
        "a hundred and one attempts", "size", json.dumps([attempt(id=f"{ID[:-3]}{n:03}") for n in range(101)])
    )
    yield of("three megabytes", "size", raw(answer=json.dumps({"sentiment": "x" * 3_000_000})))
    yield of("a hundred megabytes of blanks", "size", large("body", b" ", 100_000_000))
    yield of(
        "a hundred thousand keys",
        "size",
        raw(answer=json.dumps({f"k{n}": "v" for n in range(100_000)})),
        says=r"\A(200|4\d\d) ",
        refused=False,
    )
    yield of("a key twice", "header", raw().replace('"seconds": 9', '"seconds": 9, "seconds": -9'))
    yield of("Latin-1", "encoding", raw(answer='{"sentiment": "señal"}').encode("latin-1"))
    yield of("UTF-16", "encoding", raw().encode("utf-16"), says=r"\A(200|4\d\d) ", refused=False)
    yield of(
        "half characters and NUL",
        "encoding",
        raw(answer='{"sentiment": "\\u0000a\\ud800"}'),
        says=STORED,
        refused=False,
    )
    yield of(
        "script in an answer",
        "script",
        raw(answer='{"sentiment": "<script>alert(1)</script>"}'),
        says=STORED,
        refused=False,
    )
    yield of(
        "a prototype of JavaScript",
        "header",
        raw(answer='{"__proto__": "x", "constructor": "y"}'),
        says=STORED,
        refused=False,
    )
    yield of(
        "XML under the name of JSON",
        "entity",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    )
    yield of(
        "JSON under the name of XML",
        "header",
        raw(),
        says=r"\A(200|4\d\d) ",
        refused=False,
        content_type="text/xml",
    )
    yield of("an item that is a path", "path", raw(item='"../../../etc/passwd"'))
    yield of(
        "a goal that is a path",
        "path",
        '{"origin": "job", "origin_id": "../../etc/passwd"}',
        path="/api/goal",
    )
    yield of(
        "a posting of 3 MB",
        "size",
        json.dumps({"id": ID, "text": "captura " * 400_000}),
        path="/api/postings",
    )
    yield of(
        "a recommendation with SQL in it",
        "script",
        json.dumps({"id": ID, "task_type": "x'; DROP TABLE people_person; --", "skill": "y", "taught": True}),
        path="/api/recommendations",
    )


INPUTS = list(inputs())
