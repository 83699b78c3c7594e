"""The forms of a dossier: drafts as they stand, papers as they were handed in."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.criteria import library
from saolang.dossiers.models import Status
from saolang.dossiers.services import papers as services
from saolang.files import storage
from saolang.kernel.errors import RuleViolation
from saolang.papers.models import Paper
from saolang.people.models import Role
from tests import make
from tests.papers.opening import docx_as_pdf, pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_office_program(settings):
    settings.OFFICE_PROGRAM = ""


@pytest.fixture
def draft():
    made = make.dossier(Status.DRAFT, product=make.product("Rươi kho niêu"))
    leaf = library.load_set(made.pack_id, made.set_slug).leaves[0]
    make.link(made, criterion=leaf.code, pages="2-5", proves="có đăng ký")
    return made


@pytest.fixture
def filed():
    return make.dossier(Status.COMMUNE_REVIEW, product=make.product("Rươi kho niêu"))


def owner(dossier):
    return make.owner_of(dossier.product.producer)


def draw_up(dossier, kind, subject, actor=None):
    return services.draw_up(
        actor=actor or owner(dossier),
        dossier=dossier,
        kind=kind,
        subject_id=subject.pk,
        at=timezone.now(),
    )


@pytest.mark.parametrize("kind", services.OWN)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_draft_is_marked_as_one_and_nothing_is_kept(draft, kind, form):
    made = services.draft_form(draft, kind, form, timezone.now())

    text = pdf_text(made if form == "pdf" else docx_as_pdf(made))
    assert "BẢN NHÁP" in text
    assert not Paper.objects.exists()


def test_form_02_shows_every_criterion_with_claim_points_and_papers(draft):
    card = library.load_set(draft.pack_id, draft.set_slug)

    text = pdf_text(services.draft_form(draft, "form02", "pdf", timezone.now()))

    assert [leaf.code for leaf in card.leaves if leaf.code not in text] == []
    assert "trang 2-5" in text
    assert "PHẦN IV. KẾ HOẠCH THỜI GIAN TỚI" in text


@pytest.mark.parametrize("kind", services.OWN)
def test_an_empty_draft_is_a_form_to_fill_in_by_hand(draft, kind):
    draft.form01, draft.form02, draft.ticks = {}, {}, {}
    draft.save()
    draft.links.all().delete()

    made = services.draft_form(draft, kind, "pdf", timezone.now())

    assert "......" in pdf_text(made)


@pytest.mark.parametrize("kind", services.OWN)
def test_what_was_handed_in_never_changes(filed, kind):
    snapshot = filed.snapshots.get()
    paper = draw_up(filed, kind, snapshot)
    kept = storage.read(paper.pdf)

    filed.form01 = {**filed.form01, "unit_name": "Tên khác hẳn"}
    filed.form02 = {"history": "Lịch sử khác hẳn"}
    filed.save()
    producer = filed.product.producer
    producer.name = "Tên khác hẳn"
    producer.save()
    again = draw_up(filed, kind, snapshot)

    assert again == paper
    assert storage.read(again.pdf) == kept
    assert "khác hẳn" not in pdf_text(kept)
    assert "BẢN NHÁP" not in pdf_text(kept)


def test_form_01_is_made_anew_when_the_office_noted_its_receipt(filed):
    snapshot = filed.snapshots.get()
    before = draw_up(filed, "form01", snapshot)

    slip = filed.receipts.get()
    slip.received_by = make.user(Role.COMMUNE_OFFICER, filed.commune)
    slip.save()
    after = draw_up(filed, "form01", snapshot)

    assert before != after
    assert slip.received_by.full_name in pdf_text(storage.read(after.pdf))
    assert slip.number in pdf_text(storage.read(before.pdf))


def test_the_receipt_says_number_day_and_papers(filed):
    slip = filed.receipts.get()

    text = pdf_text(storage.read(draw_up(filed, "receipt", slip).pdf))

    assert slip.number in text
    assert "Rươi kho niêu" in text
    assert "GIẤY TIẾP NHẬN HỒ SƠ" in text
    assert slip.snapshot.sha256 in text


def test_the_supplement_request_lists_every_point(filed):
    asked = filed.supplements.create(
        level="commune",
        items=[{"line": "", "text": "Thiếu giấy A"}, {"line": "", "text": "Mờ giấy B"}],
        note="Gọi xã nếu cần.",
        answer_by=timezone.localdate() + timedelta(days=9),
        requested_by=make.user(Role.COMMUNE_OFFICER, filed.commune),
        requested_at=timezone.now(),
    )

    paper = draw_up(filed, "supplement_request", asked)

    for text in (
        pdf_text(storage.read(paper.pdf)),
        pdf_text(docx_as_pdf(storage.read(paper.docx))),
    ):
        assert "1. Thiếu giấy A" in text
        assert "2. Mờ giấy B" in text
        assert "Gọi xã nếu cần." in text


def test_form_03_comes_with_the_signed_report():
    made = make.dossier(Status.SUBMITTED_PROVINCE)

    paper = draw_up(made, "form03", made.commune_report)

    assert paper.kind == "form03"
    assert paper.page.endswith(f"/{made.pk}/mau/")


def test_other_dossiers_papers_are_not_to_be_had(filed):
    other = make.dossier(Status.COMMUNE_REVIEW)

    with pytest.raises(RuleViolation) as refused:
        draw_up(filed, "form02", other.snapshots.get())
    with pytest.raises(PermissionDenied):
        draw_up(filed, "form02", filed.snapshots.get(), actor=owner(other))
    assert refused.value.code == "form.not_there"


def test_no_form_tells_what_is_sensitive_of_the_representative(filed):
    producer = filed.product.producer
    producer.representative_identity_number = "036123456789"
    producer.representative_ethnicity = "Sán Dìu"
    producer.save()

    text = pdf_text(storage.read(draw_up(filed, "form02", filed.snapshots.get()).pdf))

    assert "036123456789" not in text
    assert "Sán Dìu" not in text
