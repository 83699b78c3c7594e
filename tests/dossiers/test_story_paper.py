"""The story a producer wrote becomes a paper of the dossier with one press."""

import pytest
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.evidence.models import Evidence
from saolang.products.models import StoryPassage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def dossier():
    return make.dossier()


def tell(dossier, text):
    StoryPassage.objects.update_or_create(
        product=dossier.product,
        heading=StoryPassage.Heading.PLACE,
        language="vi",
        defaults={"text": text},
    )


def press(client, dossier):
    client.force_login(make.owner_of(dossier.product.producer))
    return client.post(
        reverse("dossiers:use_story", args=[dossier.pk]), follow=True
    ).content.decode()


def prints(dossier):
    kept = Evidence.objects.filter(producer=dossier.product.producer)
    return list(kept.filter(kind="product_story").order_by("pk"))


def test_it_is_printed_kept_and_used_for_the_criteria_about_the_story(client, dossier):
    tell(dossier, "Làng ở bên sông.")

    page = press(client, dossier)

    (paper,) = prints(dossier)
    assert paper.title in page
    assert (paper.file.media_type, paper.file.pages) == ("application/pdf", 1)
    used = dossier.links.filter(evidence=paper).values_list("criterion", flat=True)
    assert used
    assert all(code.startswith("B.") for code in used)


def test_the_same_words_are_printed_once(client, dossier):
    tell(dossier, "Làng ở bên sông.")

    press(client, dossier)
    press(client, dossier)

    assert len(prints(dossier)) == 1


def test_told_anew_it_takes_the_place_of_the_print_before(client, dossier):
    tell(dossier, "Làng ở bên sông.")
    press(client, dossier)
    tell(dossier, "Làng ở bên núi.")

    press(client, dossier)

    former, newer = prints(dossier)
    assert newer.replaces == former
    assert set(dossier.links.values_list("evidence", flat=True)) == {newer.pk}


def test_without_a_story_nothing_is_kept(client, dossier):
    page = press(client, dossier)

    assert "Câu chuyện chưa có đoạn nào" in page
    assert prints(dossier) == []


def test_a_dossier_handed_in_is_closed(client):
    filed = make.dossier(Status.COMMUNE_REVIEW)
    tell(filed, "Làng ở bên sông.")

    assert "nên không sửa được" in press(client, filed)
    assert prints(filed) == []
