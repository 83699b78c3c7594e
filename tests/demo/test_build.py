"""The demo as a whole: built once, and everything that the tour needs is there.

One test with many parts, because the build takes long and workers share no database.
"""

import json
import stat
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.certificates.models import Certificate
from saolang.certificates.rules import terms
from saolang.demo import description, loading
from saolang.demo.days import Days
from saolang.dossiers.models import (
    Dossier,
    DraftStep,
    Note,
    PaperCheck,
    Receipt,
    Status,
)
from saolang.dossiers.pages import points
from saolang.evaluation.models import ScoreSheet, Session, SessionItem
from saolang.evidence import queries as evidence
from saolang.evidence.rules import validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile, Upload
from saolang.kernel.calendar import local_date
from saolang.notifications.models import Notice
from saolang.papers.models import OfficeTemplate
from saolang.people.models import Mandate, Producer, ProducerMember, Role, User
from saolang.people.queries import account_called
from saolang.products import likeness
from saolang.products.models import Product, ProductPhoto, StoryPassage
from saolang.tasks.models import Job

PORT = 8765
NEVER_STANDS = {  # a step passed within one act, or not on the main line
    Status.COUNCIL_CONCLUDED,
    Status.RESULT_APPROVED_5,
    Status.DISQUALIFIED,
}


@dataclass
class Built:
    """What the demo wrote down."""

    described: dict


def load(port=PORT):
    return loading.load(port, say=lambda _what: None)


@pytest.fixture
def built(db):
    """A demo in a database that forgets it afterwards."""
    load()
    yield Built(json.loads(description.path().read_text()))
    description.path().unlink()


def today():
    return local_date(timezone.now())


def sign_in(account):
    client = Client()
    credentials = {"username": account["login"], "password": account["password"]}
    answer = client.post(reverse("people:sign_in"), credentials)
    assert answer.status_code == 302, account
    return client


def everyone(built):
    for role, held in built.described["accounts"].items():
        for account in held if isinstance(held, list) else [held]:
            yield Role(role), account


# --- parts of the one test ----------------------------------------------------------


def there_are_enough_products_producers_and_sets(built):
    assert Product.objects.count() >= 80
    assert Product.objects.values("set_slug").distinct().count() >= 18
    assert Producer.objects.count() >= 30
    provinces = Product.objects.values_list("commune__parent__code", flat=True)
    assert set(provinces) == {"31", "68"}
    assert set(Producer.objects.values_list("kind", flat=True)) == set(Producer.Kind)


def dossiers_stand_in_every_state_of_the_main_line(built):
    found = set(Dossier.objects.values_list("status", flat=True))
    assert set(Status) - found == NEVER_STANDS


def certificates_are_in_every_condition(built):
    conditions = Counter(
        terms.condition(certificate.term, today()).condition
        for certificate in Certificate.objects.all()
    )
    assert set(conditions) == set(terms.Condition)
    assert Certificate.objects.filter(stars=5).exists()
    assert Certificate.objects.exclude(dossier=None).count() >= 3


def nine_members_and_a_chair_are_scoring(built):
    session = Session.objects.get(state=Session.State.SCORING)
    positions = Counter(session.panel.values_list("position", flat=True))
    assert positions == {"member": 9, "chair": 1, "secretary": 1}
    items = list(session.items.order_by("position"))
    assert len(items) == 6
    sheets = ScoreSheet.objects.filter(session=session)
    first = sheets.filter(dossier=items[0].dossier_id)
    assert not first.filter(submitted_at=None).exists()
    points = [sheet.points for sheet in first]
    assert max(points) - min(points) > session.round.spread_limit
    assert sheets.filter(submitted_at=None).exclude(ticks={}).exists()
    assert session.round.cutoff_on < today() < session.round.hold_by_on


def what_the_council_found_is_what_was_certified(built):
    for item in SessionItem.objects.filter(outcome="decision").select_related(
        "dossier"
    ):
        if item.dossier.status == Status.RECOGNISED:
            given = Certificate.objects.get(dossier=item.dossier)
            assert (given.stars, given.mean) == (item.stars, item.mean)
    refused = SessionItem.objects.get(outcome="not_recognised")
    assert refused.dossier.status == Status.NOT_RECOGNISED
    assert refused.mean < 50


def one_report_waits_for_its_signature_on_the_last_day(built):
    waiting = Dossier.objects.get(
        commune_report__proposed_at__isnull=False,
        commune_report__signed_at=None,
    )
    due = Receipt.objects.get(dossier=waiting, level="commune").due_on
    assert due == Days(timezone.now()).working(today(), 1)


def nothing_happens_in_the_future_or_out_of_order(built):
    now = timezone.now()
    assert not Dossier.objects.filter(status_since__gt=now).exists()
    assert not Receipt.objects.filter(received_at__gt=now).exists()
    assert not Notice.objects.filter(created_at__gt=now).exists()
    for receipt in Receipt.objects.select_related("dossier"):
        assert receipt.received_at >= receipt.dossier.filed_at
    for province in ("31", "68"):
        numbers = [
            int(number.split("/")[0])
            for number in Receipt.objects.filter(level="province", unit__code=province)
            .order_by("received_at")
            .values_list("number", flat=True)
        ]
        assert numbers == sorted(numbers)


def papers_and_pictures_are_real_files(built):
    refused = StoredFile.objects.exclude(state="accepted")
    assert [file.refusal_code for file in refused] == ["pdf.broken"]
    with_stars = Certificate.objects.values("product").distinct().count()
    assert ProductPhoto.objects.filter(caption="").count() == 0
    assert ProductPhoto.objects.count() >= 2 * with_stars
    assert Entry.objects.filter(verb="evidence.added").count() > 100


def nobody_real_can_be_reached(built):
    for user in User.objects.all():
        assert user.email.endswith("@example.vn") or user.phone.startswith("+8451")
    for producer in Producer.objects.all():
        assert producer.phone.startswith("+8451")
        assert not producer.email or producer.email.endswith("@example.vn")
    assert not ProducerMember.objects.filter(user__assignments__isnull=False).exists()


def old_messages_are_not_posted_today(built):
    letters = Job.objects.filter(name__startswith="saolang.notifications.")
    assert letters.filter(state=Job.State.WAITING).count() < 80
    assert Notice.objects.count() > 200


def it_is_written_down_for_its_owner_alone(built):
    assert stat.S_IMODE(description.path().stat().st_mode) == 0o600
    accounts, pages = built.described["accounts"], built.described["pages"]
    assert set(accounts) == set(Role)
    assert len(accounts["council_member"]) == 9
    for _role, account in everyone(built):
        assert set(account) == {"login", "password"}
    urls = [page if isinstance(page, str) else page["url"] for page in pages.values()]
    assert {urlsplit(url).netloc for url in urls} == {f"127.0.0.1:{PORT}"}
    assert list(pages) == [
        "home",
        "catalogue",
        "truth_valid",
        "truth_expired",
        "truth_revoked",
        "dossier_draft",
        "score_sheet",
        "session",
        "library",
        "inbox",
        "viewer",
        "planner",
        "missing",
        "story",
        "renewal",
        "compare",
    ]
    assert pages["dossier_draft"]["as"] == "producer"
    assert pages["session"]["as"] == "council_secretary"
    assert (pages["score_sheet"]["as"], pages["score_sheet"]["index"]) == (
        "council_member",
        0,
    )


def everyone_signs_in_to_the_role_that_is_written_down(built):
    for role, account in everyone(built):
        client = sign_in(account)
        user = account_called(account["login"])
        held = {a.role for a in user.assignments.all()} or {Role.PRODUCER}
        assert held == {role}
        assert client.get(reverse("web:desk")).status_code == 200


def every_page_to_look_at_opens(built):
    for name, page in built.described["pages"].items():
        client, url = Client(), page
        if isinstance(page, dict):
            account = built.described["accounts"][page["as"]]
            client = sign_in(account[page["index"]] if "index" in page else account)
            url = page["url"]
        assert client.get(urlsplit(url).path).status_code == 200, name


def a_draft_lacks_one_paper_for_its_fourth_star(built):
    path = urlsplit(built.described["pages"]["dossier_draft"]["url"]).path
    dossier = Dossier.objects.get(pk=path.strip("/").split("/")[-1])
    kinds = set(dossier.links.values_list("evidence__kind", flat=True))
    assert dossier.status == Status.DRAFT
    assert "linkage_contract" not in kinds
    assert len(kinds) > 15


def one_producer_has_a_library_of_papers_in_every_state(built):
    maker = main_producer()
    papers = evidence.current(evidence.of_producer(maker))
    good = papers.filter(file__state="accepted")
    assert good.count() >= 30
    assert papers.filter(file__refusal_code="pdf.broken").count() == 1
    states = {validity.on_day(paper.valid_until, today()) for paper in good}
    assert states == set(Validity)
    assert len({paper.site_id for paper in good if paper.site_id}) == 2
    renewed = papers.get(replaces__kind="qms_certificate")
    assert renewed.replaces.valid_until < renewed.valid_until
    kinds = set(good.values_list("file__media_type", flat=True))
    assert {kind.rpartition(".")[2] for kind in kinds} >= {
        "application/pdf",
        "document",
        "sheet",
    }
    assert good.get(file__pages__gte=40).file.size < 800_000
    assert good.filter(file__name="hoi-cho-xuan.pdf", file__pages=6).exists()
    arrived = Upload.objects.filter(folder=evidence.folder_of(maker), taken_at=None)
    assert [upload.file.state for upload in arrived] == ["accepted"] * 5


def three_dossiers_share_papers_with_pages_and_what_they_prove(built):
    own = Dossier.objects.filter(product__producer=main_producer())
    own = own.exclude(status=Status.RECOGNISED)
    assert len(own) == 3
    used = [set(d.links.values_list("evidence", flat=True)) for d in own]
    assert len(set.intersection(*used)) >= 10
    for dossier in own:
        assert dossier.links.exclude(pages="").exclude(proves="").count() >= 2
    scored = own.get(status=Status.COUNCIL_SCORING)
    draft = own.get(status=Status.DRAFT)
    certificates = "evidence__kind", "qms_certificate"
    before = scored.links.filter(certificates).first().evidence
    assert draft.links.filter(certificates).first().evidence.replaces == before


def stories_are_told_and_one_is_like_another(built):
    told = Counter(
        StoryPassage.objects.filter(language="vi")
        .exclude(heading="opening")
        .values_list("product", flat=True)
    )
    assert sum(count >= 4 for count in told.values()) >= 6
    assert StoryPassage.objects.filter(language="en").exclude(text="").count() >= 8
    copied = StoryPassage.objects.get(
        product__name="Mứt cà chua Đơn Dương", heading="craft"
    )
    found = likeness.like(copied.text, besides=copied.product)
    assert found[0].passage.product.name == "Rươi kho niêu Tứ Kỳ"


def two_people_help_with_a_producers_yes(built):
    ways = Mandate.objects.exclude(agreed_at=None).values_list("way", flat=True)
    assert sorted(ways) == ["invited", "paper"]
    for mandate in Mandate.objects.select_related("helper", "producer"):
        steps = DraftStep.objects.filter(saved_by=mandate.helper)
        assert steps.filter(dossier__product__producer=mandate.producer).exists()


def offices_and_producers_talk_and_answer(built):
    notes = Note.objects.filter(dossier__product__producer=main_producer())
    assert {bool(note.settled_at) for note in notes} == {True, False}
    assert {note.side for note in notes} == {"commune", "producer"}
    checks = PaperCheck.objects.filter(line__startswith="criterion:")
    assert checks.values("dossier").distinct().count() >= 8
    waiting = Dossier.objects.filter(status=Status.COMMUNE_RETURNED)
    answered = [
        [point.is_met for point in points.of_request(d, d.supplements.get())]
        for d in waiting
    ]
    assert any(any(met) and not all(met) for met in answered)


def one_dossier_was_handed_in_twice(built):
    twice = Dossier.objects.get(snapshots__number=2)
    met = points.of_request(twice, twice.supplements.get())
    assert [point.is_met for point in met] == [True, True]
    assert twice.receipts.filter(level="commune").count() == 2


def one_province_uses_a_template_of_its_own(built):
    template = OfficeTemplate.objects.get(state=OfficeTemplate.State.IN_FORCE)
    assert (template.unit.code, template.kind) == ("68", "receipt")


def a_product_of_the_main_producer_is_due_for_renewal(built):
    path = urlsplit(built.described["pages"]["renewal"]["url"]).path
    product = Product.objects.get(pk=path.strip("/").split("/")[-2])
    held = Certificate.objects.get(product=product)
    assert terms.filing(held.last_day, today()) == "open"
    client = sign_in(built.described["accounts"]["producer"])
    with transaction.atomic():
        begun = client.post(path, {"kind": "renewal"})
        assert begun.status_code == 302
        assert client.get(begun.url).status_code == 200
        renewal = Dossier.objects.get(product=product, status=Status.DRAFT)
        assert renewal.previous == held.dossier
        assert renewal.form02["plan_market"]
        assert renewal.links.count() >= 10
        transaction.set_rollback(True)


def main_producer():
    return Producer.objects.get(name="HTX Rươi An Thanh")


def it_says_who_can_log_in_and_what_to_look_at(built):
    said = description.as_text(built.described)
    for _role, account in everyone(built):
        assert account["login"] in said
        assert account["password"] in said
    assert built.described["pages"]["truth_valid"] in said


def a_second_run_keeps_what_was_entered(built):
    counted = (Notice, Entry, Dossier, User, StoredFile)
    before = [model.objects.count() for model in counted]
    User.objects.filter(email="taquanghuy@example.vn").update(full_name="Đã sửa")

    load()

    assert [model.objects.count() for model in counted] == before
    assert User.objects.filter(full_name="Đã sửa").exists()
    assert json.loads(description.path().read_text()) == built.described


def addresses_follow_the_port(built):
    load(PORT + 1)

    text = description.path().read_text()
    assert f"127.0.0.1:{PORT + 1}/" in text
    assert f"127.0.0.1:{PORT}/" not in text
    assert stat.S_IMODE(description.path().stat().st_mode) == 0o600


def data_of_another_making_is_left_alone(built):
    kept = description.path().read_text()
    description.path().unlink()
    with pytest.raises(CommandError, match="was not made by"):
        load()
    description.path().write_text(kept)


PARTS: tuple[Callable[[Built], None], ...] = (
    there_are_enough_products_producers_and_sets,
    dossiers_stand_in_every_state_of_the_main_line,
    certificates_are_in_every_condition,
    nine_members_and_a_chair_are_scoring,
    what_the_council_found_is_what_was_certified,
    one_report_waits_for_its_signature_on_the_last_day,
    nothing_happens_in_the_future_or_out_of_order,
    papers_and_pictures_are_real_files,
    nobody_real_can_be_reached,
    old_messages_are_not_posted_today,
    it_is_written_down_for_its_owner_alone,
    everyone_signs_in_to_the_role_that_is_written_down,
    every_page_to_look_at_opens,
    a_draft_lacks_one_paper_for_its_fourth_star,
    one_producer_has_a_library_of_papers_in_every_state,
    three_dossiers_share_papers_with_pages_and_what_they_prove,
    stories_are_told_and_one_is_like_another,
    two_people_help_with_a_producers_yes,
    offices_and_producers_talk_and_answer,
    one_dossier_was_handed_in_twice,
    one_province_uses_a_template_of_its_own,
    a_product_of_the_main_producer_is_due_for_renewal,
    it_says_who_can_log_in_and_what_to_look_at,
    a_second_run_keeps_what_was_entered,
    addresses_follow_the_port,
    data_of_another_making_is_left_alone,
)


@pytest.mark.timeout(600)
def test_the_demo_is_as_promised(built, subtests):
    for part in PARTS:
        with subtests.test(part.__name__.replace("_", " ")):
            part(built)


def test_outside_demo_mode_nothing_is_made(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo", no_serve=True, port=PORT)
    assert not description.path().exists()
