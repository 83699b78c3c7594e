"""Many documents become one PDF that one finds one's way in."""

import io

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from saolang.documents import binding
from saolang.documents.binding import BindingFailed, Copy, Line, Part


def blank(path, pages=1, size=(595, 842), turn=0):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size).rotate(turn)
    writer.write(path)
    return str(path)


def bound(tmp_path, parts, lines=None, **values):
    lines = lines or [Line(part.title, 1, i) for i, part in enumerate(parts)]
    copy = Copy("Hồ sơ", ("HTX",), "Mục lục", tuple(parts), tuple(lines), **values)
    target = tmp_path / "bound.pdf"
    made = binding.bind(copy, target)
    reader = PdfReader(io.BytesIO(target.read_bytes()))
    assert made.pages == len(reader.pages)
    return reader


def jumps(reader):
    """Pages the lines of the contents jump to, from 1."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    return [
        numbers[note.get_object()["/Dest"][0].idnum] + 1
        for page in reader.pages
        for note in page.get("/Annots", [])
    ]


def test_contents_stand_after_the_forms_and_jump_to_the_right_pages(tmp_path):
    parts = [
        Part("Mẫu 01", (blank(tmp_path / "a.pdf", 2),)),
        Part("Giấy", (blank(tmp_path / "b.pdf", 3),), "Tiêu chí A.1.1"),
    ]
    lines = [Line("Mẫu 01", 1, 0), Line("A.1.1"), Line("Giấy", 2, 1, 2, 3)]

    reader = bound(tmp_path, parts, lines, contents_after=1)

    assert jumps(reader) == [1, 5]  # 2 of the form, 1 of contents, page 2 of the paper
    contents = reader.pages[2].extract_text()
    for words in ("Mục lục", "Mẫu 01", "1–2", "A.1.1", "Giấy", "5–6"):
        assert words in contents
    assert "Tiêu chí A.1.1" in reader.pages[5].extract_text()
    assert "trang 6/6" in reader.pages[5].extract_text()
    assert [each["/Title"] for each in reader.outline if isinstance(each, dict)] == [
        "Mẫu 01",
        "Mục lục",
        "A.1.1",
    ]


def test_contents_longer_than_a_page_still_count_right(tmp_path):
    parts = [Part(f"Giấy {n}", (blank(tmp_path / "a.pdf"),)) for n in range(90)]

    reader = bound(tmp_path, parts)

    length = len(reader.pages) - 90
    assert length > 1
    assert jumps(reader) == [length + n for n in range(1, 91)]


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.data())
def test_every_page_is_there_once_in_order(tmp_path, counts, data):
    after = data.draw(st.integers(0, len(counts)))
    parts = [
        Part(f"P{n}", (blank(tmp_path / f"{n}.pdf", count),), f"phan-{n}")
        for n, count in enumerate(counts)
    ]

    reader = bound(tmp_path, parts, contents_after=after)

    texts = [page.extract_text() for page in reader.pages]
    stamps = [text.split("phan-")[1][0] for text in texts if "phan-" in text]
    assert stamps == [str(n) for n, count in enumerate(counts) for _ in range(count)]
    assert len(texts) == sum(counts) + 1
    assert f"trang {len(texts)}/{len(texts)}" in texts[-1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_stamp_is_at_the_foot_of_the_page_as_it_is_shown(tmp_path, turn):
    source = blank(tmp_path / "a.pdf", size=(400, 800), turn=turn)

    bound(tmp_path, [Part("Giấy", (source,), "DAU")])

    with pdfium.PdfDocument(tmp_path / "bound.pdf") as pdf:
        shown = pdf[len(pdf) - 1].render(scale=1).to_pil().convert("L")
    dark = shown.point(lambda grey: 255 * (grey < 200)).getbbox()
    assert dark is not None
    assert dark[1] > shown.height * 0.9
    assert dark[2] - dark[0] > shown.width * 0.8


def test_pictures_are_pages_too(tmp_path):
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.jpg")

    reader = bound(tmp_path, [Part("Ảnh", (str(tmp_path / "a.jpg"),))])

    assert reader.pages[-1].mediabox.width > reader.pages[-1].mediabox.height


@pytest.mark.parametrize("content", [b"%PDF-1.7 cut off", b"neither one nor the other"])
def test_a_part_that_breaks_is_named(tmp_path, content):
    (tmp_path / "b.pdf").write_bytes(content)
    parts = [
        Part("Giấy tốt", (blank(tmp_path / "a.pdf"),)),
        Part("Giấy hỏng", (str(tmp_path / "b.pdf"),)),
    ]

    with pytest.raises(BindingFailed) as failed:
        bound(tmp_path, parts)

    assert failed.value.part == "Giấy hỏng"


def test_a_part_that_takes_for_ever_is_stopped_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(binding, "PATIENCE_SECONDS", 0.01)

    with pytest.raises(BindingFailed):
        bound(tmp_path, [Part("Giấy", (blank(tmp_path / "a.pdf"),))])


def test_five_hundred_pages_are_bound_quickly(tmp_path):
    source = blank(tmp_path / "a.pdf", 50)

    reader = bound(tmp_path, [Part(f"Giấy {n}", (source,)) for n in range(10)])

    assert len(reader.pages) == 501
