"""What a commune may do with a dossier, and what it is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.dossiers import form03
from saolang.dossiers.check_list import Check, mark
from saolang.dossiers.models import CommuneReport, PaperCheck, Status
from saolang.dossiers.offices import COMMUNE
from saolang.dossiers.services import commune, review
from saolang.dossiers.services.review import Finding
from saolang.files import storage
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 12, 5, tzinfo=UTC)
FINDINGS = {
    heading.key: {"said": "Chủ thể nêu.", "found": "Xã thấy đúng."}
    for heading in form03.HEADINGS
}


def officer_of(dossier, role=Role.COMMUNE_OFFICER):
    return make.user(role, dossier.commune)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def refusal(verb, **values):
    with pytest.raises(RuleViolation) as refused:
        verb(**values)
    return refused.value.code


def test_taking_in_names_the_officer_and_starts_the_check():
    dossier = make.dossier(Status.SUBMITTED_COMMUNE)
    officer = officer_of(dossier)

    commune.take_in(actor=officer, dossier=dossier, at=NOON)

    dossier.refresh_from_db()
    assert dossier.status == Status.COMMUNE_REVIEW
    assert dossier.receipts.get().received_by == officer
    assert verbs() == ["dossier.commune_review"]


def test_a_second_officer_who_takes_it_in_is_told_where_it_stands():
    dossier = make.dossier(Status.SUBMITTED_COMMUNE)
    commune.take_in(actor=officer_of(dossier), dossier=dossier, at=NOON)

    code = refusal(commune.take_in, actor=officer_of(dossier), dossier=dossier, at=NOON)

    assert code == "dossier.wrong_state"
    assert verbs() == ["dossier.commune_review"]


@pytest.mark.parametrize("role", [Role.COMMUNE_LEADER, Role.PROVINCE_OFFICER])
def test_only_the_communes_own_officers_take_in(role):
    dossier = make.dossier(Status.SUBMITTED_COMMUNE)
    unit = dossier.commune.parent if role == Role.PROVINCE_OFFICER else dossier.commune

    with pytest.raises(PermissionDenied):
        commune.take_in(actor=make.user(role, unit), dossier=dossier, at=NOON)
    stranger = make.user(Role.COMMUNE_OFFICER)
    with pytest.raises(PermissionDenied):
        commune.take_in(actor=stranger, dossier=dossier, at=NOON)


def test_checks_are_kept_and_a_colleagues_are_not_overwritten():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    first, second = officer_of(dossier), officer_of(dossier)
    values = {"dossier": dossier, "office": COMMUNE, "at": NOON}
    nothing = review.save_checks(actor=first, findings={}, seen=mark_of({}), **values)

    mark = review.save_checks(
        actor=first,
        findings={"form01": Finding(Check.OK), "form02": Finding(Check.UNSEEN)},
        seen=nothing,
        **values,
    )
    code = refusal(
        review.save_checks,
        actor=second,
        findings={"form01": Finding(Check.MISSING, "Không thấy.")},
        seen=nothing,
        **values,
    )

    assert mark != nothing
    assert code == "checks.changed_meanwhile"
    check = PaperCheck.objects.get()
    assert (check.line, check.state, check.checked_by) == ("form01", "ok", first)


def mark_of(checks):
    return review.check_list.mark(checks)


def test_a_line_that_is_not_on_the_list_is_refused():
    dossier = make.dossier(Status.COMMUNE_REVIEW)

    code = refusal(
        review.save_checks,
        actor=officer_of(dossier),
        dossier=dossier,
        office=COMMUNE,
        findings={"moon_dust": Finding(Check.OK)},
        seen=mark_of({}),
        at=NOON,
    )

    assert code == "checks.unknown_line"


def give_back(dossier, items=("Thiếu phiếu kiểm nghiệm.",), **values):
    return review.return_dossier(
        actor=values.pop("actor", None) or officer_of(dossier),
        dossier=dossier,
        office=COMMUNE,
        items=[{"line": "", "text": text} for text in items],
        answer_by=values.pop("answer_by", date(2026, 11, 20)),
        at=NOON,
    )


def test_returning_hands_over_one_complete_list():
    dossier = make.dossier(Status.COMMUNE_REVIEW)

    request = give_back(dossier, ["Thiếu phiếu kiểm nghiệm.", "  ", "Nhãn mờ."])

    dossier.refresh_from_db()
    assert dossier.status == Status.COMMUNE_RETURNED
    assert request.items == [
        {"line": "", "text": "Thiếu phiếu kiểm nghiệm."},
        {"line": "", "text": "Nhãn mờ."},
    ]
    assert verbs() == ["dossier.commune_returned"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"items": ["", " "]}, "supplement.empty"),
        ({"answer_by": date(2026, 11, 12)}, "supplement.date_passed"),
    ],
)
def test_an_empty_list_or_a_past_date_sends_nothing_back(change, code):
    dossier = make.dossier(Status.COMMUNE_REVIEW)

    assert refusal(give_back, dossier=dossier, **change) == code
    dossier.refresh_from_db()
    assert dossier.status == Status.COMMUNE_REVIEW
    assert verbs() == []


def test_returning_twice_makes_one_request():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    give_back(dossier)

    assert refusal(give_back, dossier=dossier) == "dossier.wrong_state"
    assert dossier.supplements.count() == 1


def write(dossier, verb=commune.save_report, version=0, **values):
    return verb(
        actor=values.pop("actor", None) or officer_of(dossier),
        dossier=dossier,
        findings=values.pop("findings", FINDINGS),
        conclusion=values.pop("conclusion", "Đề nghị đánh giá."),
        version=version,
        at=NOON,
    )


def test_a_draft_of_form_03_may_have_holes_and_counts_its_versions():
    dossier = make.dossier(Status.COMMUNE_REVIEW)

    first = write(dossier, findings={}, conclusion="")
    second = write(dossier, version=1)

    assert (first.version, second.version) == (1, 2)
    assert second.findings == FINDINGS
    assert verbs() == []


def test_two_officers_on_form_03_the_second_is_told():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    write(dossier)

    code = refusal(write, dossier=dossier, conclusion="Của tôi.")

    assert code == "report.changed_meanwhile"
    assert CommuneReport.objects.get().conclusion == "Đề nghị đánh giá."


@pytest.mark.parametrize("heading", form03.HEADINGS, ids=lambda h: h.key)
def test_every_heading_needs_the_communes_word_before_signature(heading):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    holes = FINDINGS | {heading.key: {"said": "Chủ thể nêu.", "found": " "}}

    with pytest.raises(RuleViolation) as refused:
        write(dossier, commune.propose_report, findings=holes)

    assert refused.value.code == "report.incomplete"
    assert refused.value.field == f"found_{heading.key}"
    assert not CommuneReport.objects.exists()


def proposed(**values):
    dossier = make.dossier(Status.COMMUNE_REVIEW, **values)
    report = write(dossier, commune.propose_report)
    return dossier, report


def test_a_proposed_report_is_closed_to_the_officer():
    dossier, _report = proposed()

    assert refusal(write, dossier=dossier, version=1) == "report.proposed"


def test_the_leader_signs_what_was_read_and_the_product_gets_its_code():
    dossier, report = proposed()
    leader = officer_of(dossier, Role.COMMUNE_LEADER)

    commune.sign_report(actor=leader, dossier=dossier, version=report.version, at=NOON)

    dossier.refresh_from_db()
    report.refresh_from_db()
    place = dossier.commune
    assert dossier.status == Status.COMMUNE_REPORTED
    assert dossier.product_code == f"{place.parent.code}-{place.code}-1-2026"
    assert (report.signed_by, report.signed_at, report.samples) == (leader, NOON, 5)
    assert verbs() == ["report.proposed", "dossier.commune_reported"]


def test_codes_of_a_commune_run_on_and_are_never_given_twice():
    first, one = proposed()
    item = make.product(producer=first.product.producer)
    second, two = proposed(product=item)
    leader = officer_of(first, Role.COMMUNE_LEADER)

    for dossier, report in ((first, one), (second, two)):
        commune.sign_report(
            actor=leader, dossier=dossier, version=report.version, at=NOON
        )

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.product_code.split("-")[2] == "1"
    assert second.product_code.split("-")[2] == "2"


def test_tourism_sends_no_samples():
    item = make.product(set_slug="du-lich-cong-dong-sinh-thai-diem-du-lich")
    dossier, report = proposed(product=item)

    commune.sign_report(
        actor=officer_of(dossier, Role.COMMUNE_LEADER),
        dossier=dossier,
        version=report.version,
        at=NOON,
    )

    report.refresh_from_db()
    assert report.samples == 0


def test_a_leader_signs_only_the_version_on_the_screen():
    dossier, report = proposed()

    code = refusal(
        commune.sign_report,
        actor=officer_of(dossier, Role.COMMUNE_LEADER),
        dossier=dossier,
        version=report.version - 1,
        at=NOON,
    )

    assert code == "report.changed_meanwhile"


def test_an_officer_cannot_sign():
    dossier, report = proposed()

    with pytest.raises(PermissionDenied):
        commune.sign_report(
            actor=officer_of(dossier), dossier=dossier, version=report.version, at=NOON
        )


def test_a_report_nobody_proposed_is_not_signed():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    report = write(dossier)

    code = refusal(
        commune.sign_report,
        actor=officer_of(dossier, Role.COMMUNE_LEADER),
        dossier=dossier,
        version=report.version,
        at=NOON,
    )

    assert code == "report.not_proposed"


def test_the_leader_hands_it_back_with_a_note_and_the_officer_goes_on():
    dossier, report = proposed()
    leader = officer_of(dossier, Role.COMMUNE_LEADER)
    values = {"actor": leader, "dossier": dossier, "at": NOON}

    assert refusal(commune.send_report_back, note=" ", **values) == (
        "report.note_missing"
    )
    commune.send_report_back(note="Nêu rõ số lao động.", **values)
    again = write(dossier, commune.propose_report, version=report.version)

    assert again.sent_back_note == ""
    assert verbs() == ["report.proposed", "report.sent_back", "report.proposed"]


def test_returning_to_the_producer_takes_the_report_off_the_leaders_table():
    dossier, report = proposed()

    give_back(dossier)

    report.refresh_from_db()
    assert report.proposed_at is None


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER])
def test_a_signed_dossier_goes_on_to_the_province(role):
    dossier = make.dossier(Status.COMMUNE_REPORTED)

    commune.forward(actor=officer_of(dossier, role), dossier=dossier, at=NOON)

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED_PROVINCE
    assert dossier.commune_report.forwarded_at == NOON
    assert verbs() == ["dossier.submitted_province"]


def test_nothing_unsigned_reaches_the_province():
    dossier, _report = proposed()

    code = refusal(commune.forward, actor=officer_of(dossier), dossier=dossier, at=NOON)

    assert code == "dossier.wrong_state"


def test_an_overdue_dossier_can_still_be_worked_on():
    long_ago = timezone.now() - timedelta(days=90)
    dossier = make.dossier(Status.SUBMITTED_COMMUNE, at=long_ago)

    commune.take_in(actor=officer_of(dossier), dossier=dossier, at=timezone.now())

    dossier.refresh_from_db()
    assert dossier.status == Status.COMMUNE_REVIEW


def test_form_03_carries_no_personal_field_of_the_representative():
    maker = make.producer(
        representative_sex="female",
        representative_ethnicity="Dân tộc thử",
        representative_residence="Nơi ở thử",
        representative_identity_number="012345678901",
    )
    dossier = make.dossier(
        Status.COMMUNE_REPORTED, product=make.product(producer=maker)
    )

    content = form03.content(dossier, dossier.commune_report)

    assert [heading["found"] for heading in content["headings"]] == [
        "Xã đã kiểm tra, đúng."
    ] * 4
    assert content["producer_kind"] == "Hợp tác xã"
    printed = str(content)
    for private in ("Dân tộc thử", "Nơi ở thử", "012345678901", "Nữ"):
        assert private not in printed


def test_the_signed_report_becomes_one_paper(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    dossier = make.dossier(Status.COMMUNE_REPORTED)
    values = {"actor": officer_of(dossier), "dossier": dossier, "at": NOON}

    first = commune.draw_up_report(**values)
    again = commune.draw_up_report(**values)

    assert first == again
    assert (first.kind, first.unit) == ("form03", dossier.commune)
    assert first.snapshot["product_code"] == dossier.product_code
    assert storage.read(first.pdf).startswith(b"%PDF")
    assert storage.read(first.docx).startswith(b"PK")


def test_an_unsigned_report_is_no_paper():
    dossier, _report = proposed()

    code = refusal(
        commune.draw_up_report, actor=officer_of(dossier), dossier=dossier, at=NOON
    )

    assert code == "report.not_signed"


def test_what_the_producer_says_is_taken_from_form_02_ticks_and_papers():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    make.link(dossier, "labour_list", "A.3.3")
    card = form03_card(dossier)
    labour = form03.HEADINGS[1]

    said = form03.said(
        labour, card, dossier.snapshots.get().content, dossier.links.all()
    )

    assert said.splitlines()[0] == "Nội dung thử"
    assert said.splitlines()[1].startswith("Lao động địa phương (A.3.3): ")
    assert said.splitlines()[-1].startswith("– ")


def form03_card(dossier):
    return review.check_list.library.load_set(dossier.pack_id, dossier.set_slug)


def test_a_list_that_leaves_out_what_was_found_wanting_is_not_sent():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = officer_of(dossier)
    review.save_checks(
        actor=officer,
        dossier=dossier,
        office=COMMUNE,
        findings={"form02": Finding(Check.UNCLEAR), "samples": Finding(Check.MISSING)},
        seen=mark({}),
        at=NOON,
    )

    code = refusal(
        review.return_dossier,
        actor=officer,
        dossier=dossier,
        office=COMMUNE,
        items=[{"line": "samples", "text": "Thiếu mẫu"}],
        answer_by=date(2026, 12, 1),
        at=NOON,
    )

    dossier.refresh_from_db()
    assert (code, dossier.status) == ("supplement.left_out", Status.COMMUNE_REVIEW)
