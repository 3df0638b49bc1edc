"""The starter skills: our own words for what online jobs ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter

from escalera.reference import content
from escalera.reference.content import ContentError, Table
from escalera.reference.words import WordLists, Words

STEPS = 4


@dataclass(frozen=True)
class SkillCodes:
    """The nearest concepts elsewhere; an empty text where there is none."""

    esco: str = ""
    onet: str = ""
    digcomp: str = ""


@dataclass(frozen=True)
class SkillGroup:
    id: str
    label: Words


@dataclass(frozen=True)
class StarterSkill:
    id: str
    group: str
    label: Words
    description: Words
    synonyms: WordLists
    phrases: WordLists
    search: WordLists  # people's own words: too loose to read a posting by
    levels: WordLists  # what one can do at each of the four steps, lowest first
    codes: SkillCodes
    prerequisites: tuple[str, ...]
    trainable: bool
    nearest: str | None

    @property
    def taught_as(self) -> str | None:
        """The trainable skill that stands for this one; None when we cannot teach it yet."""
        return self.id if self.trainable else self.nearest


@dataclass(frozen=True)
class StarterSkills:
    groups: tuple[SkillGroup, ...]
    skills: tuple[StarterSkill, ...]

    def by_id(self) -> Mapping[str, StarterSkill]:
        return {skill.id: skill for skill in self.skills}

    def trainable(self) -> tuple[StarterSkill, ...]:
        return tuple(skill for skill in self.skills if skill.trainable)


@cache
def load() -> StarterSkills:
    groups = _file("groups")["group"]
    skills = [{**one, "group": group["id"]} for group in groups for one in _file(group["id"])["skill"]]
    return parse({"group": groups, "skill": skills})


def _file(name: str) -> Table:
    return content.read(content.file("escalera.skills", "starter", f"{name}.toml"))


def parse(table: Table) -> StarterSkills:
    """Raises ContentError when the skills contradict each other."""
    groups = tuple(_group(one) for one in content.tables(table, "group", "skills"))
    skills = tuple(_skill(one) for one in content.tables(table, "skill", "skills"))
    content.refuse_doubles((group.id for group in groups), "groups")
    content.refuse_doubles((skill.id for skill in skills), "skills")
    content.refuse_unknown((skill.group for skill in skills), (g.id for g in groups), "groups")
    _check_relatives(skills)
    _check_prerequisites(skills)
    return StarterSkills(groups, skills)


def _group(table: Table) -> SkillGroup:
    id_ = content.text(table, "id", "group")
    return SkillGroup(id_, content.words(table, "label", id_))


def _skill(table: Table) -> StarterSkill:
    id_ = content.text(table, "id", "skill")
    return StarterSkill(
        id=id_,
        group=content.text(table, "group", id_),
        label=content.words(table, "label", id_),
        description=content.words(table, "description", id_),
        synonyms=content.word_lists(table, "synonyms", id_),
        phrases=content.word_lists(table, "phrases", id_),
        search=content.word_lists(table, "search", id_),
        levels=_levels(table, id_),
        codes=_codes(table, id_),
        prerequisites=content.texts(table, "prerequisites", id_),
        trainable=table.get("trainable", False) is True,
        nearest=content.text(table, "nearest", id_) if "nearest" in table else None,
    )


def _levels(table: Table, where: str) -> WordLists:
    levels = content.word_lists(table, "levels", where)
    if {len(levels.en), len(levels.es)} not in ({0}, {STEPS}):
        raise ContentError(f"{where}: levels: {STEPS} in each language, or none")
    return levels


def _codes(table: Table, where: str) -> SkillCodes:
    codes = table.get("codes", {})
    content.refuse_unknown(codes, ("esco", "onet", "digcomp"), f"{where}: codes")
    return SkillCodes(**{key: content.text(codes, key, where) for key in codes})


def _check_relatives(skills: tuple[StarterSkill, ...]) -> None:
    trainable = {skill.id for skill in skills if skill.trainable}
    for skill in skills:
        if skill.trainable and skill.nearest:
            raise ContentError(f"{skill.id}: a trainable skill needs no 'nearest'")
        if skill.nearest and skill.nearest not in trainable:
            raise ContentError(f"{skill.id}: nearest '{skill.nearest}' is not a trainable skill")


def _check_prerequisites(skills: tuple[StarterSkill, ...]) -> None:
    known = {skill.id for skill in skills}
    for skill in skills:
        content.refuse_unknown(skill.prerequisites, known, f"{skill.id}: prerequisites")
    try:
        TopologicalSorter({skill.id: skill.prerequisites for skill in skills}).prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise ContentError(f"skills need each other in a circle: {circle}") from error
