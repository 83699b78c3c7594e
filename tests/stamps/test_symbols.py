"""The printed symbol, read back by two readers that know nothing of each other."""

from io import BytesIO

import pytest
import typst
import zxingcpp
from PIL import Image

from tests import make
from tests.programs import need

pytestmark = pytest.mark.django_db


def with_zxing(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


def with_zbar(image):
    need("zbar")
    from_zbar = pytest.importorskip("pyzbar.pyzbar")
    return [found.data.decode() for found in from_zbar.decode(image)]


READERS = pytest.mark.parametrize("read", [with_zxing, with_zbar])


def drawn(svg, tmp_path, millimetres=10, dots_per_inch=600):
    """The real SVG as a printer of so many dots would put it on paper."""
    (tmp_path / "qr.svg").write_bytes(svg)
    (tmp_path / "page.typ").write_text(
        f"#set page(width: auto, height: auto, margin: 2mm)\n"
        f'#image("qr.svg", width: {millimetres}mm)'
    )
    png = typst.compile(
        str(tmp_path / "page.typ"), format="png", ppi=float(dots_per_inch)
    )
    return Image.open(BytesIO(png)).convert("L")


@pytest.fixture
def code(settings):
    settings.PUBLIC_URL = "https://saolang.example.vn"
    return make.certificate().code


@READERS
def test_the_png_holds_exactly_the_public_address(client, code, read):
    response = client.get(f"/t/{code}/qr.png")

    image = Image.open(BytesIO(response.content)).convert("L")
    assert response.headers["Content-Type"] == "image/png"
    assert read(image) == [f"https://saolang.example.vn/t/{code}"]


@READERS
def test_the_svg_holds_it_too_at_ten_millimetres(client, code, read, tmp_path):
    response = client.get(f"/t/{code}/qr.svg")

    image = drawn(response.content, tmp_path)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert read(image) == [f"https://saolang.example.vn/t/{code}"]


def test_what_the_symbol_holds_opens_the_page(client, code):
    image = Image.open(BytesIO(client.get(f"/t/{code}/qr.png").content))
    (address,) = with_zxing(image.convert("L"))

    response = client.get(address.removeprefix("https://saolang.example.vn"))

    assert response.status_code == 200


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("code", ["C" * 20, "x", "%2e%2e"])
def test_there_is_no_symbol_for_a_code_nobody_was_given(client, kind, code):
    response = client.get(f"/t/{code}/qr.{kind}")

    assert response.status_code == 404
    assert response.cookies == {}
