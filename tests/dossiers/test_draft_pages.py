"""A producer goes through the pages of a dossier."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers import progress, stops
from saolang.dossiers.fields import FORMS, TICKS
from saolang.dossiers.models import Dossier, Status
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

REQUIRED = (
    "business_registration",
    "food_safety_certificate",
    "test_report",
    "material_origin",
)
JSON = {"headers": {"accept": "application/json"}}


def owner(dossier: Dossier):
    return make.owner_of(dossier.product.producer)


def ready(**values) -> Dossier:
    made = make.dossier(**values)
    for kind in REQUIRED:
        make.link(made, kind)
    return made


@pytest.fixture
def dossier(client):
    made = make.dossier()
    client.force_login(owner(made))
    return made


def pages_of(dossier: Dossier) -> list[str]:
    return [
        dossier.get_absolute_url(),
        *(reverse("dossiers:step", args=[dossier.pk, name]) for name in FORMS),
        *(reverse("dossiers:ticks", args=[dossier.pk, part]) for part in TICKS),
        reverse("dossiers:papers", args=[dossier.pk]),
        reverse("dossiers:review", args=[dossier.pk]),
        reverse("dossiers:withdraw", args=[dossier.pk]),
    ]


def test_every_page_of_a_draft_opens(client, dossier):
    for page in pages_of(dossier):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize(
    "slug",
    [
        "du-lich-cong-dong-sinh-thai-diem-du-lich",
        "do-an-nhanh",
        "thu-cong-my-nghe",
        "nuoc-khoang-nuoc-dong-chai",
    ],
)
def test_sheets_of_every_shape_are_drawn(client, slug):
    dossier = make.dossier(product=make.product(set_slug=slug), ticks={})
    client.force_login(owner(dossier))

    for page in pages_of(dossier):
        assert client.get(page).status_code == 200, page


def test_another_producers_dossier_does_not_exist_for_me(client, dossier):
    client.force_login(make.user(Role.PRODUCER))

    for page in [*pages_of(dossier), reverse("dossiers:receipt", args=[dossier.pk])]:
        assert client.get(page).status_code == 404, page
        assert client.post(page).status_code in {404, 405}, page


def test_a_draft_is_nobodys_business_but_its_producers(client, dossier):
    client.force_login(make.user(Role.COMMUNE_OFFICER, dossier.commune))

    assert client.get(dossier.get_absolute_url()).status_code == 404


def test_the_next_thing_is_one_thing_with_its_link(client, dossier):
    dossier.form01["phone"] = ""
    dossier.save()

    page = client.get(dossier.get_absolute_url())

    assert page.context["next"].title == "Làm tiếp: Đăng ký"
    assert "Chưa ghi “Điện thoại”." in page.context["next"].text
    assert page.context["next"].url.endswith("/lap/dang-ky/#id_phone")


def test_a_step_saves_by_itself_and_says_when(client, dossier):
    page = reverse("dossiers:step", args=[dossier.pk, "ke-hoach"])

    answer = client.post(page, {"plan_market": "Bán ở chợ", "version": "0"}, **JSON)

    dossier.refresh_from_db()
    assert answer.status_code == 200
    assert json.loads(answer.content)["version"] == 1
    assert "saved_at" in json.loads(answer.content)
    assert dossier.form02["plan_market"] == "Bán ở chợ"


def test_without_script_the_button_saves_and_goes_on(client, dossier):
    page = reverse("dossiers:step", args=[dossier.pk, "dang-ky"])

    answer = client.post(page, {"phone": "0912345678", "version": "0"})

    assert answer.url == reverse("dossiers:step", args=[dossier.pk, "co-so"])
    dossier.refresh_from_db()
    assert dossier.form01["phone"] == "0912345678"


def test_the_second_person_is_told_in_json_and_on_the_page(client, dossier):
    page = reverse("dossiers:step", args=[dossier.pk, "ke-hoach"])
    client.post(page, {"plan_market": "Bản của mẹ", "version": "0"})

    mine = {"plan_market": "Bản của con", "version": "0"}
    answer, shown = client.post(page, mine, **JSON), client.post(page, mine)

    told = json.loads(answer.content)["message"]
    assert (answer.status_code, shown.status_code) == (409, 409)
    assert "Kế hoạch thị trường" in told
    assert owner(dossier).full_name in told
    html = shown.content.decode()
    assert "Bản của mẹ" in html
    assert "Bản của con" in html
    assert 'name="version" value="1"' in html
    dossier.refresh_from_db()
    assert dossier.form02["plan_market"] == "Bản của mẹ"


def test_ticks_two_people_changed_are_told_apart(client, dossier):
    page = reverse("dossiers:ticks", args=[dossier.pk, "a"])
    client.post(page, {"muc-A.1.2": "A.1.2.o2", "version": "0"})

    mine = {"muc-A.1.2": "A.1.2.o3", "noi-A.1.2": "Chữ của con", "version": "0"}
    shown = client.post(page, mine)

    html = shown.content.decode()
    assert shown.status_code == 409
    assert "A.1.2 Chứng nhận vùng nguyên liệu/sản xuất" in html
    assert "Chữ của con" in html
    assert 'name="version" value="1"' in html


def test_too_long_a_text_is_marked_and_not_lost(client, dossier):
    page = reverse("dossiers:step", args=[dossier.pk, "ke-hoach"])
    long = "x" * 10_001

    answer = client.post(page, {"plan_market": long, "version": "0"})

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "plan_market" in answer.context["form"].errors


@pytest.mark.parametrize(
    "nonsense",
    [{"version": "mười"}, {"version": "99999999999999999999"}, {"ip_rights": "zzz"}],
)
def test_nonsense_is_no_500(client, dossier, nonsense):
    page = reverse("dossiers:step", args=[dossier.pk, "co-so"])

    assert client.post(page, nonsense).status_code < 500


@pytest.mark.parametrize(
    "nonsense",
    [
        {"muc-A.1.2": "zzz"},
        {"muc-A.1.2": "B.5.1.o1"},
        {"version": "-1"},
        {"dk-A.1.1": "zzz"},
    ],
)
def test_nonsense_ticks_are_no_500(client, dossier, nonsense):
    page = reverse("dossiers:ticks", args=[dossier.pk, "a"])
    tally = reverse("dossiers:tally", args=[dossier.pk, "a"])

    assert client.post(page, nonsense).status_code < 500
    assert client.post(tally, nonsense).status_code == 200


def test_the_tally_follows_the_ticks_without_saving_them(client):
    dossier = make.dossier(ticks={})
    client.force_login(owner(dossier))
    tally = reverse("dossiers:tally", args=[dossier.pk, "a"])

    answer = client.post(tally, {"muc-A.1.2": "A.1.2.o3", "dk-A.1.1": "co"})

    dossier.refresh_from_db()
    assert "2 điểm" in answer.content.decode()
    assert "Gia tăng giá trị: đang 0 điểm, cần 3" in answer.content.decode()
    assert dossier.ticks == {}


def test_files_are_taken_in_and_a_refused_one_says_why(client, dossier):
    page = reverse("dossiers:papers", args=[dossier.pk])

    answer = client.post(
        page,
        {
            "kind": "user_guide",
            "number": "Số tôi gõ",
            "uploads": [
                SimpleUploadedFile("huong-dan.pdf", b"%PDF-1.4\n%%EOF\n"),
                SimpleUploadedFile("trang.html", b"<html>"),
            ],
        },
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "trang.html" in html
    assert "Số tôi gõ" in html
    assert dossier.links.get().criterion == "C.11.0"


def test_the_form_stands_ready_for_the_paper_that_was_asked_for(client, dossier):
    page = reverse("dossiers:papers", args=[dossier.pk])

    html = client.get(f"{page}?giay=linkage_contract&tieu-chi=A.1.5").content.decode()

    assert '<option value="linkage_contract" selected>' in html
    assert re.search('value="A.1.5"[^>]* checked', html)


def test_handing_in_leads_to_the_receipt(client):
    dossier = ready()
    client.force_login(owner(dossier))
    review = reverse("dossiers:review", args=[dossier.pk])

    refused = client.post(review, {})
    done = client.post(review, {"commitment": "on"}, follow=True)

    assert refused.status_code == 422
    assert "commitment" in refused.context["form"].errors
    html = done.content.decode()
    assert done.redirect_chain[-1][0].endswith("/giay-tiep-nhan/")
    assert dossier.receipts.get().number in html
    assert dossier.snapshots.get().sha256 in html


def test_handing_in_twice_makes_one_copy(client):
    dossier = ready()
    client.force_login(owner(dossier))
    review = reverse("dossiers:review", args=[dossier.pk])

    client.post(review, {"commitment": "on"})
    again = client.post(review, {"commitment": "on"})

    assert again.url == dossier.get_absolute_url()
    assert dossier.snapshots.count() == dossier.receipts.count() == 1


def test_a_returned_dossier_shows_the_list_and_opens_again(client):
    dossier = ready(status=Status.COMMUNE_RETURNED)
    dossier.supplements.create(
        level="commune",
        items=[{"line": "", "text": "Thiếu sổ giao nhận"}],
        requested_by=make.user(Role.COMMUNE_OFFICER, dossier.commune),
        requested_at=timezone.now(),
        answer_by=timezone.localdate() + timedelta(days=10),
    )
    client.force_login(owner(dossier))

    html = client.get(dossier.get_absolute_url()).content.decode()

    assert "Thiếu sổ giao nhận" in html
    for page in pages_of(dossier):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_the_overview_follows_the_dossier_to_the_end(client, status):
    dossier = ready(status=status)
    client.force_login(owner(dossier))

    assert client.get(dossier.get_absolute_url()).status_code == 200


def test_an_adviser_reads_what_was_handed_in(client):
    dossier = ready(status=Status.ADVISORY_REVIEW)
    link = dossier.links.first()
    client.force_login(make.user(Role.ADVISORY_MEMBER, dossier.commune.parent))

    page = client.get(dossier.get_absolute_url())
    opened = client.get(
        reverse("dossiers:paper_file", args=[link.dossier_id, link.evidence_id])
    )

    assert page.status_code == 200
    assert link.evidence.title in page.content.decode()
    assert opened.status_code == 200
    assert link.evidence.title in opened.content.decode()


def test_a_producer_reads_the_copy_that_was_handed_in_not_the_draft(client):
    dossier = ready(status=Status.COMMUNE_RETURNED)
    client.force_login(owner(dossier))
    page = reverse("dossiers:step", args=[dossier.pk, "ke-hoach"])
    client.post(page, {"plan_market": "Sửa sau khi nộp", "version": "0"})

    answer = client.get(reverse("dossiers:handed_in", args=[dossier.pk]))

    assert answer.status_code == 200
    assert "Sửa sau khi nộp" not in answer.content.decode()


def test_a_draft_has_no_copy_handed_in(client, dossier):
    answer = client.get(reverse("dossiers:handed_in", args=[dossier.pk]))

    assert answer.url == dossier.get_absolute_url()


def test_an_officer_is_led_to_the_offices_own_page(client):
    dossier = ready(status=Status.COMMUNE_REVIEW)
    client.force_login(make.user(Role.COMMUNE_OFFICER, dossier.commune))

    answer = client.get(dossier.get_absolute_url())

    assert answer.url == reverse("dossiers:commune_dossier", args=[dossier.pk])


def test_withdrawing_asks_first(client, dossier):
    page = reverse("dossiers:withdraw", args=[dossier.pk])

    client.get(page)
    dossier.refresh_from_db()
    before = dossier.status
    client.post(page)

    dossier.refresh_from_db()
    assert (before, dossier.status) == (Status.DRAFT, Status.WITHDRAWN)


def test_starting_from_the_product_page_opens_one_dossier(client):
    product = make.product()
    client.force_login(make.owner_of(product.producer))
    page = reverse("dossiers:of_product", args=[product.pk])

    first = client.post(page, {"kind": "first"})
    second = client.post(page, {"kind": "first"})

    assert first.url == second.url
    assert Dossier.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_for_many(
    client, django_assert_max_num_queries
):
    maker = make.producer()
    client.force_login(make.owner_of(maker))
    page = reverse("dossiers:mine")
    make.dossier(product=make.product(producer=maker))
    client.get(page)
    counts = []

    for more in (0, 2, 20):
        for _turn in range(more):
            make.dossier(product=make.product(producer=maker))
        with django_assert_max_num_queries(100) as seen:
            client.get(page)
        counts.append(len(seen.captured_queries))

    assert len(set(counts)) == 1, counts


def test_the_overview_costs_the_same_for_any_number_of_papers(
    client, dossier, django_assert_max_num_queries
):
    counts = []
    for more in (1, 2, 30):
        for _turn in range(more):
            make.link(dossier, "awards")
        with django_assert_max_num_queries(100) as seen:
            client.get(dossier.get_absolute_url())
        counts.append(len(seen.captured_queries))

    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize(
    ("status", "done", "here"),
    [
        (Status.WITHDRAWN, 1, "Đã rút"),
        (Status.NOT_RECOGNISED, 1, "Không công nhận"),
        (Status.RECOGNISED, 5, None),
        (Status.COUNCIL_SCORING, 3, "Hội đồng chấm"),
    ],
)
def test_the_road_shows_as_done_only_what_was_done(status, done, here):
    dossier = make.dossier(status)

    road = stops.offices(dossier, progress.of(dossier, [], timezone.localdate()), None)

    assert sum(stop.state == "done" for stop in road) == done
    assert next((s.label for s in road if s.state == "now"), None) == here
