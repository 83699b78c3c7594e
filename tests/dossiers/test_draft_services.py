"""A producer writes a dossier, attaches papers, hands it in, answers, withdraws."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from saolang.audit.models import Entry
from saolang.criteria import library
from saolang.dossiers.fields import Step
from saolang.dossiers.models import Dossier, Status
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries import offices, visible_to
from saolang.dossiers.services import draft, handing_in, starting
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services.draft import Answers
from saolang.dossiers.services.evidence import Use
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import Particulars
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
REQUIRED = ("business_registration", "food_safety_certificate", "test_report")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def ready(**values) -> Dossier:
    """A draft with every field, tick and required paper."""
    made = make.dossier(**values)
    for kind in (*REQUIRED, "material_origin"):
        make.link(made, kind)
    return made


def owner(dossier: Dossier):
    return make.owner_of(dossier.product.producer)


def test_a_dossier_begins_with_what_the_registers_already_know():
    product = make.product(specification="túi 500 g")

    dossier = starting.start(
        actor=make.owner_of(product.producer), product=product, kind="first", at=AT
    )

    assert (dossier.regime, dossier.pack_id) == ("26-2026", "qd-26-2026")
    assert dossier.form01["unit_name"] == product.producer.name
    assert dossier.form02["specification"] == "túi 500 g"
    assert dossier.commune == product.commune


def test_a_product_has_one_dossier_on_its_way():
    first = make.dossier()

    with pytest.raises(RuleViolation) as refused:
        starting.start(actor=owner(first), product=first.product, kind="first", at=AT)

    assert refused.value.code == "dossier.open_exists"
    assert Dossier.objects.count() == 1


def test_nobody_else_starts_writes_or_hands_in():
    dossier, stranger = ready(), make.user(Role.PRODUCER)
    acts = [
        lambda: starting.start(
            actor=stranger, product=make.product(), kind="first", at=AT
        ),
        lambda: draft.save_form(
            actor=stranger, dossier=dossier, step=Step.PLAN, values={}, version=0, at=AT
        ),
        lambda: handing_in.submit(
            actor=stranger, dossier=dossier, commitment=True, at=AT
        ),
        lambda: handing_in.withdraw(actor=stranger, dossier=dossier, at=AT),
        lambda: papers.take_out(
            actor=stranger, dossier=dossier, paper=dossier.links.first().evidence
        ),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_a_draft_keeps_anything_typed_but_not_a_whole_book():
    dossier = make.dossier()
    save = {"actor": owner(dossier), "dossier": dossier, "at": AT}

    draft.save_form(
        **save, step=Step.REGISTRATION, values={"email": "chưa có"}, version=0
    )
    with pytest.raises(RuleViolation) as refused:
        draft.save_form(
            **save, step=Step.PLAN, values={"plan_market": "a" * 10_001}, version=0
        )

    dossier.refresh_from_db()
    assert dossier.form01["email"] == "chưa có"
    assert (refused.value.code, refused.value.field) == (
        "draft.too_long",
        "plan_market",
    )


def test_the_second_of_two_people_is_told_and_overwrites_nothing():
    dossier = make.dossier()
    actor = owner(dossier)
    values = {"plan_market": "Bán ở chợ"}
    draft.save_form(
        actor=actor, dossier=dossier, step=Step.PLAN, values=values, version=0, at=AT
    )

    with pytest.raises(RuleViolation) as refused:
        draft.save_form(
            actor=actor,
            dossier=dossier,
            step=Step.PLAN,
            values={"plan_market": "Bán qua siêu thị"},
            version=0,
            at=AT,
        )

    dossier.refresh_from_db()
    assert refused.value.code == "draft.changed"
    assert "Kế hoạch thị trường" in refused.value.message
    assert dossier.form02["plan_market"] == "Bán ở chợ"


def test_the_same_words_sent_twice_are_no_conflict():
    dossier = make.dossier()
    save = {
        "actor": owner(dossier),
        "dossier": dossier,
        "step": Step.PLAN,
        "values": {"plan_market": "Bán ở chợ"},
        "version": 0,
        "at": AT,
    }

    draft.save_form(**save)
    row = draft.save_form(**save)

    assert row.version == 2


def test_ticks_of_a_part_replace_only_that_part():
    dossier = make.dossier()
    kept = dict(dossier.ticks)

    draft.save_ticks(
        actor=owner(dossier),
        dossier=dossier,
        step=Step.TICKS_A,
        answers=Answers(
            {"A.1.2": None}, {"A.1.1": False}, {"A.1.2": "Đang làm VietGAP"}
        ),
        version=0,
        at=AT,
    )

    dossier.refresh_from_db()
    assert {c for c in dossier.ticks if c.startswith("A.")} == {"A.1.2"}
    assert dossier.ticks["B.5.1"] == kept["B.5.1"]
    assert dossier.unmet_gates == ["A.1.1"]
    assert dossier.form02["descriptions"] == {"A.1.2": "Đang làm VietGAP"}


@pytest.mark.parametrize(
    ("ticks", "code"),
    [
        ({"B.5.1": "B.5.1.o1"}, "criterion.unknown"),
        ({"A.1.2": "A.1.3.o1"}, "option.foreign"),
        ({"Z.9": None}, "criterion.unknown"),
    ],
)
def test_ticks_that_are_not_on_this_part_are_refused(ticks, code):
    dossier = make.dossier()

    with pytest.raises(RuleViolation) as refused:
        draft.save_ticks(
            actor=owner(dossier),
            dossier=dossier,
            step=Step.TICKS_A,
            answers=Answers(ticks),
            version=0,
            at=AT,
        )

    assert refused.value.code == code


def test_handing_in_freezes_everything_and_gives_a_number():
    dossier = ready()
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)

    snapshot = handing_in.submit(
        actor=owner(dossier), dossier=dossier, commitment=True, at=AT
    )

    dossier.refresh_from_db()
    receipt = dossier.receipts.get()
    province = dossier.commune.parent
    assert dossier.status == Status.SUBMITTED_COMMUNE
    assert dossier.filed_at == AT
    assert receipt.number == f"1/PĐK-{province.code}-{dossier.commune.code}-2026"
    assert receipt.due_on == date(2026, 12, 11)
    assert snapshot.number == 1
    assert {each["kind"] for each in snapshot.files} >= set(REQUIRED)
    assert all(len(each["sha256"]) == 64 for each in snapshot.files)
    assert Entry.objects.get(verb="dossier.submitted_commune").digest == snapshot.sha256
    told = dict(Notice.objects.values_list("kind", "recipient"))
    assert told == {
        "dossier.submitted": officer.pk,
        "dossier.receipt": owner(dossier).pk,
    }


def test_numbers_of_a_commune_follow_one_another():
    commune = make.commune()
    numbers = []
    for _turn in range(2):
        product = make.product(producer=make.producer(commune=commune))
        dossier = ready(product=product)
        handing_in.submit(actor=owner(dossier), dossier=dossier, commitment=True, at=AT)
        numbers.append(dossier.receipts.get().number.split("/")[0])

    assert numbers == ["1", "2"]


def test_nothing_sensitive_of_a_person_is_frozen():
    secrets = {
        "representative_ethnicity": "Sán Dìu bí mật",
        "representative_identity_number": "031088001234",
        "representative_residence": "Ngõ 9 kín",
    }
    maker = make.producer(**secrets)
    dossier = ready(product=make.product(producer=maker))

    snapshot = handing_in.submit(
        actor=owner(dossier), dossier=dossier, commitment=True, at=AT
    )

    frozen = f"{snapshot.content}{snapshot.files}{snapshot.digests}"
    assert not [value for value in secrets.values() if value in frozen]


def test_one_list_says_everything_that_is_missing():
    dossier = make.dossier()
    dossier.form01["phone"] = ""
    dossier.form02["gates"] = {}
    del dossier.ticks["B.4.1"]
    dossier.save()

    with pytest.raises(RuleViolation) as refused:
        handing_in.submit(actor=owner(dossier), dossier=dossier, commitment=True, at=AT)

    assert refused.value.code == "dossier.incomplete"
    assert "7 điều" in refused.value.message
    assert dossier.snapshots.count() == 0


@pytest.mark.parametrize(
    "spoil",
    [
        {"valid_until": AT.date() - timedelta(days=1)},
        {"file": "checking"},
        {"file": "refused"},
    ],
)
def test_an_expired_unchecked_or_refused_paper_does_not_count(spoil):
    dossier = ready()
    paper = Evidence.objects.get(kind="test_report")
    if state := spoil.get("file"):
        paper.file.state = state
        paper.file.refusal_code = "file.broken" if state == "refused" else ""
        paper.file.save()
    else:
        paper.valid_until = spoil["valid_until"]
        paper.save()

    with pytest.raises(RuleViolation) as refused:
        handing_in.submit(actor=owner(dossier), dossier=dossier, commitment=True, at=AT)

    assert refused.value.code == "dossier.incomplete"


def test_the_commitment_must_be_ticked():
    dossier = ready()

    with pytest.raises(RuleViolation) as refused:
        handing_in.submit(
            actor=owner(dossier), dossier=dossier, commitment=False, at=AT
        )

    assert (refused.value.code, refused.value.field) == (
        "dossier.no_commitment",
        "commitment",
    )


def test_a_draft_made_for_old_rules_is_not_handed_in_under_new_ones():
    dossier = ready(pack_id="qd-1048-2019", regime="1048-2019")
    card = library.load_set("qd-1048-2019", dossier.set_slug)
    dossier.ticks = {c.code: None for c in card.leaves}
    dossier.form02["gates"] = {c.code: True for c in card.gated}
    dossier.save()

    with pytest.raises(RuleViolation) as refused:
        handing_in.submit(actor=owner(dossier), dossier=dossier, commitment=True, at=AT)

    assert refused.value.code == "dossier.rules_changed"


def test_a_dossier_handed_in_is_locked():
    dossier = ready()
    actor = owner(dossier)
    handing_in.submit(actor=actor, dossier=dossier, commitment=True, at=AT)

    for act in (
        lambda: handing_in.submit(actor=actor, dossier=dossier, commitment=True, at=AT),
        lambda: draft.save_form(
            actor=actor, dossier=dossier, step=Step.PLAN, values={}, version=0, at=AT
        ),
        lambda: papers.take_out(
            actor=actor, dossier=dossier, paper=dossier.links.first().evidence
        ),
    ):
        with pytest.raises(RuleViolation) as refused:
            act()
        assert refused.value.code == "dossier.locked"
    assert dossier.snapshots.count() == 1


def test_answering_a_return_makes_the_second_copy():
    dossier = ready(status=Status.COMMUNE_RETURNED)
    dossier.supplements.create(
        level="commune",
        items=[{"line": "test_report", "text": "Thiếu phiếu kiểm nghiệm"}],
        requested_by=make.user(Role.COMMUNE_OFFICER, dossier.commune),
        requested_at=AT,
    )

    snapshot = handing_in.submit(
        actor=owner(dossier), dossier=dossier, commitment=True, at=AT
    )

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED_COMMUNE
    assert snapshot.number == 2
    assert dossier.receipts.filter(snapshot=snapshot).count() == 1
    assert dossier.supplements.get().answered_at == AT


def test_a_dossier_the_province_returned_goes_back_to_the_province():
    dossier = ready(status=Status.PROVINCE_RETURNED)
    officer = make.user(Role.PROVINCE_OFFICER, dossier.commune.parent)

    handing_in.submit(actor=owner(dossier), dossier=dossier, commitment=True, at=AT)

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED_PROVINCE
    assert Notice.objects.get(recipient=officer).kind == "dossier.supplemented"


def test_a_withdrawn_dossier_makes_room_for_another():
    dossier = make.dossier()
    actor = owner(dossier)

    handing_in.withdraw(actor=actor, dossier=dossier, at=AT)
    again = starting.start(actor=actor, product=dossier.product, kind="first", at=AT)

    dossier.refresh_from_db()
    assert dossier.status == Status.WITHDRAWN
    assert queries.open_of(dossier.product) == again


def test_several_files_go_in_and_a_bad_one_says_why():
    dossier = make.dossier()
    uploads = [
        SimpleUploadedFile("phieu.pdf", PDF),
        SimpleUploadedFile("trang.html", b"<html><script>1</script></html>"),
    ]

    attached = papers.attach(
        actor=owner(dossier),
        dossier=dossier,
        uploads=uploads,
        particulars=Particulars("test_report", number="22/2026"),
        at=AT,
    )

    assert [paper.number for paper in attached.papers] == ["22/2026"]
    assert [name for name, _reason in attached.refused] == ["trang.html"]
    assert {link.criterion for link in dossier.links.all()} == {"C.9.0"}


def test_a_paper_serves_two_dossiers_and_leaves_one_of_them():
    first = make.dossier()
    paper = make.link(first, "business_registration").evidence
    second = make.dossier(product=make.product(producer=first.product.producer))
    actor = owner(first)

    papers.place(
        actor=actor,
        dossier=second,
        paper=paper,
        uses=[Use("A.3.1"), Use("A.3.2")],
        at=AT,
    )
    papers.place(
        actor=actor,
        dossier=second,
        paper=paper,
        uses=[Use("A.3.1")],
        at=AT,
    )
    papers.take_out(actor=actor, dossier=first, paper=paper)

    assert [link.criterion for link in second.links.all()] == ["A.3.1"]
    assert not first.links.exists()


def test_a_paper_of_somebody_else_is_not_mine_to_use():
    dossier = make.dossier()
    foreign = make.evidence(make.producer())

    with pytest.raises(PermissionDenied):
        papers.place(actor=owner(dossier), dossier=dossier, paper=foreign, at=AT)


def test_a_paper_that_ended_before_it_began_is_refused_with_its_field():
    dossier = make.dossier()

    with pytest.raises(RuleViolation) as refused:
        papers.attach(
            actor=owner(dossier),
            dossier=dossier,
            uploads=[SimpleUploadedFile("a.pdf", PDF)],
            particulars=Particulars(
                "test_report",
                issued_on=date(2026, 1, 2),
                valid_until=date(2026, 1, 1),
            ),
            at=AT,
        )

    assert refused.value.code == "evidence.ends_before_start"
    assert not StoredFile.objects.exists()


def test_who_may_read_a_dossier_follows_its_road():
    draft_one = make.dossier()
    commune = draft_one.commune
    filed = make.dossier(
        Status.COMMUNE_REVIEW,
        product=make.product(producer=make.producer(commune=commune)),
    )
    at_advisory = make.dossier(
        Status.ADVISORY_REVIEW,
        product=make.product(producer=make.producer(commune=commune)),
    )
    readers = {
        owner(draft_one): {draft_one},
        make.user(Role.COMMUNE_OFFICER, commune): {filed, at_advisory},
        make.user(Role.PROVINCE_LEADER, commune.parent): {at_advisory},
        make.user(Role.ADVISORY_MEMBER, commune.parent): {at_advisory},
        make.user(Role.ADVISORY_MEMBER): set(),
        make.user(Role.COMMUNE_OFFICER): set(),
        make.user(Role.MINISTRY_OFFICER): set(),
        make.user(Role.COUNCIL_MEMBER, commune.parent): set(),
        make.user(Role.ADMIN): set(),
    }

    for reader, expected in readers.items():
        assert set(visible_to(reader)) == expected


def test_a_withdrawal_reaches_every_office_that_has_the_dossier():
    dossier = make.dossier(Status.PROVINCE_CHECK)
    commune = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    province = make.user(Role.PROVINCE_OFFICER, dossier.commune.parent)
    owner = make.owner_of(dossier.product.producer)

    handing_in.withdraw(actor=owner, dossier=dossier, at=AT)

    told = Notice.objects.filter(kind="dossier.withdrawn")
    assert {commune.pk, province.pk} <= set(told.values_list("recipient", flat=True))


def test_offices_and_council_read_papers_as_they_were_handed_in():
    dossier = ready()
    actor = owner(dossier)
    snapshot = handing_in.submit(actor=actor, dossier=dossier, commitment=True, at=AT)
    paper = dossier.links.order_by("pk")[0].evidence
    evidence.describe(
        actor=actor,
        paper=paper,
        particulars=Particulars(kind="other", title="Giấy khác", number="99"),
        at=AT,
    )

    shown = [link.evidence for link in offices.handed_over(dossier, snapshot)]

    then = next(file for file in snapshot.files if file["evidence"] == paper.pk)
    seen = next(each for each in shown if each.pk == paper.pk)
    assert (seen.kind, seen.title, seen.number) == (
        then["kind"],
        then["title"],
        then["number"],
    )
