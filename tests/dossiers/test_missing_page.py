"""What is missing stands on one page: each thing once, with the way to put it right."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.criteria import library
from saolang.dossiers.models import PaperCheck, Status, SupplementRequest
from saolang.dossiers.rules import proofs
from saolang.dossiers.rules.proofs import Proof
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

CARD = library.load_set("qd-26-2026", "rau-cu-qua-hat-tuoi")
DAY = date(2027, 4, 30)
EARNED = {leaf.code: leaf.max for leaf in CARD.leaves}


def proof(code="A.3.3", **values):
    return Proof(1, "labour_list", "Danh sách", code, **values)


def texts(*held, earned=None, **values):
    found = proofs.advice(
        CARD, earned or {"A.3.3": CARD.criteria["A.3.3"].max}, held, DAY, **values
    )
    return [str(gap.text) for gap in found]


def test_points_without_any_paper_are_named():
    assert texts() == [
        f"A.3.3 “{CARD.criteria['A.3.3'].title}”: đã chấm điểm nhưng chưa có giấy nào"
        " chứng minh."
    ]
    assert texts(proof()) == []
    assert texts(earned={"A.3.3": 0}) == []


def test_what_the_required_papers_already_say_is_not_said_twice():
    assert texts(settled=["labour_list"]) == []


def test_a_paper_that_ends_before_the_round_is_named_once():
    late = {"valid_until": DAY - timedelta(days=1)}

    [said] = texts(proof(**late), proof("A.3.1", **late), earned={})

    assert "hết hạn 29/04/2027" in said


def test_a_long_paper_asks_for_its_pages_and_a_short_one_does_not():
    [said] = texts(proof(page_count=11))

    assert "11 trang" in said
    assert texts(proof(page_count=10)) == texts(proof(page_count=40, pages="3")) == []


def test_nothing_is_ever_said_twice():
    said = texts(earned=EARNED)

    assert len(said) == len(set(said))
    assert not [text for text in said if text.startswith("C.6.2")]  # tasted, not read


# --- the page -------------------------------------------------------------------


def opened(client, dossier, **query):
    client.force_login(make.owner_of(dossier.product.producer))
    return client.get(reverse("dossiers:missing", args=[dossier.pk]), query)


def test_every_criterion_is_there_in_the_order_of_the_sheet(client):
    dossier = make.dossier()

    rows = opened(client, dossier).context["rows"]

    assert [row.criterion.code for row in rows] == [leaf.code for leaf in CARD.leaves]


def test_the_filter_keeps_what_lacks_something_for_a_star(client):
    dossier = make.dossier()
    code, _needs = CARD.minimums[4][0]
    least = min(CARD.criteria[code].options, key=lambda o: o.points)
    dossier.ticks[code] = least.id
    dossier.save()

    rows = opened(client, dossier, sao="4").context["rows"]

    assert [row.criterion.code for row in rows] == [code]


def test_required_papers_say_what_why_and_where(client):
    page = opened(client, make.dossier()).content.decode()

    assert "Thiếu “Giấy đăng ký kinh doanh" in page
    assert "hỏi xã" in page
    assert "?giay=business_registration#them" in page


def test_the_same_things_keep_it_from_being_handed_in(client):
    dossier = make.dossier()
    page = opened(client, dossier)
    review = client.get(reverse("dossiers:review", args=[dossier.pk]))

    assert page.context["bar"].must == len(review.context["gaps"])


def test_the_count_stands_on_every_step(client):
    dossier = make.dossier()
    client.force_login(make.owner_of(dossier.product.producer))
    address = reverse("dossiers:missing", args=[dossier.pk])

    for name, args in (
        ("dossiers:dossier", [dossier.pk]),
        ("dossiers:step", [dossier.pk, "dang-ky"]),
        ("dossiers:ticks", [dossier.pk, "b"]),
        ("dossiers:papers", [dossier.pk]),
        ("dossiers:review", [dossier.pk]),
    ):
        assert address in client.get(reverse(name, args=args)).content.decode()


def test_what_an_office_found_is_seen_once_it_was_sent(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    now = timezone.now()
    PaperCheck.objects.create(
        dossier=dossier,
        level="commune",
        line="criterion:A.3.3",
        state="unclear",
        note="chưa thấy nơi ở",
        checked_by=officer,
        checked_at=now,
    )
    assert "chưa thấy nơi ở" not in opened(client, dossier).content.decode()

    SupplementRequest.objects.create(
        dossier=dossier,
        level="commune",
        items=[],
        requested_by=officer,
        requested_at=now,
    )

    assert "chưa thấy nơi ở" in opened(client, dossier).content.decode()


def test_counts_on_the_tabs_follow_the_ticks(client):
    dossier = make.dossier(ticks={})
    client.force_login(make.owner_of(dossier.product.producer))
    leaf = CARD.leaves[0]

    answer = client.post(
        reverse("dossiers:tally", args=[dossier.pk, "a"]),
        {f"muc-{leaf.code}": leaf.options[0].id},
    ).content.decode()

    assert 'id="part-tabs" hx-swap-oob="true"' in answer
