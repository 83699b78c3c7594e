"""English keeps up with the Vietnamese of the sources."""

import pytest
from babel.messages.pofile import read_po

from scripts import extract_messages

# what strangers read; the rooms of officers fall back to Vietnamese, as the law does
PUBLIC = ("market", "notifications", "stamps", "ui")


@pytest.fixture(scope="module")
def catalogue():
    with extract_messages.CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def translated(message):
    texts = message.string
    return all(texts) if isinstance(texts, tuple) else bool(texts)


def test_every_public_text_is_there_in_english(catalogue):
    public = tuple(f"saolang/{context}/" for context in PUBLIC)
    missing = []
    for message in extract_messages.collect():
        known = catalogue.get(message.id, message.context)
        shown = any(path.startswith(public) for path, _line in message.locations)
        if message.id and shown and not (known and translated(known)):
            missing.append(message.id)
    assert missing == []


def test_translations_keep_what_is_filled_in(catalogue):
    wrong = {
        message.id: [str(error) for error in message.check(catalogue)]
        for message in catalogue
        if message.id and translated(message)
    }
    assert {text: errors for text, errors in wrong.items() if errors} == {}
