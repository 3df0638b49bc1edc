"""Requests that flood a running server: what is sent before anybody says who they are."""

from collections.abc import Iterator
from dataclasses import dataclass

BLOCK = b"x" * 1_000_000


@dataclass(frozen=True)
class Flood:
    """`head` with HOST in it, then so many blocks, each framed as a chunk where `is_chunked`."""

    name: str
    head: str
    blocks: int = 0
    is_chunked: bool = False

    def sent(self, host: str) -> Iterator[bytes]:
        yield (self.head.replace("HOST", host).replace("\n", "\r\n") + "\r\n\r\n").encode("latin-1")
        for _ in range(self.blocks):
            yield f"{len(BLOCK):x}\r\n".encode() + BLOCK + b"\r\n" if self.is_chunked else BLOCK


def post(path: str, kind: str, length: str) -> str:
    return f"POST {path} HTTP/1.1\nHost: HOST\nContent-Type: {kind}\nContent-Length: {length}"


FORM, JSON = "multipart/form-data; boundary=b", "application/json"
FLOODS = (
    Flood("a posting of 100 MB", post("/postings/new/", FORM, "100000000"), 100),
    Flood("an outbox of 100 MB", post("/api/attempts", JSON, "100000000"), 100),
    Flood("a sign-in of 100 MB", post("/account/session/", "application/x-www-form-urlencoded", "100000000"), 100),
    Flood("a length of ninety digits", post("/api/attempts", JSON, "9" * 90), 1),
    Flood("a length below nothing", post("/api/attempts", JSON, "-1")),
    Flood("two lengths", post("/api/attempts", JSON, "1") + "\nContent-Length: 2"),
    Flood("a length and chunks", post("/api/attempts", JSON, "5") + "\nTransfer-Encoding: chunked", 1, True),
    Flood("100 MB in chunks", "POST /api/attempts HTTP/1.1\nHost: HOST\nContent-Type: application/json\nTransfer-Encoding: chunked", 100, True),
    Flood("an address of a megabyte", f"GET /jobs/?q={'a' * 1_000_000} HTTP/1.1\nHost: HOST"),
    Flood("ten thousand headers", "GET / HTTP/1.1\nHost: HOST\n" + "\n".join(f"X-{n}: y" for n in range(10_000))),
    Flood("a cookie of a megabyte", f"GET / HTTP/1.1\nHost: HOST\nCookie: a={'b' * 1_000_000}"),
    Flood("no protocol", "\0\xff\xfe" * 9000),
)  # fmt: skip
