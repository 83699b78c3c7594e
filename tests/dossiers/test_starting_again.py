"""An upgrade or a re-evaluation begins from the last recognised dossier."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saolang.dossiers.models import Dossier, Status
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services import starting
from saolang.evidence.services import Particulars
from saolang.kernel.errors import RuleViolation
from tests import make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATER = date(2032, 1, 1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def recognised() -> Dossier:
    return make.dossier(Status.RECOGNISED, at=datetime(2024, 5, 2, 3, tzinfo=UTC))


def begin(before: Dossier, kind: str = "renewal", stars: int | None = 3) -> Dossier:
    return starting.start(
        actor=make.owner_of(before.product.producer),
        product=before.product,
        kind=kind,
        stars=stars,
        at=AT,
    )


def test_what_was_recognised_is_there_again(recognised):
    recognised.snapshots.get()
    taken = recognised.snapshots.get()
    taken.content["form02"]["descriptions"] = {"A.1.1": "Trồng tại xã"}
    taken.save()

    begun = begin(recognised)

    assert begun.previous == recognised
    assert begun.ticks == recognised.ticks
    assert begun.form02["descriptions"] == {"A.1.1": "Trồng tại xã"}
    assert begun.form02["gates"] == recognised.form02["gates"]
    assert begun.form02["plan_market"] == recognised.form02["plan_market"]
    assert "changes" not in begun.form02


def test_registers_know_names_and_addresses_better(recognised):
    maker = recognised.product.producer
    maker.address = "Thôn mới"
    maker.save()

    assert begin(recognised).form01["address"] == "Thôn mới"


def test_three_years_are_asked_for_and_known_figures_stand_there(recognised):
    taken = recognised.snapshots.get()
    taken.content["form02"]["revenue"] = "120000000"
    taken.save()

    form02 = begin(recognised).form02

    assert [form02[f"year_{n}"] for n in (1, 2, 3)] == ["2023", "2024", "2025"]
    assert form02["revenue_1"] == "120000000"
    assert "revenue" not in form02


def test_papers_that_hold_on_the_day_are_in_place_in_their_newest_version(recognised):
    maker = recognised.product.producer
    old = make.evidence(maker, "quality_declaration", valid_until=LATER)
    make.link(recognised, criterion="A.2.2", evidence=old, proves="bao bì")
    late = make.evidence(maker, "labour_list", valid_until=date(2026, 12, 1))
    make.link(recognised, criterion="A.3.3", evidence=late)
    newer = make.evidence(maker, "quality_declaration", replaces=old)

    begun = begin(recognised)

    kept = begun.links.get(criterion="A.2.2")
    assert (kept.evidence, kept.proves) == (newer, "bao bì")
    assert not begun.links.filter(evidence__in=[old, late])


def test_a_renewed_paper_stands_where_the_old_one_stood(recognised):
    maker = recognised.product.producer
    late = make.evidence(maker, "labour_list", valid_until=date(2026, 12, 1))
    make.link(recognised, criterion="A.3.3", evidence=late, proves="ở tại xã")
    begun = begin(recognised)

    papers.replace(
        actor=make.owner_of(maker),
        paper=late,
        upload=SimpleUploadedFile("moi.pdf", PDF, "application/pdf"),
        particulars=Particulars(kind="labour_list", valid_until=LATER),
        at=AT,
    )

    link = begun.links.get(criterion="A.3.3")
    assert (link.evidence.replaces, link.proves) == (late, "ở tại xã")


def test_without_a_dossier_before_it_begins_empty_with_the_librarys_papers():
    product = make.product()
    make.evidence(product.producer, "business_registration")

    begun = starting.start(
        actor=make.owner_of(product.producer),
        product=product,
        kind="renewal",
        stars=4,
        at=AT,
    )

    assert (begun.previous, begun.ticks) == (None, {})
    assert begun.links.count()
    assert begun.form02["year_3"] == "2025"


@pytest.mark.parametrize(
    ("kind", "stars", "code"),
    [
        ("upgrade", None, "dossier.no_stars"),
        ("renewal", None, "dossier.no_stars"),
        ("upgrade", 5, "dossier.top_stars"),
    ],
)
def test_only_stars_in_force_are_raised_or_kept(recognised, kind, stars, code):
    with pytest.raises(RuleViolation) as refused:
        begin(recognised, kind, stars)

    assert refused.value.code == code
    assert Dossier.objects.count() == 1


def test_another_decision_takes_over_only_what_means_the_same():
    product = make.product(set_slug="mat-ong-mat-khac-nong-san-khac")
    before = make.dossier(Status.RECOGNISED, product=product)
    taken = before.snapshots.get()
    taken.content["dossier"] |= {"pack": "qd-1048-2019", "set": "mat-ong"}
    taken.content["ticks"] = {}
    taken.save()

    begun = begin(before)

    assert begun.pack_id == "qd-26-2026"
    assert begun.ticks == {}
    assert "gates" not in begun.form02


# --- pages ----------------------------------------------------------------------


def test_the_page_says_what_came_along_and_what_must_be_renewed(client, recognised):
    maker = recognised.product.producer
    late = make.evidence(
        maker, "labour_list", title="Danh sách cũ", valid_until=date(2026, 12, 1)
    )
    make.link(recognised, criterion="A.3.3", evidence=late)
    begun = begin(recognised)
    client.force_login(make.owner_of(maker))

    page = client.get(reverse("dossiers:carried", args=[begun.pk])).content.decode()

    assert "Danh sách cũ" in page
    assert reverse("dossiers:replace_paper", args=[late.pk]) in page


def test_the_page_says_why_it_begins_empty(client):
    product = make.product()
    owner = make.owner_of(product.producer)
    begun = starting.start(actor=owner, product=product, kind="upgrade", stars=3, at=AT)
    client.force_login(owner)

    page = client.get(reverse("dossiers:carried", args=[begun.pk]))

    assert "Hồ sơ này bắt đầu trống" in page.content.decode()


def test_the_table_of_years_is_filled_on_its_step(client, recognised):
    begun = begin(recognised)
    client.force_login(make.owner_of(recognised.product.producer))
    url = reverse("dossiers:step", args=[begun.pk, "ket-qua"])

    shown = client.get(url)
    client.post(url, {"version": 0, "output_1": "1200", "revenue_2": "không rõ"})

    begun.refresh_from_db()
    assert len(shown.context["form"].years()) == 3
    assert (begun.form02["output_1"], begun.form02["revenue_2"]) == ("1200", "không rõ")
    told = client.get(url).content.decode()
    assert "phải là một số" in told


def test_a_strangers_dossier_is_not_found(client, recognised):
    begun = begin(recognised)
    client.force_login(make.owner_of(make.producer()))

    for name in ("dossiers:carried", "dossiers:missing"):
        assert client.get(reverse(name, args=[begun.pk])).status_code == 404
