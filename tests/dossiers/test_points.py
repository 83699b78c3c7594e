"""The office checks criterion by criterion; its list is answered point by point."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from saolang.dossiers import check_list
from saolang.dossiers.check_list import Check, Part
from saolang.dossiers.models import Dossier, PaperCheck, Status
from saolang.dossiers.offices import COMMUNE
from saolang.dossiers.pages import points
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.services import answers, handing_in, review
from saolang.dossiers.services.review import Finding
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Role
from scripts import compile_messages
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SOON = timezone.localdate() + timedelta(days=20)


def officer_of(dossier):
    return make.user(Role.COMMUNE_OFFICER, dossier.commune)


def owner_of(dossier):
    return make.owner_of(dossier.product.producer)


def rows_of(dossier):
    return check_list.part_rows(Part.CRITERIA, dossier, COMMUNE, timezone.localdate())


def marked(dossier, officer, **states):
    """Notes one criterion as found, the others as they stand."""
    row = rows_of(dossier)[0]
    review.save_checks(
        actor=officer, dossier=dossier, office=COMMUNE, part=Part.CRITERIA,
        findings={row.key: Finding(Check.UNCLEAR, "Thiếu chữ ký")},
        seen=check_list.mark({}), at=NOW,
    )  # fmt: skip
    return row


def returned(more=("Gửi thêm ảnh vườn",)):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = officer_of(dossier)
    row = marked(dossier, officer)
    items = [
        {"line": row.key, "text": row.line.title},
        *({"line": "", "text": text} for text in more),
    ]
    request = review.return_dossier(
        actor=officer, dossier=dossier, office=COMMUNE, items=items,
        answer_by=SOON, at=NOW,
    )  # fmt: skip
    dossier.refresh_from_db()
    return dossier, officer, request, row


def test_every_claim_is_a_line_and_what_is_expired_is_preselected():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    code = rows_of(dossier)[0].code
    make.link(
        dossier,
        "haccp_certificate",
        code,
        evidence=make.evidence(
            dossier.product.producer,
            valid_until=timezone.localdate() - timedelta(days=1),
        ),
    )

    late = rows_of(dossier)[0]

    assert (late.state, late.preselected) == (Check.UNSEEN, Check.EXPIRED)
    assert len(late.papers) == 1
    assert late.claim.points > 0


def test_a_criterion_found_wanting_must_stand_on_the_list():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = officer_of(dossier)
    marked(dossier, officer)

    with pytest.raises(RuleViolation) as refusal:
        review.return_dossier(
            actor=officer, dossier=dossier, office=COMMUNE, answer_by=SOON, at=NOW,
            items=[{"line": "", "text": "Khác"}],
        )  # fmt: skip

    assert refusal.value.code == "supplement.left_out"


def test_a_point_is_kept_in_vietnamese_and_read_in_ones_own_language():
    compile_messages.main()
    with translation.override("en"):
        dossier, _officer, request, row = returned()

    item = request.items[0]
    assert item["text"].endswith("chưa rõ. Thiếu chữ ký")
    assert (item["line"], item["state"]) == (row.key, "unclear")
    with translation.override("en"):
        shown = points.of_request(dossier, request)[0].text
    assert "chưa rõ" not in shown
    assert "Thiếu chữ ký" in shown


def test_two_halves_are_saved_beside_each_other():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = officer_of(dossier)
    marked(dossier, officer)

    review.save_checks(
        actor=officer, dossier=dossier, office=COMMUNE,
        findings={"form01": Finding(Check.OK)}, seen=check_list.mark({}), at=NOW,
    )  # fmt: skip

    assert PaperCheck.objects.filter(dossier=dossier).count() == 2


def submit(dossier):
    return handing_in.submit(
        actor=owner_of(dossier), dossier=dossier, commitment=True, at=timezone.now()
    )


def refusal_of(verb, **values):
    with pytest.raises(RuleViolation) as refused:
        verb(**values)
    return refused.value.code


def test_a_point_is_met_by_a_word_or_by_a_change():
    dossier, _officer, request, row = returned()
    first = points.of_request(dossier, request)
    assert [p.is_met for p in first] == [False, False]
    with pytest.raises(RuleViolation) as refused:
        answers.require_met(dossier)
    assert refused.value.code == "supplement.unanswered"

    make.link(dossier, "business_registration", row.code)
    answers.answer(
        actor=owner_of(dossier), dossier=dossier, texts={1: "Đã gửi ảnh"},
        seen=points.mark(first), at=NOW,
    )  # fmt: skip

    found = points.of_request(dossier, request)
    assert [p.is_met for p in found] == [True, True]
    assert found[0].changes
    assert found[0].url.endswith(f"#{row.code}")
    answers.require_met(dossier)


def test_two_tabs_do_not_write_over_each_other():
    dossier, _officer, request, _row = returned()
    owner, seen = owner_of(dossier), points.mark(points.of_request(dossier, request))
    values = {"actor": owner, "dossier": dossier, "seen": seen, "at": NOW}
    answers.answer(texts={0: "Từ tab một"}, **values)

    assert refusal_of(answers.answer, texts={0: "Từ tab hai"}, **values) == (
        "answer.changed_meanwhile"
    )
    assert request.answers.get().text == "Từ tab một"


def test_an_answer_has_an_end():
    dossier, _officer, request, _row = returned()
    seen = points.mark(points.of_request(dossier, request))

    assert (
        refusal_of(
            answers.answer, actor=owner_of(dossier), dossier=dossier, seen=seen,
            texts={0: "a" * 1001}, at=NOW,
        )
        == "answer.too_long"
    )  # fmt: skip


def test_the_office_ticks_a_point_and_its_line_is_in_order_again():
    dossier, officer, request, row = returned()
    Dossier.objects.update(status=Status.COMMUNE_REVIEW)
    values = {"dossier": dossier, "office": COMMUNE, "at": NOW}

    answers.settle(actor=officer, numbers=[0, 77], **values)

    request.refresh_from_db()
    assert list(request.settled) == ["0"]
    assert PaperCheck.objects.get(line=row.key).state == Check.OK
    with pytest.raises(PermissionDenied):
        answers.settle(actor=make.user(Role.COMMUNE_OFFICER), numbers=[0], **values)


def test_a_second_pass_has_its_own_points_and_shows_the_first():
    dossier, officer, first, _row = returned()
    Dossier.objects.update(status=Status.COMMUNE_REVIEW)
    dossier.refresh_from_db()
    answers.settle(
        actor=officer, dossier=dossier, office=COMMUNE, numbers=[0, 1], at=NOW
    )
    second = review.return_dossier(
        actor=officer, dossier=dossier, office=COMMUNE, answer_by=SOON,
        items=[{"line": "", "text": "Điều mới"}], at=timezone.now(),
    )  # fmt: skip

    assert queries.asked_last(dossier, COMMUNE) == second
    assert [p.text for p in points.of_request(dossier, second)] == ["Điều mới"]
    ((before, old),) = points.earlier(dossier, second)
    assert before == first
    assert all(point.is_settled for point in old)


def test_a_producer_answers_on_the_page_and_nothing_typed_is_lost(client):
    dossier, _officer, request, _row = returned()
    page = reverse("dossiers:answers", args=[dossier.pk])
    client.force_login(owner_of(dossier))
    mark = points.mark(points.of_request(dossier, request))

    shown = client.get(page).content.decode()
    assert "Thiếu chữ ký" in shown
    first = client.post(page, {"version": mark, "answer_0": "Đã ký", "answer_1": ""})
    late = client.post(page, {"version": mark, "answer_0": "Khác", "answer_1": "Có"})

    assert first.status_code == 302
    assert late.status_code == 409
    assert "Khác" in late.content.decode()
    assert "Đã ký" in late.content.decode()


def test_an_officer_goes_through_criteria_and_points_in_the_browser(client):
    dossier, officer, _request, row = returned()
    client.force_login(officer)
    points_page = reverse("dossiers:commune_points", args=[dossier.pk])
    assert "Gửi thêm ảnh vườn" in client.get(points_page).content.decode()
    Dossier.objects.update(status=Status.COMMUNE_REVIEW)
    page = reverse("dossiers:commune_criteria", args=[dossier.pk])

    shown = client.get(page)

    assert row.line.title in shown.content.decode()
    assert client.post(points_page, {"settled": ["1"]}).status_code == 302


def test_an_officer_who_helped_is_told_so_on_the_check_page(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = officer_of(dossier)
    page = reverse("dossiers:commune_criteria", args=[dossier.pk])
    client.force_login(officer)
    assert "Bạn đã giúp" not in client.get(page).content.decode()

    make.mandate(dossier.product.producer, officer, ended_at=NOW)

    assert "Bạn đã giúp" in client.get(page).content.decode()
