"""A newer paper takes the place of an older one; what was handed in stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.dossiers.models import Dossier, EvidenceLink, Status
from saolang.dossiers.services import evidence as services
from saolang.dossiers.services.evidence import Use
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import Particulars
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from tests import make
from tests.dossiers.test_office_races import together
from tests.files import corpus

pytestmark = pytest.mark.django_db
NEW = Particulars("test_report", number="2/2026")


def pdf(pages: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile("moi.pdf", corpus.pdf(pages=pages))


def renew(paper: Evidence, upload=None, actor=None):
    return services.replace(
        actor=actor or make.owner_of(paper.producer),
        paper=paper,
        upload=upload or make.arrived(paper.producer),
        particulars=NEW,
        at=timezone.now(),
    )


def used_in(dossier: Dossier) -> list[tuple[int, str, str]]:
    links = EvidenceLink.objects.filter(dossier=dossier).order_by("criterion")
    return list(links.values_list("evidence", "criterion", "pages"))


def arrived(maker, pages):
    return make.arrived(maker, file=make.stored_file(pages=pages))


def test_drafts_go_over_to_the_newer_paper_and_handed_in_ones_do_not():
    draft = make.dossier()
    maker = draft.product.producer
    paper = make.evidence(maker, "test_report", file=make.stored_file(pages=4))
    gone = make.dossier(Status.COMMUNE_REVIEW, product=make.product(producer=maker))
    back = make.dossier(Status.COMMUNE_RETURNED, product=make.product(producer=maker))
    for dossier in (draft, gone, back):
        make.link(dossier, evidence=paper, criterion="A.1.1", pages="2-3")

    done = renew(paper, arrived(maker, pages=4))

    newer = done.paper
    assert (newer.replaces, newer.number) == (paper, "2/2026")
    assert used_in(draft) == [(newer.pk, "A.1.1", "2-3")]
    assert used_in(back) == [(newer.pk, "A.1.1", "2-3")]
    assert used_in(gone) == [(paper.pk, "A.1.1", "2-3")]
    assert set(done.dossiers) == {draft, back}
    assert done.pages_cleared == ()
    verbs = [entry.verb for entry in Entry.objects.order_by("pk")]
    assert verbs.count("evidence.replaced") == 1
    assert verbs.count("evidence.renewed") == 2


def test_page_ranges_of_a_file_of_another_length_are_taken_out():
    draft = make.dossier()
    maker = draft.product.producer
    paper = make.evidence(maker, file=make.stored_file(pages=4))
    make.link(draft, evidence=paper, criterion="A.1.1", pages="4", proves="dấu")

    done = renew(paper, arrived(maker, pages=3))

    assert used_in(draft) == [(done.paper.pk, "A.1.1", "")]
    assert draft.links.get().proves == "dấu"
    assert done.pages_cleared == (draft,)


def test_an_old_version_is_neither_replaced_nor_used_again():
    draft = make.dossier()
    maker = draft.product.producer
    paper = make.evidence(maker)
    actor = make.owner_of(maker)
    renew(paper)

    for act in (
        lambda: renew(paper),
        lambda: services.place(
            actor=actor, dossier=draft, paper=paper, at=timezone.now()
        ),
    ):
        with pytest.raises(RuleViolation) as refused:
            act()
        assert refused.value.code == "evidence.replaced"


def test_the_same_bytes_are_no_newer_paper():
    maker = make.producer()
    paper = make.evidence(maker)
    same = make.stored_file()
    StoredFile.objects.filter(pk=same.pk).update(sha256=paper.file.sha256)
    same.refresh_from_db()

    with pytest.raises(evidence.AlreadyKept) as refused:
        renew(paper, make.arrived(maker, file=same))

    assert refused.value.paper == paper
    assert Evidence.objects.count() == 1


def test_going_back_to_an_earlier_version_is_allowed():
    maker = make.producer()
    first = make.evidence(maker)
    second = renew(first).paper
    again = make.stored_file()
    StoredFile.objects.filter(pk=again.pk).update(sha256=first.file.sha256)
    again.refresh_from_db()

    third = renew(second, make.arrived(maker, file=again)).paper

    assert third.replaces == second


def test_only_its_keepers_replace_a_paper():
    paper = make.evidence(make.producer())
    stranger = make.owner_of(make.producer())

    with pytest.raises(PermissionDenied):
        renew(paper, actor=stranger)


@pytest.mark.django_db(transaction=True)
def test_of_two_replacements_at_the_same_moment_one_wins():
    draft = make.dossier()
    maker = draft.product.producer
    paper = make.evidence(maker)
    make.link(draft, evidence=paper)
    uploads = [make.arrived(maker) for _ in range(2)]

    answers = together(*(lambda u=u: renew(paper, u) for u in uploads))

    assert answers == ["done", "evidence.replaced"]
    newer = Evidence.objects.get(replaces=paper)
    assert used_in(draft) == [(newer.pk, "", "")]


@pytest.mark.django_db(transaction=True)
def test_a_paper_placed_while_it_is_replaced_is_never_left_behind():
    draft = make.dossier()
    maker = draft.product.producer
    paper, actor = make.evidence(maker), make.owner_of(draft.product.producer)
    upload = make.arrived(maker)
    uses = [Use("A.1.1")]

    together(
        lambda: renew(paper, upload),
        lambda: services.place(
            actor=actor, dossier=draft, paper=paper, uses=uses, at=timezone.now()
        ),
    )

    newer = Evidence.objects.get(replaces=paper)
    assert {row[0] for row in used_in(draft)} <= {newer.pk}


def test_the_page_replaces_and_says_what_to_look_at(client):
    draft = make.dossier()
    maker = draft.product.producer
    paper = make.evidence(maker, "test_report", file=make.stored_file(pages=9))
    make.link(draft, evidence=paper, criterion="A.1.1", pages="9")
    client.force_login(make.owner_of(maker))
    page = reverse("dossiers:replace_paper", args=[paper.pk])

    answer = client.post(
        page, {"kind": "test_report", "number": "3/2026", "upload": pdf()}, follow=True
    )

    newer = Evidence.objects.get(replaces=paper)
    html = answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse(
        "dossiers:kept_paper", args=[newer.pk]
    )
    assert "hãy ghi lại trang" in html
    assert client.get(page).context["newest"] == newer


def test_a_replacement_without_a_file_keeps_what_was_typed(client):
    paper = make.evidence(make.producer(), "test_report")
    client.force_login(make.owner_of(paper.producer))
    page = reverse("dossiers:replace_paper", args=[paper.pk])

    answer = client.post(page, {"kind": "test_report", "number": "SỐ-CỦA-TÔI"})

    assert answer.status_code == 422
    assert "SỐ-CỦA-TÔI" in answer.content.decode()
    assert not Evidence.objects.filter(replaces=paper).exists()


def test_a_file_that_arrived_piece_by_piece_is_chosen_instead(client):
    paper = make.evidence(make.producer(), "test_report")
    waiting = make.arrived(paper.producer, "phieu-moi.jpg")
    foreign = make.arrived(make.producer(), "cua-nguoi-khac.jpg")
    client.force_login(make.owner_of(paper.producer))
    page = reverse("dossiers:replace_paper", args=[paper.pk])

    html = client.get(page).content.decode()
    assert "phieu-moi.jpg" in html
    assert "cua-nguoi-khac.jpg" not in html
    sent = {"kind": "test_report", "number": "3/2026"}
    assert client.post(page, sent | {"arrived": foreign.pk}).status_code == 422
    assert client.post(page, sent).status_code == 422
    assert client.post(page, sent | {"arrived": waiting.pk}).status_code == 302

    newer = Evidence.objects.get(replaces=paper)
    waiting.refresh_from_db()
    assert (newer.file, newer.number) == (waiting.file, "3/2026")
    assert waiting.taken_at
