"""Somebody waits for a long job and watches it go."""

import pytest
from django.urls import reverse

from saolang.tasks import queue
from tests import make
from tests.tasks import work

pytestmark = pytest.mark.django_db


def page_of(job):
    return reverse("tasks:job", args=[job.pk])


def test_the_page_shows_progress_and_asks_again(client):
    person = make.user()
    job = queue.enqueue(work.note, owner=person, word="rươi")
    held = queue.claim(job.run_at)
    queue.report(held, 40, "Đang đọc trang 4")
    client.force_login(person)

    page = client.get(page_of(job)).content.decode()

    assert "Ghi lại một từ" in page
    assert "Đang đọc trang 4" in page
    assert 'value="40"' in page
    assert "hx-get" in page
    assert '<meta http-equiv="refresh"' in page


def test_the_fragment_of_a_finished_job_leads_to_its_result_and_stops_asking(client):
    person = make.user()
    job = queue.enqueue(work.note, owner=person, word="rươi")
    queue.run_waiting()
    client.force_login(person)

    part = client.get(page_of(job), headers={"HX-Request": "true"}).content.decode()

    assert "<h1" not in part
    assert "Đã xong" in part
    assert 'href="/ket-qua/"' in part
    assert "hx-get" not in part


def test_a_dead_job_says_that_somebody_knows(client):
    person = make.user()
    job = queue.enqueue(work.stumble, owner=person)
    job.attempts = job.max_attempts - 1
    job.save()
    queue.run_waiting()
    client.force_login(person)

    page = client.get(page_of(job)).content.decode()

    assert "Không làm xong được" in page
    assert "mất mạng" not in page


def test_somebody_elses_job_does_not_exist(client):
    job = queue.enqueue(work.note, owner=make.user(), word="riêng")
    client.force_login(make.user())

    assert client.get(page_of(job)).status_code == 404


def test_a_job_of_the_house_belongs_to_nobody(client):
    job = queue.enqueue(work.note, word="riêng")
    client.force_login(make.user())

    assert client.get(page_of(job)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    job = queue.enqueue(work.note, word="riêng")

    assert client.get(page_of(job)).status_code == 302
