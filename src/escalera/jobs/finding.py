"""Jobs and skills of the starter set by a person's own words: misspelt, in capitals, in two languages at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import log
from typing import Literal

from escalera.jobs import sounds, starter
from escalera.jobs.sounds import Heard
from escalera.jobs.starter import StarterJob
from escalera.reference.words import WordLists
from escalera.skills import starter as skills_starter
from escalera.skills.starter import StarterSkill

LONGEST_QUERY = 12  # words
NAME, SAID, TOLD = 1.0, 0.9, 0.35  # what it is called, what people say for it, what describes it
WHOLE_WORDING = 0.6  # how much a wording that says just this adds to its words
LEAST, NEAR_BEST = 0.45, 0.4  # a find explains this much of the query, and this much of the best find's score


@dataclass(frozen=True)
class Found:
    kind: Literal["job", "skill"]
    id: str
    score: float


@dataclass(frozen=True)
class Sheet:
    """What one job or skill is called by, as heard words with the weight of where they stand."""

    kind: Literal["job", "skill"]
    id: str
    wordings: tuple[tuple[frozenset[str], float], ...]

    @cached_property
    def words(self) -> Mapping[str, float]:
        weights: dict[str, float] = {}
        for words, weight in self.wordings:
            for word in words:
                weights[word] = max(weights.get(word, 0.0), weight)
        return weights


@dataclass(frozen=True)
class Index:
    sheets: tuple[Sheet, ...]

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        count = Counter(word for sheet in self.sheets for word in sheet.words)
        return {word: log(1 + len(self.sheets) / number) for word, number in count.items()}

    @cached_property
    def heard_as(self) -> Heard:
        return Heard.of(self.rarity)

    def find(self, query: str) -> list[Found]:
        """What fits the query, best first; what fits far worse than the best is left out."""
        asked = list(dict.fromkeys(sounds.words(query)))[:LONGEST_QUERY]
        meant = [self.heard_as.meant_by(word) for word in asked]
        scored = [Found(one.kind, one.id, self._score(one, meant)) for one in self.sheets]
        best = max((one.score for one in scored), default=0.0)
        kept = [one for one in scored if one.score >= max(LEAST, NEAR_BEST * best)]
        return sorted(kept, key=lambda one: (-one.score, one.id))

    def _score(self, sheet: Sheet, meant: list[Mapping[str, float]]) -> float:
        if not meant:
            return 0.0
        whole = sum(self._weight(words) for words in meant)
        told = sum(self._weight(words) * _told(sheet.words, words) for words in meant)
        if told == 0:
            return 0.0
        return told / whole + WHOLE_WORDING * max(self._likeness(one, meant) for one in sheet.wordings)

    def _weight(self, words: Mapping[str, float]) -> float:
        """How much a word of the query says; one that nothing here is called by says as much as a rare one."""
        return max((self.rarity[word] for word in words), default=log(1 + len(self.sheets)))

    def _likeness(self, wording: tuple[frozenset[str], float], meant: list[Mapping[str, float]]) -> float:
        """Cosine of the words of a wording and of the query."""
        words, weight = wording
        shared = sum(self._weight(one) ** 2 * _told(dict.fromkeys(words, 1.0), one) for one in meant)
        if shared == 0:
            return 0.0
        mine = sum(self.rarity[word] ** 2 for word in words)
        asked = sum(self._weight(one) ** 2 for one in meant)
        return float(weight * shared / (mine * asked) ** 0.5)


def _told(words: Mapping[str, float], meant: Mapping[str, float]) -> float:
    return max((words.get(word, 0.0) * sure for word, sure in meant.items()), default=0.0)


@cache
def of_starter_set() -> Index:
    skills = tuple(_skill_sheet(one) for one in skills_starter.load().skills)
    return Index(tuple(_job_sheet(one) for one in starter.load()) + skills)


def _job_sheet(job: StarterJob) -> Sheet:
    names = (job.title.en, job.title.es, job.name_of_work.en, job.name_of_work.es)
    return _sheet("job", job.slug, names, both(job.search), (job.summary.en, job.summary.es))


def _skill_sheet(skill: StarterSkill) -> Sheet:
    said = (*both(skill.synonyms), *both(skill.search), *both(skill.phrases))
    told = (skill.description.en, skill.description.es)
    return _sheet("skill", skill.id, (skill.label.en, skill.label.es), said, told)


def _sheet(
    kind: Literal["job", "skill"], id_: str, names: Iterable[str], said: Iterable[str], told: Iterable[str]
) -> Sheet:
    def wordings() -> Iterator[tuple[frozenset[str], float]]:
        for texts, weight in ((names, NAME), (said, SAID), (told, TOLD)):
            for text in texts:
                if words := frozenset(sounds.words(text)):
                    yield words, weight

    return Sheet(kind, id_, tuple(wordings()))


def both(lists: WordLists) -> tuple[str, ...]:
    return (*lists.en, *lists.es)
