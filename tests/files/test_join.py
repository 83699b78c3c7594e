"""Several phone photos become one paper, in page order."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from saolang.files import joining, services, storage
from saolang.kernel.errors import RuleViolation
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def received(content, name, actor=None):
    file = services.receive(
        actor=actor or make.user(),
        upload=SimpleUploadedFile(name, content),
        at=timezone.now(),
    )
    services.check(file)
    return file


def photo(grey, size=(300, 400), kind="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", size, (grey, grey, grey)).save(out, kind)
    return received(out.getvalue(), f"anh-{grey}.jpg")


def pictures(file):
    """What each page shows: the middle grey of its only picture, and its size."""
    with pikepdf.open(io.BytesIO(storage.read(file))) as pdf:
        found = []
        for page in pdf.pages:
            (stream,) = page.Resources.XObject.values()
            image = pikepdf.PdfImage(stream).as_pil_image()
            middle = image.convert("L").getpixel((image.width // 2, image.height // 2))
            found.append((middle, image.size, tuple(float(x) for x in page.mediabox)))
        return found


def test_photos_become_one_pdf_in_the_order_given():
    photos = [photo(200), photo(40), photo(120, size=(400, 300), kind="PNG")]

    paper = joining.join(
        actor=make.user(), files=photos, name="Hợp đồng", at=timezone.now()
    )

    assert (paper.name, paper.pages, paper.is_servable) == ("Hợp đồng.pdf", 3, True)
    shown = pictures(paper)
    assert [pytest.approx(grey, abs=3) for grey, *_ in shown] == [200, 40, 120]
    assert shown[0][2] == (0, 0, 595.276, 841.89)
    assert shown[2][2] == (0, 0, 841.89, 595.276)  # a wide photo lies


def test_a_photo_taken_sideways_stands_upright():
    sideways = received(corpus.located_photo(), "anh.jpg")  # 40 x 30, turned by 90°

    paper = joining.join(
        actor=make.user(), files=[sideways, photo(9)], name="x", at=timezone.now()
    )

    assert pictures(paper)[0][1] == (30, 40)


def test_small_photos_are_taken_as_they_are_and_large_ones_shrink():
    small, large = photo(90), photo(90, size=(2600, 1300))

    paper = joining.join(
        actor=make.user(), files=[small, large], name="x", at=timezone.now()
    )

    content = storage.read(paper)
    assert storage.read(small) in content
    assert [size for _, size, _ in pictures(paper)] == [(300, 400), (2048, 1024)]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (lambda: [photo(1)], "join.too_few"),
        (lambda: [photo(1), received(corpus.PDF, "a.pdf")], "join.not_a_photo"),
        (lambda: [photo(1), received(b"\xff\xd8\xff\xe0nonsense", "b.jpg")], "broken"),
        (lambda: [photo(1)] * (joining.MOST_PHOTOS + 1), "join.too_many"),
    ],
)
def test_what_cannot_be_joined_is_named(files, code):
    code = "join.not_accepted" if code == "broken" else code

    with pytest.raises(RuleViolation) as refusal:
        joining.join(actor=make.user(), files=files(), name="x", at=timezone.now())

    assert refusal.value.code == code


def test_a_joined_paper_passes_the_check_of_any_pdf():
    joined = joining.join(
        actor=make.user(), files=[photo(1), photo(2)], name="x", at=timezone.now()
    )

    again = received(storage.read(joined), "lai.pdf")

    assert (again.refusal_code, again.pages) == ("", 2)
