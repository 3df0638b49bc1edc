"""A text in the two languages the product speaks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    en: str
    es: str

    def in_(self, language: str) -> str:
        return self.es if language.lower().startswith("es") else self.en


@dataclass(frozen=True)
class WordLists:
    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()

    def in_(self, language: str) -> tuple[str, ...]:
        return self.es if language.lower().startswith("es") else self.en
