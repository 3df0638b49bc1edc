"""Layouts of MTurk's XML and HTML through `connect bring`."""

from collections.abc import Callable, Iterator

from hostile.inputs.hostile import Hostile, Places, command, file, large, several

QUESTION = '<?xml version="1.0" encoding="UTF-8"?>{dtd}<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent>{page}</HTMLContent></HTMLQuestion>'
PAGE = "<![CDATA[<p>${seed}</p><input name=price>]]>"
ROWS = file("rows.csv", "seed\nmaíz\n")
BRING = ("connect", "bring", "files", "page.xml", "rows.csv", "--pay", "0.05", "--currency", "USD")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def question(dtd: str = "", page: str = PAGE) -> str:
    return QUESTION.format(dtd=dtd, page=page)


def of(
    name: str,
    kind: str,
    xml: str | bytes | Callable[[Places], str],
    says: str,
    *,
    quick: bool = False,
    refused: bool = True,
) -> Hostile:
    def make(places: Places) -> None:
        file("page.xml", xml(places) if callable(xml) else xml)(places)

    return Hostile(
        name, kind, "connect bring: XML", several(ROWS, make), command(*BRING), says, refused, quick
    )


def xml() -> Iterator[Hostile]:
    declares = "declares its own types"
    yield of(
        "a billion laughs",
        "entity",
        question(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>', "&l11;"),
        declares,
        quick=True,
    )
    yield of(
        "one long entity many times",
        "entity",
        question(f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 9000),
        declares,
    )
    yield of(
        "an entity that is a file",
        "entity",
        lambda places: question(f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{places.canary}">]>', "&a;"),
        declares,
        quick=True,
    )
    yield of(
        "an entity that is an address",
        "entity",
        lambda places: question(
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:{places.port}/a">]>', "&a;"
        ),
        declares,
    )
    yield of(
        "a type that is an address",
        "entity",
        lambda places: question(f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{places.port}/a.dtd">'),
        declares,
    )
    yield of(
        "a parameter entity that sends a file away",
        "entity",
        lambda places: question(
            f'<!DOCTYPE x [<!ENTITY % f SYSTEM "file://{places.canary}"><!ENTITY % d SYSTEM "http://127.0.0.1:{places.port}/d">%d;]>'
        ),
        declares,
    )
    yield of(
        "entities that never end",
        "entity",
        question('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        declares,
    )
    yield of("a type that never ends", "unterminated", question("<!DOCTYPE x ["), "not proper XML|declares")
    yield of(
        "an inclusion of a file",
        "entity",
        lambda places: question(
            page=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{places.canary}" parse="text"/>'
        ),
        "CDATA",
    )
    yield of(
        "a stylesheet from elsewhere",
        "script",
        lambda places: question(
            f'<?xml-stylesheet href="http://127.0.0.1:{places.port}/x.xsl" type="text/xsl"?>'
        ),
        "1 new tasks",
        refused=False,
    )
    yield of(
        "a CDATA that never ends",
        "unterminated",
        question(page="<![CDATA[<input name=a>"),
        "not proper XML",
        quick=True,
    )
    yield of("a comment that never ends", "unterminated", question(page="<!-- " + PAGE), "not proper XML")
    yield of(
        "tags nested twenty thousand deep",
        "nesting",
        question(page="<a>" * 20_000),
        "nested deeper",
        quick=True,
    )
    yield of("a tag of a hundred kilobytes", "nesting", question(page=f"<{'a' * 100_000}"), "not proper XML")
    yield of(
        "ten thousand attributes",
        "nesting",
        question(page="<a " + " ".join(f'b{n}="1"' for n in range(9000)) + "/>"),
        "CDATA|larger",
    )
    yield of(
        "an encoding that is another",
        "encoding",
        question().replace("UTF-8", "UTF-7"),
        "1 new tasks",
        refused=False,
    )
    yield of("UTF-16", "encoding", question().encode("utf-16"), "UTF-16")
    yield of("broken UTF-8", "encoding", question().encode().replace(b"seed", b"\xc0\xaf"), "not UTF-8")
    yield of("NUL signs", "encoding", question().replace("seed", "se\0ed"), "NUL")
    yield of(
        "a page of somebody else's server",
        "address",
        "<ExternalQuestion><ExternalURL>http://169.254.169.254/latest</ExternalURL></ExternalQuestion>",
        "somebody else's server",
        quick=True,
    )
    yield of("MTurk's older forms", "header", "<QuestionForm><Question/></QuestionForm>", "QuestionForm")
    yield of(
        "two pages", "header", question(page=PAGE + "</HTMLContent><HTMLContent>" + PAGE), "one HTMLContent"
    )
    yield of(
        "tags of another name space",
        "header",
        '<x:HTMLQuestion xmlns:x="urn:x"><x:HTMLContent>hm</x:HTMLContent></x:HTMLQuestion>',
        "no inputs",
    )
    yield Hostile(
        "100 MB of XML",
        "size",
        "connect bring: XML",
        several(ROWS, large("page.xml", b"<a>", 33_000_000)),
        command(*BRING),
        "larger than 131 kB",
    )


def html() -> Iterator[Hostile]:
    pages = {
        "a password is asked for": ("script", "<p>${seed}</p><input name=a><input type=password name=p>", "password", True),
        "nothing to answer": ("header", "<p>${seed}</p>", "no inputs", True),
        "a variable that no column fills": ("header", "<p>${seed} ${canary}</p><input name=a>", "no such column", True),
        "a variable thirty thousand times": ("size", "<input name=a>" + "${seed}" * 15_000, "kB|too much|new tasks", False),
        "tags nested twenty thousand deep": ("nesting", "<div>" * 20_000 + "${seed}<input name=a>", "new tasks|nested", False),
        "six thousand radios and labels": ("size", "${seed}" + "".join(f"<input type=radio name=n{n} id=i{n}>" for n in range(3000)), "new tasks|too many", False),
        "half-open tags without end": ("unterminated", "${seed}<input name=a>" + "<a " * 40_000, "new tasks|too|inputs", False),
        "comments without end": ("unterminated", "${seed}<input name=a>" + "<!-- " * 24_000, "new tasks|too|inputs", False),
        "declarations without end": ("unterminated", "${seed}<input name=a>" + "<![CDATA[" * 12_000, "new tasks|too|inputs", False),
        "a script address of a hundred kilobytes": ("unterminated", "${seed}<input name=a><script src=//" + "a" * 120_000, "new tasks|too|inputs", False),
        "a script full of addresses": ("unterminated", "${seed}<input name=a><script " + "src=" * 30_000, "new tasks|too|inputs", False),
        "blanks before an address": ("unterminated", "${seed}<input name=a><script src=" + " " * 120_000 + "x", "new tasks|too|inputs", False),
        "twenty thousand half pictures": ("unterminated", "${seed}<input name=a>" + "<img " * 24_000, "new tasks|too|inputs", False),
        "a list of choices from a number to a huge one": ("number", "${seed}<input type=range name=a min=-9e99 max=9999999999999999999999 step=0>", "new tasks", False),
        "entities of thousands of digits": ("number", "${seed}<input name=a>&#" + "9" * 100_000 + ";", "new tasks", False),
    }  # fmt: skip
    for name, (kind, page, says, refused) in pages.items():
        make = several(ROWS, file("page.html", page))
        argv = ["page.html" if word == "page.xml" else word for word in BRING]
        yield Hostile(
            name, kind, "connect bring: HTML", make, command(*argv), says, refused, quick="password" in name
        )


INPUTS = [*xml(), *html()]
