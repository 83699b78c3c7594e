"""A producer looks after its papers."""

import pytest
from django.urls import reverse

from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(client):
    made = make.producer()
    client.force_login(make.owner_of(made))
    return made


def test_a_paper_is_corrected(client, producer):
    paper = make.evidence(producer, "test_report")
    page = reverse("evidence:paper", args=[paper.pk])

    answer = client.post(
        page, {"kind": "test_report", "number": "7/2026", "valid_until": "2027-01-31"}
    )

    paper.refresh_from_db()
    assert answer.url == reverse("evidence:mine")
    assert (paper.number, str(paper.valid_until)) == ("7/2026", "2027-01-31")
    assert paper.title == "Phiếu kết quả kiểm nghiệm an toàn thực phẩm, chất lượng"


def test_dates_the_wrong_way_round_are_marked_and_kept(client, producer):
    paper = make.evidence(producer)
    page = reverse("evidence:paper", args=[paper.pk])

    html = client.post(
        page,
        {
            "kind": "awards",
            "number": "Số tôi gõ",
            "issued_on": "2026-02-01",
            "valid_until": "2026-01-01",
        },
    ).content.decode()

    assert "Ngày hết hạn ở trước ngày cấp" in html
    assert "Số tôi gõ" in html
    assert "field wrong" in html


def test_a_file_opens_by_a_short_link_for_its_owner(client, producer):
    paper = make.evidence(producer)

    answer = client.get(reverse("evidence:file", args=[paper.pk]))

    assert answer.status_code == 302
    assert answer.url.startswith("/tep/")


def test_another_producers_papers_do_not_exist_for_me(client, producer):
    foreign = make.evidence(make.producer(), title="Giấy của người khác")

    for name in ("paper", "file"):
        page = reverse(f"evidence:{name}", args=[foreign.pk])
        assert client.get(page).status_code == 404
    mine = client.get(reverse("evidence:mine")).content.decode()
    assert "Giấy của người khác" not in mine


def test_officers_keep_no_papers_of_their_own(client):
    client.force_login(make.user(Role.PROVINCE_OFFICER))

    assert client.get(reverse("evidence:mine")).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(
    client, producer, django_assert_max_num_queries
):
    counts = []
    for more in (1, 2, 97):
        for _turn in range(more):
            make.evidence(producer)
        with django_assert_max_num_queries(60) as seen:
            client.get(reverse("evidence:mine"))
        counts.append(len(seen.captured_queries))

    assert len(set(counts)) == 1, counts
