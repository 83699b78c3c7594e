"""Templates get data, never power."""

from io import BytesIO

import pytest
from docx import Document
from jinja2.exceptions import SecurityError

from saolang.documents import glyphs, pdf, word
from saolang.papers.layouts import LAYOUTS
from tests.papers import content
from tests.papers.opening import pdf_text


def a_template(tmp_path, text):
    document = Document()
    document.add_paragraph(text)
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


def words_of(content):
    return "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)


@pytest.mark.parametrize(
    "value",
    ["{{ 7*7 }}", "{% for x in y %}", "<w:t>x</w:t>", "A & B < C > D", "\u0111ứ"],
)
def test_a_value_is_text_in_word(tmp_path, value):
    made = word.render(a_template(tmp_path, "Tên: {{ name }}"), {"name": value})

    assert words_of(made) == f"Tên: {value}"


def test_a_template_an_office_brings_cannot_reach_into_the_program(tmp_path):
    template = a_template(tmp_path, "{{ ''.__class__.__mro__[1].__subclasses__() }}")

    with pytest.raises(SecurityError):
        word.render(template, {})


def test_a_layout_outside_the_package_is_not_read(tmp_path):
    layout = tmp_path / "layout.typ"
    layout.write_text("text")

    with pytest.raises(Exception, match="root"):
        pdf.render(layout, {})


def test_the_same_content_gives_the_same_words_without_a_clock():
    layout = LAYOUTS["form03"].typst

    first, second = (pdf.render(layout, content.form03()) for _turn in range(2))

    assert pdf_text(first) == pdf_text(second)


EVERY_SHAPE = "".join(
    char for char in map(chr, range(0x20, 0xD800)) if glyphs.drawable(char) == char
)


@pytest.mark.parametrize(
    "name",
    ["Rươi 😀", "米", "a\ufffeb\x01", "\u200b\u0301" * 300, EVERY_SHAPE],
    ids=["emoji", "han", "no character", "invisible", "every shape"],
)
def test_no_name_a_producer_thinks_of_keeps_a_paper_from_being_made(name):
    told = content.form03()
    told = {key: name if type(value) is str else value for key, value in told.items()}

    assert pdf.render(LAYOUTS["form03"].typst, told).startswith(b"%PDF")


def test_a_character_without_a_shape_is_a_box_in_the_pdf():
    assert glyphs.drawable({"a": ["Rươi 😀", 1]}) == {"a": ["Rươi □", 1]}
