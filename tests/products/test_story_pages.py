"""A producer tells the story of a product, one question at a time."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from saolang.files import services as files
from saolang.kernel.errors import RuleViolation
from saolang.products import story_paper
from saolang.products.models import ProductPhoto, StoryPassage
from saolang.products.services import products as photos
from saolang.products.services import story as services
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AJAX = {"headers": {"accept": "application/json"}}


@pytest.fixture
def product(client):
    made = make.product(producer=make.producer())
    client.force_login(make.owner_of(made.producer))
    return made


def page_of(product, heading="place", language="vi"):
    return reverse("products:passage", args=[product.pk, heading, language])


def typed(text, version=0):
    return {"text": text, "version": version}


def write(product, text, version=0, actor=None, **values):
    return services.write(
        **{
            "actor": actor or make.owner_of(product.producer),
            "product": product,
            "heading": "place",
            "language": "vi",
            "text": text,
            "version": version,
            "at": NOW,
        }
        | values
    )


def test_each_passage_and_language_is_kept_on_its_own(client, product):
    client.post(page_of(product), typed("Làng bên sông."))
    client.post(page_of(product, language="en"), typed("A village by the river."))
    client.post(page_of(product, "craft"), typed("Kho một đêm."))

    assert product.story == "Làng bên sông.\n\nKho một đêm."
    assert product.story_en == "A village by the river."


def test_the_page_saves_by_itself_and_says_which_version(client, product):
    first = client.post(page_of(product), typed("một"), **AJAX).json()
    second = client.post(page_of(product), typed("một hai", first["version"]), **AJAX)

    assert second.json()["version"] == 2
    assert StoryPassage.objects.get().text == "một hai"


def test_the_same_words_again_change_nothing(product):
    first = write(product, "một")
    again = write(product, "một", version=0)

    assert (again.pk, again.version) == (first.pk, 1)


def test_two_people_do_not_write_over_each_other(client, product):
    friend = make.member(product.producer, make.user(full_name="Vũ Thị Bạn")).user
    write(product, "bản của bạn tôi", actor=friend)

    refused = client.post(page_of(product), typed("bản của tôi"))
    html = refused.content.decode()

    assert refused.status_code == 409
    assert "bản của tôi</textarea>" in html
    assert "bản của bạn tôi" in html
    assert "Vũ Thị Bạn" in html
    assert 'name="version" value="1"' in html
    assert StoryPassage.objects.get().text == "bản của bạn tôi"


def test_a_script_hears_of_the_other_hand_too(client, product):
    write(product, "bản trước")

    refused = client.post(page_of(product), typed("bản sau"), **AJAX)

    assert refused.status_code == 409
    assert "chưa lưu đè" in refused.json()["message"]


def test_too_long_is_refused_on_the_field_and_nothing_is_lost(client, product):
    long = "rươi " * 900

    refused = client.post(page_of(product), typed(long))

    assert refused.status_code == 422
    assert "field wrong" in refused.content.decode()
    assert long.strip() in refused.content.decode()
    assert client.post(page_of(product), typed(long), **AJAX).status_code == 422
    assert not StoryPassage.objects.exists()


def test_hidden_characters_do_not_get_in(client, product):
    refused = client.post(page_of(product), typed("a\x00b"))
    client.post(page_of(product), typed("ca\u0323\u0302p \u202egià\u2066\x07"))

    assert refused.status_code == 422
    assert StoryPassage.objects.get().text == "cập già"


def test_only_people_of_the_producer_write(client, product):
    stranger = make.owner_of(make.producer())
    client.force_login(stranger)

    with pytest.raises(PermissionDenied):
        write(product, "x", actor=stranger)
    for name in ("story", "story_paper", "story_photos"):
        assert client.get(
            reverse(f"products:{name}", args=[product.pk])
        ).status_code in {
            404,
            405,
        }
    assert client.post(page_of(product), typed("x")).status_code == 404


@pytest.mark.parametrize(("heading", "language"), [("khac", "vi"), ("place", "fr")])
def test_an_unknown_question_does_not_exist(client, product, heading, language):
    assert client.get(page_of(product, heading, language)).status_code == 404
    assert client.post(page_of(product, heading, language)).status_code == 404


def test_the_preview_counts_hints_and_keeps_nothing(client, product):
    page = reverse("products:story_preview", args=[product.pk, "history"])

    html = client.post(
        page, {"text": "**Nghề** cũ <script>x</script>", "language": "vi"}
    ).content.decode()

    assert "<strong>Nghề</strong>" in html
    assert "<script>" not in html
    assert "Chưa thấy năm nào" in html
    assert not StoryPassage.objects.exists()


def test_the_story_page_says_what_serves_which_criterion(client, product):
    page = reverse("products:story", args=[product.pk])

    before = client.get(page).content.decode()
    write(product, "Con nước sông Thái Bình.")
    after = client.get(page).content.decode()

    assert "Chưa đoạn nào nói tới" in before
    assert "Nhờ: Nơi chốn" in after
    assert "B.5.3" in after
    assert "Chưa đoạn nào nói tới. Có thể viết: Mở đầu, Con người" in after


def photo_of(product):
    file = make.stored_file("anh.jpg", media_type="image/jpeg", is_public=True)
    return ProductPhoto.objects.create(product=product, file=file)


def illustration(product, **changes):
    return {"version": product.version, "clip_url": "", "clip_title": "", **changes}


def test_photos_are_chosen_ordered_and_captioned(client, product):
    first, second = photo_of(product), photo_of(product)
    page = reverse("products:story_photos", args=[product.pk])

    client.post(
        page,
        illustration(
            product,
            clip_url="https://youtu.be/abc",
            clip_title="Một đêm kho rươi",
            **{
                f"caption_{first.pk}": "Niêu đất",
                f"place_{first.pk}": "2",
                f"caption_{second.pk}": "Bà Lan",
                f"place_{second.pk}": "1",
            },
        ),
    )

    product.refresh_from_db()
    placed = product.photos.order_by("story_place").values_list("caption", flat=True)
    assert list(placed) == ["Bà Lan", "Niêu đất"]
    assert product.clip_url == "https://youtu.be/abc"


def test_a_clip_from_anywhere_else_is_refused_and_stays_typed(client, product):
    page = reverse("products:story_photos", args=[product.pk])

    refused = client.post(page, illustration(product, clip_url="https://evil.example/"))

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Chỉ nhận clip đặt ở" in html
    assert 'value="https://evil.example/"' in html


def test_photos_changed_by_somebody_else_are_not_written_over(client, product):
    page = reverse("products:story_photos", args=[product.pk])
    client.post(page, illustration(product, clip_title="một"))

    refused = client.post(page, illustration(product, clip_title="hai"))

    assert refused.status_code == 409
    product.refresh_from_db()
    assert product.clip_title == "một"


def test_photos_of_another_product_are_left_alone(product):
    foreign = photo_of(make.product())

    services.illustrate(
        actor=make.owner_of(product.producer),
        product=product,
        version=1,
        clip_url="",
        clip_title="",
        pictures={foreign.pk: services.Picture("của tôi", 1)},
    )

    foreign.refresh_from_db()
    assert (foreign.caption, foreign.story_place) == ("", None)


def test_the_service_refuses_a_foreign_clip(product):
    with pytest.raises(RuleViolation) as refused:
        services.illustrate(
            actor=make.owner_of(product.producer),
            product=product,
            version=1,
            clip_url="http://youtu.be/x",
            clip_title="",
            pictures={},
        )

    assert refused.value.code == "story.clip_address"


def test_the_paper_holds_the_story(client, product):
    write(product, "**Làng** bên sông.\n\n- một\n- hai\n\n> lời bà [báo](https://a.vn)")
    write(product, "A village.", language="en")

    answer = client.get(reverse("products:story_paper", args=[product.pk]))
    english = story_paper.render(product, "en")

    for content in (answer.content, english):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.pages) == 1


def test_the_questions_cost_the_same_however_much_is_written(
    client, product, django_assert_max_num_queries
):
    page = reverse("products:story", args=[product.pk])
    counts = []
    for headings in ([], ["place"], StoryPassage.Heading.values):
        for heading in headings:
            write(product, f"đoạn {heading}", heading=heading)
        client.get(page)
        with django_assert_max_num_queries(60) as seen:
            client.get(page)
        counts.append(len(seen.captured_queries))

    assert len(set(counts)) == 1, counts


def test_the_paper_shows_the_photos_of_the_story(product):
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "peru").save(picture, "JPEG")
    upload = SimpleUploadedFile("niêu.jpg", picture.getvalue(), "image/jpeg")
    owner = make.owner_of(product.producer)
    photos.add_photos(actor=owner, product=product, uploads=[upload], at=NOW)
    files.check_now(product.photos.get().file)
    photo = product.photos.get()
    write(product, "Bà Lan kho rươi.")
    before = story_paper.render(product, "vi")
    photo.caption, photo.story_place = "Niêu đất", 1
    photo.save()

    after = story_paper.render(product, "vi")

    assert photo.file.state == "accepted"
    with (
        pikepdf.open(io.BytesIO(before)) as bare,
        pikepdf.open(io.BytesIO(after)) as shown,
    ):
        assert not bare.pages[0].get_images()
        assert len(shown.pages[0].get_images()) == 1
