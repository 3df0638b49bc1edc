"""docs/architecture.md shows the tree and the arrows; this holds it against the code."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"


def block(name: str) -> list[str]:
    found = re.search(rf"<!-- {name} -->\s*```[a-z]*\n(.*?)```", PAGE.read_text(), re.S)
    assert found, f"docs/architecture.md has no block {name}"
    return found.group(1).splitlines()


def packages() -> set[str]:
    source = ROOT / "src" / "escalera"
    return {path.name for path in source.iterdir() if (path / "__init__.py").exists()}


def test_the_arrows_in_the_docs_are_the_arrows_that_are_checked():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    assert [line.strip() for line in block("arrows") if line.strip()] == contracts[0]["layers"]


def test_the_tree_in_the_docs_names_every_package_and_no_other():
    named = {line.split()[0] for line in block("tree") if re.match(r"  [a-z]", line)}

    assert named == packages()


def test_modules_named_in_the_tree_exist():
    for line in block("tree"):
        package, *rest = line.split()
        for module in re.findall(r"\b([a-z_]+\.py)\b", " ".join(rest)):
            assert (ROOT / "src" / "escalera" / package / module).exists(), f"{package}/{module}"
