"""The starter jobs: online work in our own words, with what it asks for and what it pays."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from escalera.jobs import starter_pay
from escalera.jobs.starter_pay import PayFact
from escalera.reference import content, exposure, facts
from escalera.reference.content import ContentError, Table
from escalera.reference.exposure import Exposure
from escalera.reference.words import WordLists, Words
from escalera.skills import starter as skills_starter

REQUIRED_FROM = 0.5


@dataclass(frozen=True)
class JobCodes:
    esco: str = ""  # URI of the nearest ESCO occupation, or empty
    onet: str = ""  # O*NET-SOC code, or empty


@dataclass(frozen=True)
class NearestOccupation:
    """The measured US occupation that comes nearest; always to be named as such."""

    soc: str
    name: Words


@dataclass(frozen=True)
class StarterRequirement:
    skill: str
    level: float
    importance: float
    phrase: Words

    @property
    def is_required(self) -> bool:
        """False: nice to have."""
        return self.importance >= REQUIRED_FROM


@dataclass(frozen=True)
class StarterJob:
    """`pay` or `exposure` empty means that nobody has measured it."""

    slug: str
    group: str
    title: Words
    name_of_work: Words
    summary: Words
    search: WordLists
    codes: JobCodes
    nearest_occupation: NearestOccupation | None
    creative: bool
    skills: tuple[StarterRequirement, ...]
    pay: tuple[PayFact, ...]
    exposure: tuple[Exposure, ...]
    apply: tuple[Words, ...]
    watch_out: tuple[Words, ...]  # the job's own first, then what holds for any online job
    sample: Words

    def as_json(self) -> dict[str, Any]:
        """Plain values; amounts and measures as decimal texts."""
        return cast(dict[str, Any], _plain(asdict(self)))


@cache
def load() -> tuple[StarterJob, ...]:
    folder = content.file("escalera.jobs", "starter")
    sources = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name
    )
    known = skills_starter.load()
    return parse_all(
        [content.read(one) for one in sources],
        skills=[skill.id for skill in known.skills],
        groups=[group.id for group in known.groups],
    )


def by_slug() -> Mapping[str, StarterJob]:
    return {job.slug: job for job in load()}


def parse_all(
    tables: Collection[Table], *, skills: Collection[str], groups: Collection[str]
) -> tuple[StarterJob, ...]:
    """Raises ContentError when a job names an unknown skill, group or source, or comes twice."""
    jobs = tuple(parse(one) for one in tables)
    content.refuse_doubles((job.slug for job in jobs), "jobs")
    for job in jobs:
        asked = [one.skill for one in job.skills]
        content.refuse_doubles(asked, f"{job.slug}: required skills")
        content.refuse_unknown(asked, skills, f"{job.slug}: required skills")
        content.refuse_unknown([job.group], groups, f"{job.slug}: group")
        content.refuse_unknown((fact.source for fact in job.pay), facts.sources(), f"{job.slug}: sources")
    return jobs


def parse(table: Table) -> StarterJob:
    slug = content.text(table, "slug", "job")
    occupation = _occupation(table, slug)
    return StarterJob(
        slug=slug,
        group=content.text(table, "group", slug),
        title=content.words(table, "title", slug),
        name_of_work=content.words(table, "name_of_work", slug),
        summary=content.words(table, "summary", slug),
        search=content.word_lists(table, "search", slug),
        codes=_codes(table, slug),
        nearest_occupation=occupation,
        creative=table.get("creative", False) is True,
        skills=_requirements(table, slug),
        pay=tuple(starter_pay.parse(one, slug) for one in content.tables(table, "pay", slug)),
        exposure=exposure.of(occupation.soc) if occupation else (),
        apply=_list_of_words(table, "apply", slug),
        watch_out=_list_of_words(table, "watch_out", slug) + tuple(one.text for one in facts.warnings()),
        sample=content.words(table, "sample", slug),
    )


def _codes(table: Table, where: str) -> JobCodes:
    codes = table.get("codes", {})
    content.refuse_unknown(codes, ("esco", "onet"), f"{where}: codes")
    return JobCodes(**codes)


def _occupation(table: Table, where: str) -> NearestOccupation | None:
    if "nearest_occupation" not in table:
        return None
    found = table["nearest_occupation"]
    return NearestOccupation(
        content.text(found, "soc", where), content.words(table, "nearest_occupation", where)
    )


def _requirements(table: Table, where: str) -> tuple[StarterRequirement, ...]:
    found = content.tables(table, "skills", where)
    if not found:
        raise ContentError(f"{where}: asks for no skill")
    return tuple(_requirement(one, where) for one in found)


def _requirement(table: Table, where: str) -> StarterRequirement:
    skill = content.text(table, "skill", where)
    inside = f"{where}: {skill}"
    return StarterRequirement(
        skill=skill,
        level=content.share(table, "level", inside),
        importance=content.share(table, "importance", inside),
        phrase=Words(content.text(table, "en", inside), content.text(table, "es", inside)),
    )


def _list_of_words(table: Table, key: str, where: str) -> tuple[Words, ...]:
    found = content.tables(table, key, where)
    return tuple(Words(content.text(one, "en", where), content.text(one, "es", where)) for one in found)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
