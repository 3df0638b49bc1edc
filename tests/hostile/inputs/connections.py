"""Addresses of platforms that would lead into the inside, and files of tokens."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile.inputs.hostile import Hostile, Places, file, large

ADDRESSES = {
    "a file": "file:///etc/passwd",
    "the cloud's own address": "https://169.254.169.254/latest/meta-data/",
    "the cloud's own address without encryption": "http://169.254.169.254/",
    "the same as one number": "https://2852039166/",
    "the same in hexadecimal": "https://0xa9fea9fe/",
    "the same in octal": "https://0251.0376.0251.0376/",
    "the same as IPv6": "https://[::ffff:169.254.169.254]/",
    "the same in circled digits": "https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/",
    "a neighbour on the link": "https://[fe80::1]/",
    "nowhere": "https://0.0.0.0/",
    "nowhere as IPv6": "https://[::]/",
    "everybody": "https://224.0.0.1/",
    "another protocol": "gopher://127.0.0.1:70/_x",
    "a password in it": "https://admin:secret@turkle.example.org",
    "another host behind an at sign": "https://turkle.example.org@169.254.169.254/",
    "line breaks": "https://turkle.example.org/\r\nHost: 169.254.169.254",
    "no name": "https:///etc/passwd",
    "a port beyond all ports": "https://turkle.example.org:99999",
    "a script": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
}


def connects(address: str, token_file: str = "token") -> Callable[[Places], dict[str, Any]]:
    argv = ["connect", "turkle", "Seed shop", address, "--programme", "Taller", "--requester", "Chen"]
    return lambda places: {"argv": [*argv, "--token-file", token_file]}


def inputs() -> Iterator[Hostile]:
    token = file("token", "abc123")
    for name, address in ADDRESSES.items():
        yield Hostile(
            name,
            "address",
            "connect turkle",
            token,
            connects(address),
            "(?i)no address of a platform",
            quick=name == "a file",
        )
    good, no_token = "https://turkle.example.org", "(?i)token"
    yield Hostile(
        "a token of 100 MB",
        "size",
        "connect turkle",
        large("token", b"x", 100_000_000),
        connects(good),
        no_token,
    )
    yield Hostile(
        "a token from an endless device",
        "path",
        "connect turkle",
        lambda places: Path(places.folder / "token").symlink_to("/dev/zero"),
        connects(good),
        no_token,
    )
    yield Hostile(
        "a token of broken UTF-8",
        "encoding",
        "connect turkle",
        file("token", b"\xff\xfe\x00"),
        connects(good),
        no_token,
    )
    yield Hostile(
        "a token of several lines",
        "header",
        "connect turkle",
        file("token", "abc\r\nX-Admin: yes"),
        connects(good),
        no_token,
    )


INPUTS = list(inputs())
