"""Compile every .po file of the package to the .mo file that Django reads: as a build hook, or by hand."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand, where nothing is built
    BuildHookInterface = dict  # type: ignore[assignment, misc]


def compile_translations(root: Path) -> int:
    """Compile the .po files below root whose .mo is missing or older; return how many."""
    stale = [po for po in root.rglob("*.po") if is_stale(po)]
    for po in stale:
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale="es_MX"))
    return len(stale)


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_translations(Path(self.root) / "src")


if __name__ == "__main__":
    print(compile_translations(Path(__file__).parent.parent / "src"), "translations compiled")
