"""Small tables of our own making, with the publishers' headers."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

BASE = "http://data.europa.eu/esco/"
SKILL = f"{BASE}skill/"
SKILL_HEADER = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "scopeNote,definition,inScheme,description"
)
OCCUPATION_HEADER = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "regulatedProfessionNote,scopeNote,definition,inScheme,description,code"
)
GROUP_HEADER = "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme,description,code"
SKILLS = {
    "en": [
        ("a1", "type orders", "key in orders\nenter orders", "Write orders into a system."),
        ("a2", "check orders", "", "See that orders are right."),
    ],
    "es": [("a1", "capturar pedidos", "teclear pedidos", "Escribir pedidos en un sistema.")],
}
OCCUPATIONS = {
    "en": [("o1", "order clerk", "order typist", "Takes orders.", "4419.1")],
    "es": [("o1", "persona que captura pedidos", "", "Toma pedidos.", "4419.1")],
}


def text(header: str, rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def skills(language: str = "en", rows: list[tuple[str, str, str, str]] | None = None) -> str:
    lines = [
        (
            "KnowledgeSkillCompetence",
            SKILL + id_,
            "skill/competence",
            "cross-sector",
            label,
            others,
            "",
            "released",
            "2022-01-01",
            "",
            "",
            "",
            description,
        )
        for id_, label, others, description in (SKILLS[language] if rows is None else rows)
    ]
    return text(SKILL_HEADER, lines)


def occupations(language: str = "en", *, newer: bool = False) -> str:
    """The 1.2 download has a column more."""
    lines = [
        (
            "Occupation",
            f"{BASE}occupation/{id_}",
            "4419",
            label,
            others,
            "",
            "released",
            "2022-01-01",
            "",
            "",
            "",
            "",
            description,
            code,
            *(["82.1"] if newer else []),
        )
        for id_, label, others, description, code in OCCUPATIONS[language]
    ]
    return text(OCCUPATION_HEADER + (",naceCode" if newer else ""), lines)


def groups(language: str = "en") -> str:
    label = {"en": "handling orders", "es": "manejar pedidos"}[language]
    return text(
        GROUP_HEADER, [("SkillGroup", f"{SKILL}g1", label, "", "", "released", "", "", "", "", "S5.6")]
    )


def relations(*, newer: bool = False) -> dict[str, str]:
    """1.1 offers them apart, without labels; 1.2 inside each language's download, with labels."""
    end = "_en.csv" if newer else ".csv"
    broader = [(f"{SKILL}{one}", f"{SKILL}g1") for one in ("a1", "a2")]
    if newer:
        return {
            f"broaderRelationsSkillPillar{end}": text(
                "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel",
                [("KnowledgeSkillCompetence", one, "x", "SkillGroup", group, "y") for one, group in broader],
            ),
            f"occupationSkillRelations{end}": text(
                "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel",
                [
                    (
                        f"{BASE}occupation/o1",
                        "order clerk",
                        "essential",
                        "skill/competence",
                        f"{SKILL}a1",
                        "type orders",
                    )
                ],
            ),
        }
    return {
        f"broaderRelationsSkillPillar{end}": text(
            "conceptType,conceptUri,broaderType,broaderUri",
            [("KnowledgeSkillCompetence", one, "SkillGroup", group) for one, group in broader],
        ),
        f"occupationSkillRelations{end}": text(
            "occupationUri,relationType,skillType,skillUri",
            [(f"{BASE}occupation/o1", "essential", "skill/competence", f"{SKILL}a1")],
        ),
    }


def zipped(path: Path, tables: dict[str, str], *, folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in tables.items():
            member = zipfile.ZipInfo(f"{folder}{name}", date_time=(2022, 9, 13, 17, 0, 0))
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return path


def classification(folder: Path, language: str = "en", *, version: str = "1.1.1") -> Path:
    newer = version.startswith("1.2")
    tables = {
        f"skills_{language}.csv": skills(language),
        f"occupations_{language}.csv": occupations(language, newer=newer),
        f"skillGroups_{language}.csv": groups(language),
        f"conceptSchemes_{language}.csv": "conceptType,conceptSchemeUri\nConceptScheme,x\n",
    }
    if newer:
        tables |= relations(newer=True)
    return zipped(folder / f"ESCO dataset - v{version} - classification - {language} - csv.zip", tables)


def relations_zip(folder: Path) -> Path:
    return zipped(folder / "ESCO dataset - v1.1.1 - classification -  - csv.zip", relations())


def gzipped(path: Path, content: str) -> Path:
    path.write_bytes(gzip.compress(content.encode()))
    return path
