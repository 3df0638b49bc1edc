"""The skills a posting is read against, indexed by the words that ask for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from escalera.jobs.words import Word, content_words, stem
from escalera.skills import starter

LONGEST = 10
# "Inglés y español" alone does not say whether to translate, to write or to answer in them.
LANGUAGE_STEMS = frozenset(map(stem, ("ingles", "español", "english", "spanish")))


@dataclass(frozen=True)
class SkillEntry:
    """A skill with its labels by language ("en", "es") and the words that ask for it in any language."""

    id: str
    labels: Mapping[str, str]
    synonyms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def wordings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.labels.values(), *self.synonyms, *self.phrases)))


Key = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Taxonomy:
    entries: tuple[SkillEntry, ...]

    @classmethod
    def of(cls, entries: Iterable[SkillEntry]) -> "Taxonomy":
        return cls(tuple(entries))

    @cached_property
    def by_id(self) -> Mapping[str, SkillEntry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def skills_by_key(self) -> Mapping[Key, tuple[str, ...]]:
        """Skill ids by the key of a wording; the same wording may ask for several skills."""
        found: dict[Key, list[str]] = {}
        for skill, key in self._keys():
            skills = found.setdefault(key, [])
            if skill not in skills:
                skills.append(skill)
        return {key: tuple(skills) for key, skills in found.items()}

    @cached_property
    def keys_by_word(self) -> Mapping[str, tuple[Key, ...]]:
        """Keys of several words, by their rarest word: the only ones worth trying where that word stands."""
        keys = [key for key in self.skills_by_key if len(key) > 1]
        count: dict[str, int] = {}
        for key in keys:
            for word in key:
                count[word] = count.get(word, 0) + 1
        found: dict[str, list[Key]] = {}
        for key in keys:
            found.setdefault(min(key, key=lambda word: (count[word], word)), []).append(key)
        return {word: tuple(sorted(keys, key=len, reverse=True)) for word, keys in found.items()}

    def _keys(self) -> Iterable[tuple[str, Key]]:
        for entry in self.entries:
            for wording in entry.wordings():
                key = key_of(content_words(wording))
                if 0 < len(key) <= LONGEST and not (len(key) > 1 and LANGUAGE_STEMS.issuperset(key)):
                    yield entry.id, key


def key_of(words: Iterable[Word]) -> Key:
    """Stems where several words vouch for each other; a word alone must stand in its own form."""
    found = tuple(words)
    return tuple(word.stem for word in found) if len(found) > 1 else tuple(word.form for word in found)


# A language named without saying what for is read before it is spoken; Spanish in an English posting is
# spoken.
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "read-english": ("inglés", "English"),
    "speak-spanish": ("español", "Spanish"),
}


@cache
def of_starter_set() -> Taxonomy:
    return Taxonomy.of(
        SkillEntry(
            id=skill.id,
            labels={"en": skill.label.en, "es": skill.label.es},
            synonyms=(*skill.synonyms.en, *skill.synonyms.es, *_LANGUAGES.get(skill.id, ())),
            phrases=(*skill.phrases.en, *skill.phrases.es),
        )
        for skill in starter.load().skills
    )
