"""A producer registers a product, describes it, shows it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saolang.files.models import StoredFile
from saolang.people.models import Producer, Role
from saolang.products import queries
from saolang.products.models import Product, ProductPhoto
from tests import make

pytestmark = pytest.mark.django_db

NEW = "/cua-toi/moi/"


@pytest.fixture
def producer(client):
    made = make.producer(commune=make.commune(province=make.province()))
    client.force_login(make.owner_of(made))
    return made


def form_of(producer: Producer, **changes) -> dict[str, object]:
    return {
        "name": "Rươi kho niêu",
        "specification": "niêu 500 g",
        "commune": producer.commune_id,
        **changes,
    }


def photo_of(product: Product, state: str = "accepted", *, public: bool = True):
    file = make.stored_file(
        "anh.jpg",
        media_type="image/jpeg",
        is_public=public,
        state=state,
        refusal_code="file.broken" if state == "refused" else "",
    )
    return ProductPhoto.objects.create(product=product, file=file)


def test_the_set_is_found_by_typing_what_the_product_is(client, producer):
    page = client.get(NEW, {"q": "rươi kho"}).content.decode()
    live = client.get(reverse("products:sets"), {"q": "rươi kho"}).content.decode()

    for html in (page, live):
        assert "?bo=che-bien-tu-thit-thuy-san-trung-sua&amp;q=r%C6%B0%C6%A1i" in html
    assert "<html" not in live


def test_all_26_sets_are_there_when_nothing_fits(client, producer):
    html = client.get(NEW, {"q": "zzz"}).content.decode()

    assert html.count("?bo=") == 26
    assert "Chưa thấy bộ nào khớp" in html


def test_registering_twice_makes_one_product(client, producer):
    page = f"{NEW}?bo=che-bien-tu-thit-thuy-san-trung-sua"

    first = client.post(page, form_of(producer))
    second = client.post(page, form_of(producer))

    product = Product.objects.get()
    assert first.url == product.get_absolute_url()
    assert "Bạn đã đăng ký sản phẩm này" in second.content.decode()
    assert product.producer == producer
    assert client.get(first.url).status_code == 200


def test_what_was_typed_stays_when_the_name_is_missing(client, producer):
    page = f"{NEW}?bo=hoa"

    html = client.post(
        page, form_of(producer, name="", summary="Chuyện của bà")
    ).content.decode()

    assert "Chuyện của bà" in html
    assert "field wrong" in html
    assert not Product.objects.exists()


def test_an_association_brings_only_tourism(client):
    guild = make.producer(kind=Producer.Kind.ASSOCIATION)
    client.force_login(make.owner_of(guild))

    refused = client.post(f"{NEW}?bo=hoa", form_of(guild))
    client.post(f"{NEW}?bo=du-lich-cong-dong-sinh-thai-diem-du-lich", form_of(guild))

    assert "chỉ đăng ký sản phẩm du lịch" in refused.content.decode()
    assert Product.objects.get().set_slug.startswith("du-lich")


def test_a_producer_i_do_not_act_for_cannot_be_chosen(client, producer):
    other = make.producer()

    assert client.get(NEW, {"chu-the": other.pk}).status_code == 404


def test_another_producers_product_does_not_exist_for_me(client, producer):
    foreign = make.product()
    photo = photo_of(foreign)

    for name, args in (
        ("product", [foreign.pk]),
        ("edit", [foreign.pk]),
        ("photos", [foreign.pk]),
        ("remove_photo", [foreign.pk, photo.pk]),
    ):
        page = reverse(f"products:{name}", args=args)
        assert client.get(page).status_code in {404, 405}
        assert client.post(page).status_code in {404, 405}
    assert foreign.photos.count() == 1


def test_an_officer_has_no_products(client):
    client.force_login(make.user(Role.COMMUNE_OFFICER))

    assert client.get(reverse("products:mine")).status_code == 403


def test_the_second_of_two_editors_is_told_and_loses_nothing(client, producer):
    product = make.product("Mắm rươi", producer=producer)
    page = reverse("products:edit", args=[product.pk])
    client.post(page, form_of(producer, summary="Bản của mẹ", version=1))

    answer = client.post(page, form_of(producer, summary="Bản của con", version=1))

    html = answer.content.decode()
    product.refresh_from_db()
    assert answer.status_code == 409
    assert "Bản của mẹ" in html
    assert "Bản của con" in html
    assert 'name="version" value="2"' in html
    assert product.summary == "Bản của mẹ"


def test_a_photo_is_public_only_once_it_was_checked(client, producer):
    product = make.product(producer=producer)
    shown = photo_of(product)
    photo_of(product, "checking")
    photo_of(product, "refused")

    html = client.get(product.get_absolute_url()).content.decode()

    assert [each.pk for each in queries.shown_photos(product)] == [shown.pk]
    assert queries.covers([product.pk]) == {product.pk: shown.file}
    assert "Đang kiểm tra" in html
    assert "Không nhận" in html


def test_photos_go_in_together_and_a_wrong_one_says_why(client, producer):
    product = make.product(producer=producer)
    page = reverse("products:photos", args=[product.pk])
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8ffff3f0005fe02fea735810a0000000049454e44ae426082"
    )

    answer = client.post(
        page,
        {
            "photos": [
                SimpleUploadedFile("ruong.png", png),
                SimpleUploadedFile("giay.pdf", b"%PDF-1.4\n%%EOF\n"),
            ]
        },
        follow=True,
    )

    html = answer.content.decode()
    assert "Đã nhận 1 ảnh." in html
    assert "giay.pdf:" in html
    assert [photo.file.is_public for photo in product.photos.all()] == [True]
    assert StoredFile.objects.count() == 1


def test_sending_no_photo_at_all_says_so(client, producer):
    product = make.product(producer=producer)

    answer = client.post(reverse("products:photos", args=[product.pk]), {})

    assert answer.status_code == 422


def test_a_photo_taken_off_twice_is_taken_off(client, producer):
    product = make.product(producer=producer)
    photo = photo_of(product)
    page = reverse("products:remove_photo", args=[product.pk, photo.pk])

    client.post(page)
    client.post(page)

    assert not product.photos.exists()


def test_a_story_cannot_smuggle_in_a_script(client, producer):
    product = make.product(
        producer=producer, story="**Bà** kể <script>alert(1)</script>"
    )

    html = client.get(product.get_absolute_url()).content.decode()

    assert "<strong>Bà</strong>" in html
    assert "<script>alert" not in html


def test_the_list_costs_the_same_for_one_and_for_many(
    client, producer, django_assert_max_num_queries
):
    page = reverse("products:mine")
    counts = []
    for more in (1, 2, 97):
        for _turn in range(more):
            photo_of(make.product(producer=producer))
        client.get(page)
        with django_assert_max_num_queries(60) as seen:
            client.get(page)
        counts.append(len(seen.captured_queries))

    assert len(set(counts)) == 1, counts
