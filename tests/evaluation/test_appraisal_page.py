"""An adviser reads a dossier and reports to the council."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import Status, SupplementRequest
from saolang.evaluation.models import Appraisal
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return make.dossier(Status.ADVISORY_REVIEW)


@pytest.fixture
def adviser(dossier):
    return make.user(Role.ADVISORY_MEMBER, dossier.commune.parent)


@pytest.fixture
def page(client, dossier, adviser):
    """Posts to an address of the appraisal, signed in as an adviser."""
    client.force_login(adviser)

    def send(name, data, **kwargs):
        url = reverse(f"evaluation:{name}", args=[dossier.pk])
        return client.post(url, {"version": 1, **data}, **kwargs)

    return send


def status_of(dossier):
    dossier.refresh_from_db()
    return dossier.status


def test_the_list_shows_what_waits_and_what_was_reported(client, dossier, adviser):
    maker = make.producer(commune=make.commune(province=dossier.commune.parent))
    reported = make.dossier(
        Status.ADVISORY_REPORTED, product=make.product(producer=maker)
    )
    make.appraisal(reported)
    foreign = make.dossier(Status.ADVISORY_REVIEW)
    client.force_login(adviser)

    shown = client.get(reverse("evaluation:appraisals")).content.decode()

    assert str(dossier.product) in shown
    assert str(reported.product) in shown
    assert str(foreign.product) not in shown


def test_the_claim_and_the_finding_stand_beside_each_criterion(
    client, dossier, adviser
):
    client.force_login(adviser)

    url = reverse("evaluation:appraisal", args=[dossier.pk])
    shown = client.get(url).content.decode()

    assert shown.count("Cơ sở tự chấm:") == 32
    assert "Xã đã kiểm tra, đúng." in shown


def test_proposals_and_reasons_save_by_themselves(page, dossier):
    answer = page(
        "appraisal_save",
        {"A.1.1": "A.1.1.o2", "note-A.1.1": "Hợp đồng 60%", "survey": "Đã đến."},
    )

    appraisal = Appraisal.objects.get(dossier=dossier)
    assert answer.json() == {"version": 2}
    assert appraisal.ticks == {"A.1.1": "A.1.1.o2"}
    assert appraisal.reasons == {"A.1.1": "Hợp đồng 60%"}
    assert appraisal.survey == "Đã đến."
    assert status_of(dossier) == Status.ADVISORY_REVIEW


def test_a_complete_report_goes_to_the_council(page, dossier):
    officer = make.user(Role.PROVINCE_OFFICER, dossier.commune.parent)

    page(
        "appraisal_submit",
        {**dossier.ticks, "recommendation": "to_council", "conclusion": "Đạt."},
    )

    assert status_of(dossier) == Status.ADVISORY_REPORTED
    assert Appraisal.objects.get(dossier=dossier).submitted_at is not None
    assert Notice.objects.filter(recipient=officer, kind="appraisal.reported").exists()


def test_a_report_to_the_council_answers_every_criterion(page, dossier):
    answer = page(
        "appraisal_submit",
        {"A.1.1": "A.1.1.o2", "recommendation": "to_council", "survey": "Đã đến."},
    )

    assert answer.status_code == 422
    assert "Chưa chấm tiêu chí" in answer.content.decode()
    assert "Đã đến." in answer.content.decode()
    assert status_of(dossier) == Status.ADVISORY_REVIEW
    assert not Appraisal.objects.filter(submitted_at__isnull=False).exists()


def test_a_supplement_goes_back_with_one_list_and_a_date(page, dossier):
    answer_by = timezone.localdate() + timedelta(days=20)

    page(
        "appraisal_submit",
        {
            "recommendation": "supplement",
            "wanted": "Phiếu kiểm nghiệm vi sinh\n\nHợp đồng liên kết 2026",
            "conclusion": "Thiếu hai giấy.",
            "answer_by": answer_by.isoformat(),
        },
    )

    request = SupplementRequest.objects.get(dossier=dossier)
    assert status_of(dossier) == Status.PROVINCE_RETURNED
    assert [item["text"] for item in request.items] == [
        "Phiếu kiểm nghiệm vi sinh",
        "Hợp đồng liên kết 2026",
    ]
    assert request.answer_by == answer_by
    owner = make.owner_of(dossier.product.producer)
    assert Notice.objects.filter(recipient=owner, kind="appraisal.supplement").exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Hãy chọn kiến nghị"),
        ({"recommendation": "bogus"}, "Hãy chọn kiến nghị"),
        ({"recommendation": "supplement"}, "Hãy ghi cần bổ sung gì"),
        ({"recommendation": "supplement", "wanted": "Giấy"}, "Hãy ghi hạn bổ sung"),
        (
            {"recommendation": "supplement", "wanted": "Giấy", "answer_by": "mai"},
            "Hạn bổ sung không phải ngày",
        ),
        (
            {"recommendation": "supplement", "wanted": "x", "answer_by": "2020-01-01"},
            "Hãy ghi hạn bổ sung, sau hôm nay",
        ),
        ({"recommendation": "not_eligible"}, "vì sao hồ sơ không đủ điều kiện"),
    ],
)
def test_a_report_that_lacks_something_says_what(page, dossier, sent, words):
    answer = page("appraisal_submit", sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert status_of(dossier) == Status.ADVISORY_REVIEW


def test_not_eligible_ends_it_with_a_reason(page, dossier):
    page(
        "appraisal_submit",
        {"recommendation": "not_eligible", "conclusion": "Giấy ATTP là giả."},
    )

    assert status_of(dossier) == Status.DISQUALIFIED


def test_two_advisers_on_one_report_lose_nothing(page, dossier):
    page("appraisal_save", {"A.1.1": "A.1.1.o1", "survey": "Sáng: kho sạch"})

    answer = page("appraisal", {"A.1.1": "A.1.1.o3", "survey": "Chiều: thiếu sổ"})

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Sáng: kho sạch" in shown
    assert "Chiều: thiếu sổ" in shown
    assert 'value="A.1.1.o1"' in shown


def test_a_reported_dossier_is_only_read(client, dossier, adviser, page):
    page(
        "appraisal_submit",
        {**dossier.ticks, "recommendation": "to_council", "conclusion": "Đạt."},
    )

    assert page("appraisal_save", {"A.1.1": "A.1.1.o1"}).status_code == 422
    url = reverse("evaluation:appraisal", args=[dossier.pk])
    assert "data-autosave=" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADVISORY_MEMBER, 404),
        (Role.PROVINCE_OFFICER, 404),
        (Role.PRODUCER, 403),
        (Role.COUNCIL_MEMBER, 403),
    ],
)
def test_strangers_find_nothing(client, dossier, role, status):
    client.force_login(make.user(role))

    url = reverse("evaluation:appraisal", args=[dossier.pk])

    assert client.get(url).status_code == status


def test_who_helped_with_a_dossier_does_not_appraise_it(client, page, dossier, adviser):
    make.mandate(dossier.product.producer, adviser)

    seen = client.get(reverse("evaluation:appraisal", args=[dossier.pk]))
    sent = page("appraisal_save", {"survey": "Kho sạch"})

    assert "Bạn có liên quan tới cơ sở này" in seen.content.decode()
    assert sent.status_code == 403
    assert not Appraisal.objects.filter(dossier=dossier).exists()
