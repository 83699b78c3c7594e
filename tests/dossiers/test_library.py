"""A producer looks after its papers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import Status
from saolang.people.models import Role
from saolang.products.models import ProductionSite
from tests import make

pytestmark = pytest.mark.django_db
PAGES = ("kept_paper", "correct_paper", "replace_paper", "read_paper")


@pytest.fixture
def producer(client):
    made = make.producer()
    client.force_login(make.owner_of(made))
    return made


def library(client, **asked) -> str:
    return client.get(reverse("dossiers:library"), asked).content.decode()


def page_of(paper, name="kept_paper") -> str:
    return reverse(f"dossiers:{name}", args=[paper.pk])


def test_papers_lie_on_their_shelves_with_what_is_noted_of_them(client, producer):
    dossier = make.dossier(product=make.product(producer=producer))
    paper = make.link(
        dossier,
        evidence=make.evidence(
            producer,
            number="12/GCN",
            issuer="Chi cục ATTP",
            kind="food_safety_certificate",
            file=make.stored_file(pages=7),
        ),
    ).evidence
    make.evidence(producer, "product_story")

    html = library(client)

    assert html.index("An toàn và chất lượng") < html.index("Câu chuyện, thuyết minh")
    for said in (
        "12/GCN",
        "Chi cục ATTP",
        "7 trang",
        "dùng trong 1 hồ sơ",
        "chưa dùng",
    ):
        assert said in html
    assert paper.added_by.full_name in html


def test_a_paper_is_found_by_words_without_marks(client, producer):
    make.evidence(producer, title="Sổ đỏ nhà xưởng", number="KM-2026")
    make.evidence(producer, title="Hợp đồng điện")

    for typed in ("so do", "XUONG", "km-2026 nhà"):
        html = library(client, q=typed)
        assert "Sổ đỏ nhà xưởng" in html
        assert "Hợp đồng điện" not in html
    assert "Không thấy giấy nào" in library(client, q="không có gì như vậy")


def test_states_are_those_of_today(client, producer):
    today = timezone.localdate()
    for title, until in (
        ("Giấy bền", None),
        ("Giấy còn lâu", today + timedelta(days=400)),
        ("Giấy sắp hết", today + timedelta(days=20)),
        ("Giấy đã hết", today - timedelta(days=1)),
    ):
        make.evidence(producer, title=title, valid_until=until)
    broken = make.stored_file(state="refused", refusal_code="pdf.locked")
    make.evidence(producer, title="Giấy bị khóa", file=broken)

    shown = {
        state: [
            t
            for t in ("bền", "còn lâu", "sắp hết", "đã hết", "bị khóa")
            if f"Giấy {t}" in library(client, **{"tinh-trang": state})
        ]
        for state in ("", "con-han", "sap-het", "het-han", "khong-nhan")
    }

    assert shown == {
        "": ["bền", "còn lâu", "sắp hết", "đã hết", "bị khóa"],
        "con-han": ["bền", "còn lâu"],
        "sap-het": ["sắp hết"],
        "het-han": ["đã hết"],
        "khong-nhan": ["bị khóa"],
    }


def test_papers_are_narrowed_by_kind_producer_and_site(client, producer):
    person = make.owner_of(producer)
    second = make.producer("HTX Thứ hai", owner=person)
    site = ProductionSite.objects.create(
        producer=producer, name="Xưởng Đông", commune=producer.commune
    )
    make.evidence(producer, "awards", title="Bằng khen xã", site=site)
    make.evidence(second, "test_report", title="Phiếu của hai")

    assert "Phiếu của hai" not in library(client, loai="awards")
    assert "Bằng khen xã" not in library(client, **{"chu-the": second.pk})
    assert "Phiếu của hai" not in library(client, noi=site.pk)
    assert "Bằng khen xã" in library(client, noi=site.pk)
    for nonsense in ({"noi": "x"}, {"loai": "la"}, {"page": "99"}, {"chu-the": "²"}):
        assert library(client, **nonsense)


def test_an_old_version_is_history_not_a_paper_of_the_library(client, producer):
    old = make.evidence(producer, title="Bản năm ngoái", number="1/2025")
    new = make.evidence(producer, title="Bản năm nay", number="9/2026", replaces=old)

    html = library(client)
    history = client.get(page_of(old)).content.decode()

    assert "Bản năm ngoái" not in html
    assert "Bản năm nay" in html
    assert page_of(new) in history
    assert "Giấy này đã được thay" in history
    assert page_of(old, "replace_paper") not in history


def test_where_a_paper_is_used_says_criteria_pages_and_what_they_prove(
    client, producer
):
    dossier = make.dossier(product=make.product("Chè Rừng", producer=producer))
    paper = make.evidence(producer, "environment_file")
    make.link(dossier, evidence=paper, criterion="A.1.1", pages="3-5", proves="xả thải")

    html = client.get(page_of(paper)).content.decode()

    for said in ("Chè Rừng", "A.1.1", "trang 3-5", "xả thải"):
        assert said in html


def test_a_paper_that_ends_before_the_round_is_flagged_though_it_holds_today(
    client, producer
):
    day = timezone.localdate()
    dossier = make.dossier(
        product=make.product(producer=producer), judged_on=day + timedelta(days=90)
    )
    paper = make.evidence(producer, valid_until=day + timedelta(days=70))
    make.link(dossier, evidence=paper)
    sound = make.evidence(producer, valid_until=day + timedelta(days=91))
    make.link(dossier, evidence=sound)

    flagged = "giấy này đã hết hạn"
    place = reverse("dossiers:place_paper", args=[dossier.pk, paper.pk])
    assert flagged in client.get(page_of(paper)).content.decode()
    assert flagged in client.get(place).content.decode()
    assert flagged not in client.get(page_of(sound)).content.decode()


def test_a_slip_older_than_a_year_warns(client, producer):
    paper = make.evidence(
        producer, "test_report", issued_on=timezone.localdate() - timedelta(days=400)
    )

    assert "Phiếu đã quá 12 tháng" in client.get(page_of(paper)).content.decode()
    assert "Phiếu đã quá 12 tháng" in library(client)


def test_a_paper_is_corrected(client, producer):
    paper = make.evidence(producer, "test_report")

    answer = client.post(
        page_of(paper, "correct_paper"),
        {"kind": "test_report", "number": "7/2026", "valid_until": "2027-01-31"},
    )

    paper.refresh_from_db()
    assert answer.url == page_of(paper)
    assert (paper.number, str(paper.valid_until)) == ("7/2026", "2027-01-31")
    assert paper.title == "Phiếu kết quả kiểm nghiệm an toàn thực phẩm, chất lượng"


def test_dates_the_wrong_way_round_are_marked_and_kept(client, producer):
    paper = make.evidence(producer)

    answer = client.post(
        page_of(paper, "correct_paper"),
        {
            "kind": "awards",
            "number": "Số tôi gõ",
            "issued_on": "2026-02-01",
            "valid_until": "2026-01-01",
        },
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày hết hạn ở trước ngày cấp" in html
    assert "Số tôi gõ" in html
    assert "field wrong" in html


def test_a_site_of_somebody_else_cannot_be_chosen(client, producer):
    own = ProductionSite.objects.create(
        producer=producer, name="Xưởng nhà", commune=producer.commune
    )
    other = make.producer()
    foreign = ProductionSite.objects.create(
        producer=other, name="Xưởng lạ", commune=other.commune
    )
    paper = make.evidence(producer)
    page = page_of(paper, "correct_paper")

    assert "Xưởng lạ" not in client.get(page).content.decode()
    assert client.post(page, {"kind": "awards", "site": foreign.pk}).status_code == 422
    assert client.post(page, {"kind": "awards", "site": own.pk}).status_code == 302
    paper.refresh_from_db()
    assert paper.site == own


def test_another_producers_papers_do_not_exist_for_me(client, producer):
    foreign = make.evidence(make.producer(), title="Giấy của người khác")

    for name in PAGES:
        assert client.get(page_of(foreign, name)).status_code == 404
    assert "Giấy của người khác" not in library(client)


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.COUNCIL_MEMBER])
def test_papers_about_people_are_not_for_others(client, producer, role):
    paper = make.evidence(producer, "legal_rep_id")
    make.link(make.dossier(Status.DRAFT), evidence=paper)
    client.force_login(make.user(role))

    for name in PAGES:
        assert client.get(page_of(paper, name)).status_code == 403


def test_nothing_sent_yet_says_how_to_begin(client, producer):
    html = library(client)

    assert "Bạn chưa gửi giấy nào" in html
    assert reverse("dossiers:inbox", args=[producer.pk]) in html
