"""Hostile inputs, a module for each kind of door; `everything()` lists those of files and forms."""

from collections import Counter

from hostile.inputs.hostile import Hostile


def everything() -> list[Hostile]:
    from hostile.inputs import (
        connections,
        files_of_mturk,
        imports,
        label_configs,
        layouts,
        logs,
        models,
        outbox,
        postings,
        skill_lines,
        templates,
        uploads,
    )

    doors = (
        connections, files_of_mturk, imports, label_configs, layouts, logs, models, outbox, postings, skill_lines,
        templates, uploads,
    )  # fmt: skip
    return [one for door in doors for one in door.INPUTS]


def by_kind() -> Counter[str]:
    """Also those that need a browser or a running server."""
    from hostile.inputs import floods, scripts

    counted = Counter(one.kind for one in everything())
    return counted + Counter({"script in Chromium": len(scripts.TRIES), "flood": len(floods.FLOODS)})


def totals() -> str:
    counted = by_kind()
    kinds = ", ".join(f"{count} {kind}" for kind, count in counted.most_common())
    doors = len({one.door for one in everything()}) + 2
    return f"{counted.total()} hostile inputs over {doors} doors: {kinds}"
