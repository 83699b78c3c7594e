"""What a file is called is harmless wherever it is shown or saved (T-24)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.files.rules.names import LONGEST, display_name

PDF, JPEG = "application/pdf", "image/jpeg"


@pytest.mark.parametrize(
    ("sent", "media_type", "shown"),
    [
        ("Giấy chứng nhận.pdf", PDF, "Giấy chứng nhận.pdf"),
        (unicodedata.normalize("NFD", "Rươi Tứ Kỳ.pdf"), PDF, "Rươi Tứ Kỳ.pdf"),
        ("GCN.PDF", PDF, "GCN.PDF"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("..\\..\\Windows\\system.ini", PDF, "system.ini.pdf"),
        ("C:\\Users\\Lan\\ảnh.jpg", JPEG, "ảnh.jpg"),
        ("anh.jpeg", JPEG, "anh.jpeg"),
        ("anh.html", JPEG, "anh.html.jpg"),
        ("hoa\u202egpj.exe", JPEG, "hoagpj.exe.jpg"),
        ("a\0b.pdf", PDF, "ab.pdf"),
        ("dòng\r\nmới.pdf", PDF, "dòngmới.pdf"),
        ('<b>"x"|?*</b>.pdf', PDF, "b.pdf"),
        ("con.pdf", PDF, "_con.pdf"),
        ("LPT1.txt", PDF, "_LPT1.txt.pdf"),
        ("consul.pdf", PDF, "consul.pdf"),
        (".htaccess", PDF, "htaccess.pdf"),
        ("...", PDF, "tep.pdf"),
        ("", PDF, "tep.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("quyết  định . . .pdf", PDF, "quyết định.pdf"),
        ("Biên bản.docx", "application/msword", "Biên bản.docx"),
    ],
)
def test_a_name_is_shown_harmlessly(sent, media_type, shown):
    assert display_name(sent, media_type) == shown


def test_a_name_of_4096_letters_keeps_its_ending():
    name = display_name("ơ" * 4096 + ".pdf", PDF)

    assert len(name) == LONGEST
    assert name.endswith("ơ.pdf")


@given(st.text(max_size=400))
def test_any_name_is_short_plain_and_ends_as_what_it_is(sent):
    name = display_name(sent, PDF)

    assert 4 < len(name) <= LONGEST
    assert name.lower().endswith(".pdf")
    assert not set(name) & set('/\\<>:"|?*\0\r\n\u202e')
    assert not name.startswith(".")
    assert unicodedata.is_normalized("NFC", name)


@given(st.text(max_size=400))
def test_a_name_once_made_harmless_stays_as_it_is(sent):
    name = display_name(sent, PDF)

    assert display_name(name, PDF) == name
