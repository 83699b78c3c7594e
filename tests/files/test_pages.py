"""Every accepted paper can be read page by page, as pictures and as text."""

import io
from datetime import timedelta

import docx
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from saolang.documents import pdf
from saolang.files import artist, page_links, pages, services, storage
from saolang.files.models import StoredFile
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make
from tests.files import corpus, office_corpus

pytestmark = pytest.mark.django_db
WORDS = "Chứng nhận đủ điều kiện an toàn thực phẩm. "


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(content, media_type="application/pdf", name="giay.pdf", **values):
    """A file of ours, accepted, its bytes in store."""
    file = services.store(
        actor=make.user(),
        name=name,
        content=content,
        media_type=media_type,
        at=timezone.now(),
    )
    for field, value in values.items():
        setattr(file, field, value)
    file.save()
    return file


def typed(*texts):
    """A PDF with one page of words per text."""
    whole = PdfWriter()
    for text in texts:
        data = {"title": "Giấy", "note": "", "blocks": [{"kind": "text", "text": text}]}
        whole.append(io.BytesIO(pdf.render(artist.READING_LAYOUT, data)))
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()


def picture(file, number, size):
    with default_storage.open(artist.picture_path(file, number, size)) as stream:
        return Image.open(io.BytesIO(stream.read()))


def drawn(file):
    job = Job(name=pages.draw_all.name)
    pages.draw_all(job, file_id=file.pk)
    file.refresh_from_db()
    return file


def test_a_pdf_is_drawn_in_three_sizes_with_its_text():
    file = drawn(kept(typed(WORDS * 9, "Trang hai"), pages=2))

    first, second = file.page_rows.order_by("number")
    assert (first.number, first.width, first.height) == (1, 1240, 1754)
    assert WORDS.strip() in first.text
    assert "an toan thuc pham" in first.folded
    assert "Trang hai" in second.text
    assert [picture(file, 1, s).width for s in ("full", "middle", "small")] == [
        1240,
        800,
        180,
    ]
    assert picture(file, 2, "middle").format == "WEBP"


def test_a_photo_is_its_own_only_page():
    file = drawn(kept(corpus.picture("JPEG", (1600, 1200)), "image/jpeg", "anh.jpg"))

    (page,) = file.page_rows.all()
    assert (page.width, page.height, page.text) == (1600, 1200, "")
    assert picture(file, 1, "small").size == (232, 174)


def test_a_word_file_is_read_as_plain_pages():
    made = docx.Document()
    made.add_heading("Thuyết minh năng lực", 1)
    made.add_paragraph("Hợp tác xã có mười hai lao động.")
    made.add_table(rows=1, cols=2).cell(0, 1).text = "Sản lượng"
    out = io.BytesIO()
    made.save(out)

    file = drawn(
        kept(
            out.getvalue(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "nang-luc.docx",
        )
    )

    text = file.page_rows.get().text
    assert file.pages == 1
    for words in ("Thuyết minh năng lực", "mười hai lao động", "Sản lượng"):
        assert words in text


def flood(sheets, rows, columns, text):
    """A small Excel file in which every cell shows the same text."""
    letters = [chr(ord("A") + column) for column in range(columns)]
    lines = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{a}{row}" t="s"><v>0</v></c>' for a in letters)
        + "</row>"
        for row in range(1, rows + 1)
    )
    numbers = range(1, sheets + 1)
    names = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    places = "".join(
        f'<Relationship Id="r{n}" Type="{office_corpus.OFFICE}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    space, parts = office_corpus.SHEET_SPACE, {}
    for n in numbers:
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{space}" xmlns:r="{office_corpus.OFFICE}">'
        f"<sheets>{names}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{office_corpus.RELATIONS}">{places}<Relationship '
        f'Id="s" Type="{office_corpus.OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>'
    return office_corpus.packed(office_corpus.excel(**parts))


@pytest.mark.parametrize("shape", [(2, 2000, 12, "chữ " * 120), (20, 2000, 12, "x")])
def test_a_small_file_of_millions_of_letters_is_laid_out_in_part(shape):
    content = flood(*shape)
    assert len(content) < 2_000_000
    file = kept(content, office_corpus.EXCEL, "so.xlsx")

    assert pages.count(file) < 500
    assert len(artist.reading_copy(file)) < 6_000_000


def test_a_file_whose_text_cannot_be_read_has_a_page_that_says_so():
    file = drawn(kept(b"PK\x03\x04 nothing", office_corpus.EXCEL, "hong.xlsx"))

    assert file.pages == 1
    assert "Không đọc được phần chữ" in file.page_rows.get().text


def test_drawing_again_finds_what_is_done(monkeypatch):
    file = drawn(kept(typed("Một", "Hai"), pages=2))
    file.page_rows.filter(number=2).delete()
    runs = []
    draw = artist.Studio.draw
    monkeypatch.setattr(
        artist.Studio, "draw", lambda *run: runs.append(run[1:]) or draw(*run)
    )

    drawn(file)

    assert runs == [(2, 2)]
    assert file.page_rows.count() == 2


def test_a_page_that_is_asked_for_early_is_drawn_at_once():
    file = kept(typed("Một", "Hai", "Ba"), pages=3)

    assert pages.page(file, 3).number == 3
    assert pages.page(file, 4) is None
    assert [row.number for row in file.page_rows.all()] == [3]


def test_a_page_that_cannot_be_drawn_is_marked_and_the_others_are_there():
    file = drawn(kept(typed("Một", "Hai"), pages=3))

    assert [row.width > 0 for row in file.page_rows.order_by("number")] == [
        True,
        True,
        False,
    ]


def test_a_broken_file_is_given_up_and_does_not_go_on_for_ever():
    file = kept(typed("Một"), pages=45)
    storage.write(storage.path_of(file), b"%PDF-1.7 nothing")
    drawn(file)

    assert set(file.page_rows.values_list("width", flat=True)) == {0}
    assert file.page_rows.count() == 45


@pytest.mark.parametrize("sought", ["an toàn thực phẩm", "AN TOAN  thuc pham"])
def test_words_are_found_with_and_without_tones(sought):
    file = drawn(kept(typed("Không có gì", WORDS), pages=2))

    (hit,) = pages.search(file, sought)

    assert (hit.number, hit.found) == (2, "an toàn thực phẩm")
    assert hit.is_exact == ("toàn" in sought)


def test_the_very_same_tones_come_first():
    file = drawn(kept(typed("Rượi vàng", "Rươi vàng"), pages=2))

    assert [hit.number for hit in pages.search(file, "rươi")] == [2, 1]


def test_pages_are_ordered_once_and_drawn_by_the_queue():
    file = kept(typed("Một"), pages=1)

    pages.order(file)
    pages.order(file)

    assert Job.objects.filter(name=pages.draw_all.name).count() == 1
    queue.run_waiting()
    assert file.page_rows.count() == 1
    assert pages.order_of(file) is None


def test_a_long_paper_lets_others_have_their_turn():
    file = kept(corpus.pdf(pages=70), pages=70)
    pages.order(file)

    attempts = queue.run_waiting()

    assert (attempts, file.page_rows.count()) == (2, 70)


def test_what_is_accepted_is_drawn_without_being_asked():
    file = services.receive(
        actor=make.user(),
        upload=SimpleUploadedFile("giay.pdf", typed("Một")),
        at=timezone.now(),
    )

    services.check(file)

    assert pages.order_of(file) is not None


# --- handing out ------------------------------------------------------------------


def link(file, reader, number=1, size="middle", at=None):
    token = page_links.token_for(
        file, reader=reader, back="/ho-so/1/giay/2/", at=at or timezone.now()
    )
    return page_links.url(token, number, size)


def test_a_picture_is_for_its_reader_alone_and_cannot_run(client):
    """T-21"""
    file, reader = kept(typed("Một"), pages=1), make.user()
    client.force_login(reader)

    response = client.get(link(file, reader))

    assert b"WEBP" in b"".join(response.streaming_content)[:16]
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].startswith("private")
    client.force_login(make.user())
    assert client.get(link(file, reader)).status_code == 404
    client.logout()
    assert client.get(link(file, reader)).status_code == 404


def test_an_old_link_asks_the_deciding_page_for_a_new_one(client):
    file, reader = kept(typed("Một"), pages=1), make.user()
    client.force_login(reader)
    before = timezone.now() - timedelta(minutes=6)

    response = client.get(link(file, reader, 1, "small", before))

    assert response.status_code == 302
    assert response["Location"] == "/ho-so/1/giay/2/?anh=1&co=small"


@pytest.mark.parametrize(("number", "size"), [(2, "middle"), (1, "huge")])
def test_there_is_nothing_beyond_the_last_page_or_of_another_size(client, number, size):
    file, reader = kept(typed("Một"), pages=1), make.user()
    client.force_login(reader)

    assert client.get(link(file, reader, number, size)).status_code == 404


def test_nothing_is_drawn_before_it_is_accepted(client):
    reader = make.user()
    file = make.stored_file(state=StoredFile.State.CHECKING, pages=1)
    client.force_login(reader)

    assert client.get(link(file, reader)).status_code == 404
    drawn(file)
    assert not file.page_rows.exists()
