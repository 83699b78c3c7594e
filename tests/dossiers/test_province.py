"""A province's OCOP office takes dossiers in, checks them and passes them on."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saolang.audit.models import Entry
from saolang.dossiers.check_list import Check, mark
from saolang.dossiers.models import PaperCheck, Receipt, Status
from saolang.dossiers.offices import PROVINCE
from saolang.dossiers.services import province, review
from saolang.dossiers.services.review import Finding
from saolang.kernel.errors import RuleViolation
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("dossiers:province_list")
NOON = datetime(2026, 11, 12, 5, tzinfo=UTC)


def officer_of(dossier, role=Role.PROVINCE_OFFICER):
    return make.user(role, dossier.commune.parent)


def at(name, dossier):
    return reverse(f"dossiers:province_{name}", args=[dossier.pk])


def text(response):
    return " ".join(response.content.decode().split())


def told(person):
    return list(
        Notice.objects.filter(recipient=person)
        .order_by("pk")
        .values_list("kind", "url")
    )


# --- verbs ----------------------------------------------------------------------


def test_the_province_gives_its_own_slip_number():
    dossier = make.dossier(Status.SUBMITTED_PROVINCE, at=NOON)
    officer = officer_of(dossier)
    clerk = make.user(Role.COMMUNE_OFFICER, dossier.commune)

    receipt = province.receive(actor=officer, dossier=dossier, at=NOON)

    dossier.refresh_from_db()
    place = dossier.commune
    assert dossier.status == Status.PROVINCE_CHECK
    assert receipt.number == f"1/PĐK-{place.parent.code}-{place.code}-2026"
    assert (receipt.level, receipt.unit) == ("province", place.parent)
    assert receipt.snapshot == dossier.snapshots.get()
    assert receipt.received_by == officer
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "dossier.province_check"
    ]
    page = reverse("dossiers:commune_dossier", args=[dossier.pk])
    assert told(clerk) == [("dossier.received_by_province", page)]


def test_receiving_twice_gives_one_number():
    dossier = make.dossier(Status.SUBMITTED_PROVINCE)
    province.receive(actor=officer_of(dossier), dossier=dossier, at=NOON)

    with pytest.raises(RuleViolation) as refused:
        province.receive(actor=officer_of(dossier), dossier=dossier, at=NOON)

    assert refused.value.code == "dossier.wrong_state"
    assert Receipt.objects.filter(level="province").count() == 1


@pytest.mark.parametrize("verb", [province.receive, province.hand_to_advisory])
def test_only_the_provinces_own_officers_act(verb):
    dossier = make.dossier(Status.SUBMITTED_PROVINCE)
    strangers = [
        make.user(Role.PROVINCE_OFFICER),
        make.user(Role.COMMUNE_OFFICER, dossier.commune),
        officer_of(dossier, Role.PROVINCE_LEADER),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            verb(actor=stranger, dossier=dossier, at=NOON)


def test_the_province_checks_for_itself():
    dossier = make.dossier(Status.PROVINCE_CHECK)
    clerk = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    PaperCheck.objects.create(
        dossier=dossier,
        level="commune",
        line="form01",
        state=Check.OK,
        checked_by=clerk,
        checked_at=NOON,
    )

    review.save_checks(
        actor=officer_of(dossier),
        dossier=dossier,
        office=PROVINCE,
        findings={"form01": Finding(Check.UNCLEAR)},
        seen=mark({}),
        at=NOON,
    )

    found = PaperCheck.objects.order_by("level").values_list("level", "state")
    assert list(found) == [("commune", "ok"), ("province", "unclear")]


def test_a_return_reaches_producer_and_commune_with_the_same_list():
    dossier = make.dossier(Status.PROVINCE_CHECK)
    clerk = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    producer = make.owner_of(dossier.product.producer)

    review.return_dossier(
        actor=officer_of(dossier),
        dossier=dossier,
        office=PROVINCE,
        items=[{"line": "", "text": "Thiếu hồ sơ môi trường."}],
        answer_by=date(2026, 11, 30),
        at=NOON,
    )

    dossier.refresh_from_db()
    assert dossier.status == Status.PROVINCE_RETURNED
    assert dossier.supplements.get().level == "province"
    page = reverse("dossiers:commune_dossier", args=[dossier.pk])
    assert told(clerk) == [("dossier.returned", page)]
    assert told(producer) == [("dossier.returned", dossier.get_absolute_url())]


def test_what_comes_back_is_received_under_a_new_number():
    dossier = make.dossier(Status.PROVINCE_CHECK)
    dossier.status = Status.SUBMITTED_PROVINCE
    dossier.save(update_fields=["status"])

    receipt = province.receive(actor=officer_of(dossier), dossier=dossier, at=NOON)

    numbers = Receipt.objects.filter(level="province").values_list("number", flat=True)
    assert len(set(numbers)) == 2
    assert receipt.number in numbers


def test_a_checked_dossier_goes_to_the_advisory_team():
    dossier = make.dossier(Status.PROVINCE_CHECK)

    province.hand_to_advisory(actor=officer_of(dossier), dossier=dossier, at=NOON)

    dossier.refresh_from_db()
    assert dossier.status == Status.ADVISORY_REVIEW


def test_nothing_unreceived_goes_to_the_advisory_team():
    dossier = make.dossier(Status.SUBMITTED_PROVINCE)

    with pytest.raises(RuleViolation) as refused:
        province.hand_to_advisory(actor=officer_of(dossier), dossier=dossier, at=NOON)

    assert refused.value.code == "dossier.wrong_state"


# --- pages ----------------------------------------------------------------------


def test_the_whole_intake_in_the_browser(client):
    dossier = make.dossier(Status.SUBMITTED_PROVINCE)
    client.force_login(officer_of(dossier))

    before = text(client.get(LIST))
    received = client.post(at("receive", dossier), follow=True)
    form = client.get(at("check_list", dossier)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {name: "ok" for name in typed if name.startswith("state_")}
    saved = client.post(at("check_list", dossier), typed, follow=True)
    handed = client.post(at("hand_over", dossier), follow=True)

    assert dossier.product.name in before
    assert "Đã tiếp nhận hồ sơ." in text(received)
    assert "Đã lưu phần kiểm tra." in text(saved)
    assert "chưa xem hoặc chưa đạt" not in text(saved)
    assert "Đã chuyển hồ sơ cho Tổ tư vấn thẩm định." in text(handed)


def test_the_province_reads_the_communes_word_beside_the_criterion(client):
    dossier = make.dossier(Status.PROVINCE_CHECK)
    client.force_login(officer_of(dossier, Role.PROVINCE_LEADER))

    page = text(client.get(at("dossier", dossier)))

    assert "Báo cáo Mẫu 03 của xã" in page
    assert page.count("<strong>Xã nêu:</strong> Xã đã kiểm tra, đúng.") == 4


def test_what_has_not_been_forwarded_does_not_exist_for_the_province(client):
    dossier = make.dossier(Status.COMMUNE_REPORTED)
    client.force_login(officer_of(dossier))

    assert dossier.product.name not in text(client.get(LIST))
    assert client.get(at("dossier", dossier)).status_code == 404


@pytest.mark.parametrize("name", ["dossier", "check_list", "return"])
def test_another_provinces_dossier_does_not_exist_for_me(client, name):
    dossier = make.dossier(Status.PROVINCE_CHECK)
    client.force_login(make.user(Role.PROVINCE_OFFICER))

    assert client.get(at(name, dossier)).status_code == 404


@pytest.mark.parametrize("name", ["receive", "save_checks", "hand_over"])
def test_nor_can_i_act_on_it(client, name):
    dossier = make.dossier(Status.PROVINCE_CHECK)
    client.force_login(make.user(Role.PROVINCE_OFFICER))

    assert client.post(at(name, dossier)).status_code == 404


def test_filters_by_commune_set_and_state(client):
    land = make.province()
    first = make.commune(province=land)
    second = make.commune(province=land)
    honey = make.product(
        "Mật ong rừng",
        set_slug="mat-ong-mat-khac-nong-san-khac",
        producer=make.producer(commune=first),
    )
    greens = make.product("Rau cải", producer=make.producer(commune=second))
    make.dossier(Status.PROVINCE_CHECK, product=honey)
    make.dossier(Status.SUBMITTED_PROVINCE, product=greens)
    client.force_login(make.user(Role.PROVINCE_OFFICER, land))

    for query in (
        {"commune": first.pk},
        {"set_slug": "mat-ong-mat-khac-nong-san-khac"},
        {"status": "province_check"},
        {"q": "MAT ONG"},
    ):
        page = text(client.get(LIST, query))
        assert "Mật ong rừng" in page, query
        assert "Rau cải" not in page, query


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_one(client):
    land = make.province()
    client.force_login(make.user(Role.PROVINCE_OFFICER, land))
    place = make.commune(province=land)
    counts = []
    for more in (1, 2, 97):
        for _row in range(more):
            item = make.product(producer=make.producer(commune=place))
            make.dossier(Status.PROVINCE_CHECK, product=item)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


def test_the_ministry_counts_by_province_and_reads_no_dossier(client):
    land = make.province("Hải Phòng")
    place = make.commune(province=land)
    for status in (Status.PROVINCE_CHECK, Status.RECOGNISED, Status.COMMUNE_REVIEW):
        item = make.product(producer=make.producer(commune=place))
        dossier = make.dossier(status, product=item)
    client.force_login(make.user(Role.MINISTRY_OFFICER))

    page = client.get(reverse("dossiers:ministry_overview"))

    row = page.context["rows"][0]
    assert (row.province, row.open, row.recognised, row.total) == (land, 1, 1, 2)
    assert dossier.product.name not in text(page)
    assert client.get(at("dossier", dossier)).status_code == 403
