"""Collect every interface text into the translators' file (.po).

Babel reads Python; a template is first turned into Python-like lines by Django itself.
Texts that are gone leave the file, new ones join it without a translation.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parent.parent / "saolang"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "RuleViolation": (2,),
    "Sentence": None,
}


def sources() -> Iterator[tuple[Path, str]]:
    """Every file with interface texts, as Python."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.is_file():
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            yield path, "\n".join(line.lstrip() for line in lines)


def collect() -> Catalog:
    """A catalogue of all texts, none translated."""
    found = Catalog()
    for path, code in sources():
        name = str(path.relative_to(PACKAGE.parent))
        texts = extract("python", io.BytesIO(code.encode()), KEYWORDS, ["Translators:"])
        for _line, text, comments, context in texts:
            found.add(
                text, locations=[(name, 0)], auto_comments=comments, context=context
            )
    return found


def updated() -> Catalog:
    """The translators' catalogue, brought up to date with the sources."""
    catalogue = Catalog(
        locale="en",
        project="Sao Làng",
        header_comment="# Out of Vietnamese, the language of the sources.",
    )
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            catalogue = read_po(file, locale="en")
    catalogue.update(collect(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    return catalogue


def text_of(catalogue: Catalog) -> bytes:
    """The catalogue as the file holds it: by source file, so that diffs stay small."""
    out = io.BytesIO()
    write_po(
        out,
        catalogue,
        width=88,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return out.getvalue()


def main() -> None:
    settings.configure(USE_I18N=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue = updated()
    CATALOGUE.write_bytes(text_of(catalogue))
    missing = sum(1 for message in catalogue if message.id and not message.string)
    print(f"{CATALOGUE.relative_to(PACKAGE.parent)}: {len(catalogue)} texts, ", end="")
    print(f"{missing} without a translation")


if __name__ == "__main__":
    sys.exit(main())
