"""English keeps up with the Vietnamese of the sources."""

import ast
import html
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.geography.map import areas
from scripts import compile_messages, extract_messages
from tests import make

PACKAGE = extract_messages.PACKAGE
MARK = re.compile(r"%\((\w+)\)[sd]")
VIETNAMESE = re.compile(
    r"[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]", re.I
)
TRANSLATED = re.compile(
    r"\{% comment.*?endcomment %\}"
    r"|\{#.*?#\}"
    r"|\{% blocktrans(?:late)? .*?endblocktrans(?:late)? %\}"
    r"|\{% blocktrans(?:late)? %\}.*?endblocktrans(?:late)? %\}"
    r"|\{% translate .*?%\}"
    r'|_\("[^"]*"\)',
    re.DOTALL,
)
# names that are the same in every language
NAMES = re.compile(r"Sao Làng|Tiếng Việt|Đà Nẵng|Khánh Hòa|[\w/]+/QĐ-\w+")


@pytest.fixture(scope="module")
def catalogue():
    with extract_messages.CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def sources():
    return extract_messages.collect()


@pytest.fixture(scope="module")
def compiled():
    compile_messages.main()


def forms_of(text):
    return text if isinstance(text, tuple | list) else (text,)


def keys(messages):
    return {(m.context, forms_of(m.id)[0]) for m in messages if m.id}


# --- the catalogue --------------------------------------------------------------


def test_the_catalogue_holds_the_texts_of_the_sources_and_no_others(catalogue, sources):
    assert keys(sources) - keys(catalogue) == set(), "run make messages, then translate"
    assert keys(catalogue) - keys(sources) == set(), "run make messages"


def test_every_text_is_there_in_english(catalogue):
    wanting = [m.id for m in catalogue if not all(forms_of(m.string)) or m.fuzzy]

    assert [text for text in wanting if text] == []


def test_translations_keep_what_is_filled_in(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        marks = set(MARK.findall(forms_of(message.id)[-1]))
        told = [set(MARK.findall(text)) for text in forms_of(message.string)]
        assert told == [marks] * len(told), message.id
        assert [str(error) for error in message.check(catalogue)] == [], message.id


def test_what_has_a_plural_has_both_forms_in_english(catalogue):
    plural = [m for m in catalogue if isinstance(m.id, tuple | list)]

    assert len(plural) > 20
    assert all(len(m.string) == 2 for m in plural)


# --- the sources ----------------------------------------------------------------


def refusals():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            called = getattr(node, "func", None)
            if isinstance(called, ast.Name) and called.id == "RuleViolation":
                yield path, node


# a code on its way through: the sentence stands in a table of its own
PASSED_ON = {Path("files/refusals.py")}


def test_every_refusal_is_a_sentence_the_translators_see(catalogue):
    english = keys(catalogue)
    for path, call in refusals():
        if path.relative_to(PACKAGE) in PASSED_ON:
            continue
        sentence = call.args[1]
        where = f"{path}:{call.lineno}"
        assert isinstance(sentence, ast.Constant), f"{where}: not a plain string"
        assert (None, sentence.value) in english, f"{where}: no English"


def test_every_mark_of_a_refusal_gets_its_value():
    for path, call in refusals():
        sentence = call.args[1]
        if isinstance(sentence, ast.Constant):
            given = {keyword.arg for keyword in call.keywords} - {"field"}
            assert set(MARK.findall(sentence.value)) == given, f"{path}:{call.lineno}"


def templates():
    found = (path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())
    return [path for path in sorted(found) if "gallery" not in str(path)]


@pytest.mark.parametrize("path", templates(), ids=lambda p: p.name)
def test_templates_say_nothing_that_cannot_be_translated(path):
    bare = NAMES.sub("", TRANSLATED.sub("", path.read_text()))

    assert VIETNAMESE.search(bare) is None, bare[VIETNAMESE.search(bare).start() :][:80]


# --- pages ----------------------------------------------------------------------


def vietnamese_in(page, *data):
    """What is still Vietnamese on a page once the data of the rows is taken away."""
    text = html.unescape(page.content.decode())
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    for known in sorted(map(str, data), key=len, reverse=True):
        text = re.sub(re.escape(known), "", text, flags=re.IGNORECASE)
    text = NAMES.sub("", text)
    return [line.strip() for line in text.splitlines() if VIETNAMESE.search(line)]


@pytest.fixture
def english(client, compiled):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def certificate(db):
    commune = make.commune("Ha Dong", kind="commune", province=make.province("Hai An"))
    commune.parent.kind = "province"
    commune.parent.save()
    producer = make.producer("Dong Farm", commune=commune, representative_name="Ba")
    return make.certificate(make.product("Dried lychee", producer=producer))


@pytest.mark.parametrize(
    "address",
    ["/tai-khoan/dang-nhap/", "/tai-khoan/dang-ky/", "/san-pham/", "/t/?lang=en"],
)
def test_doors_open_in_english(english, certificate, address):
    page = english.get(address)

    assert page.status_code == 200
    assert vietnamese_in(page) == []


def test_home_is_in_english(english, certificate):
    page = english.get("/")

    assert "Every star an open dossier." in page.content.decode()
    assert vietnamese_in(page, *(area.name for area in areas({}))) == []


def test_the_truth_about_a_code_is_in_english(english, certificate):
    page = english.get(f"/t/{certificate.code}?lang=en")

    decision = certificate.decision
    assert vietnamese_in(page, decision.symbol, decision.issuer) == []


def test_a_code_that_was_never_issued_is_told_in_english(english, db):
    page = english.get("/t/AAAA AAAA AAAA AAAA AAAA?lang=en", follow=True)

    assert vietnamese_in(page) == []


def test_a_dossier_is_in_english_but_for_the_wording_of_the_law(english, certificate):
    dossier = make.dossier(
        product=make.product("Tea", producer=certificate.product.producer)
    )
    owner = make.owner_of(dossier.product.producer)
    english.force_login(owner)

    page = english.get(reverse("dossiers:withdraw", args=[dossier.pk]))
    step = english.get(reverse("dossiers:step", args=[dossier.pk, "dang-ky"]))

    assert vietnamese_in(page, owner.full_name) == []
    assert vietnamese_in(step, owner.full_name, *dossier.form01.values()) == []


def test_a_refusal_speaks_english(english, db):
    dossier = make.dossier(status=Status.RECOGNISED)
    english.force_login(make.owner_of(dossier.product.producer))

    page = english.post(reverse("dossiers:withdraw", args=[dossier.pk]), follow=True)

    assert "The dossier is at the step “Recognised”" in page.content.decode()
