"""What waits in the queue is done once it is due, and nothing is forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from saolang.tasks import queue, services, worker
from saolang.tasks.models import IdempotencyKey, Job
from tests.tasks import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_done_yet():
    work.done.clear()


def make_due(job):
    Job.objects.filter(pk=job.pk).update(run_at=timezone.now())


def test_a_job_is_done_with_its_arguments_and_says_so():
    job = queue.enqueue(work.note, word="rươi")

    assert queue.run_waiting() == 1

    job.refresh_from_db()
    assert work.done == ["rươi"]
    assert (job.state, job.progress, job.attempts) == (Job.State.DONE, 100, 1)
    assert (job.progress_note, job.result_url) == ("Đã ghi rươi", "/ket-qua/")
    assert job.finished_at is not None
    assert job.lease_until is None


def test_jobs_are_done_in_the_order_they_fall_due():
    queue.enqueue(work.note, after=timedelta(hours=1), word="sau")
    queue.enqueue(work.note, word="một")
    queue.enqueue(work.note, word="hai")

    queue.run_waiting()

    assert work.done == ["một", "hai"]


def test_a_job_disappears_with_the_change_it_belongs_to():
    with transaction.atomic():
        queue.enqueue(work.note, word="không")
        transaction.set_rollback(True)

    assert queue.run_waiting() == 0


def test_a_failed_attempt_waits_longer_each_time_and_then_lies_dead():
    job = queue.enqueue(work.stumble)
    waits = []

    for _attempt in range(3):
        before = timezone.now()
        queue.run_waiting()
        job.refresh_from_db()
        waits.append((job.run_at - before).total_seconds())
        make_due(job)

    assert 5 <= waits[0] <= 11
    assert 15 <= waits[1] <= 31
    assert (job.state, job.attempts) == (Job.State.DEAD, 3)
    assert "mất mạng" in job.last_error
    assert queue.run_waiting() == 0


@pytest.mark.parametrize(
    ("attempts", "longest"), [(1, 10), (2, 30), (3, 90), (9, 3600)]
)
def test_delays_grow_to_an_hour_and_never_fall_on_the_same_second(attempts, longest):
    delays = {queue.delay(attempts).total_seconds() for _ in range(50)}

    assert all(longest / 2 <= delay <= longest for delay in delays)
    assert len(delays) > 40


def test_a_second_attempt_that_works_leaves_no_error_behind():
    job = queue.enqueue(work.halve)
    queue.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.progress) == (Job.State.WAITING, 50)

    make_due(job)
    queue.run_waiting()

    job.refresh_from_db()
    assert (job.state, job.progress, job.last_error) == (Job.State.DONE, 100, "")


def test_a_name_that_is_not_work_never_runs():
    job = Job.objects.create(name="os.getcwd", run_at=timezone.now(), max_attempts=1)

    queue.run_waiting()

    job.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert "not marked" in job.last_error


def test_a_job_whose_worker_fell_silent_is_taken_up_again():
    job = queue.enqueue(work.note, word="lần hai")
    held = queue.claim(timezone.now())

    assert queue.claim(timezone.now()) is None
    again = queue.claim(timezone.now() + queue.LEASE * 2)

    assert held is not None
    assert again is not None
    assert (held.pk, again.pk, again.attempts) == (job.pk, job.pk, 2)


def test_a_worker_that_lost_its_lease_cannot_overwrite_what_its_successor_wrote():
    job = queue.enqueue(work.stumble)
    late = queue.claim(timezone.now())
    assert late is not None
    assert queue.claim(timezone.now() + queue.LEASE * 2) is not None

    queue.report(late, 90, "Tôi còn đây")
    queue.run(late)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress) == (Job.State.RUNNING, 2, 0)


def test_a_heartbeat_keeps_the_lease():
    queue.enqueue(work.note, word="dài")
    held = queue.claim(timezone.now())
    assert held is not None

    later = timezone.now() + queue.LEASE * 0.9
    queue.renew(held, later)

    assert queue.claim(timezone.now() + queue.LEASE * 1.5) is None


def test_a_job_that_kills_its_worker_every_time_is_not_tried_for_ever():
    job = queue.enqueue(work.halve)
    for attempt in range(2):
        assert queue.claim(timezone.now() + queue.LEASE * 2 * attempt) is not None

    with time_machine.travel(timezone.now() + queue.LEASE * 5):
        queue.run_waiting()

    job.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert "killed" in job.last_error


def test_a_schedule_starts_once_per_period_however_many_look(monkeypatch):
    monkeypatch.setattr(
        queue, "SCHEDULE", {services.forget_old.name: services.forget_old}
    )
    now = timezone.now()

    worker.start_scheduled(now)
    worker.start_scheduled(now)
    assert queue.run_waiting() == 1
    worker.start_scheduled(now + timedelta(minutes=59))
    assert queue.run_waiting() == 0
    worker.start_scheduled(now + timedelta(minutes=60))
    assert queue.run_waiting() == 1


def test_two_workers_that_saw_the_same_moment_start_a_schedule_once(monkeypatch):
    monkeypatch.setattr(
        queue, "SCHEDULE", {services.forget_old.name: services.forget_old}
    )
    now = timezone.now()

    worker._start(services.forget_old, now)
    worker._start(services.forget_old, now)

    assert Job.objects.count() == 1


def test_a_schedule_does_not_pile_up_behind_a_slow_run(monkeypatch):
    monkeypatch.setattr(
        queue, "SCHEDULE", {services.forget_old.name: services.forget_old}
    )
    now = timezone.now()

    worker.start_scheduled(now)
    worker.start_scheduled(now + timedelta(hours=2))

    assert Job.objects.count() == 1


def test_keys_and_finished_jobs_are_forgotten_after_a_week():
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        queue.enqueue(work.note, word="cũ")
        queue.run_waiting()
        IdempotencyKey.objects.create(key="cũ", account="a", route="b", body_digest="c")
    IdempotencyKey.objects.create(key="mới", account="a", route="b", body_digest="c")
    queue.enqueue(work.note, word="mới")
    queue.run_waiting()

    queue.enqueue(services.forget_old)
    queue.run_waiting()

    assert [row.key for row in IdempotencyKey.objects.all()] == ["mới"]
    assert not Job.objects.filter(arguments={"word": "cũ"}).exists()
    assert Job.objects.filter(arguments={"word": "mới"}).exists()


def test_dead_letters_are_listed_and_get_another_chance():
    job = queue.enqueue(work.stumble)
    Job.objects.filter(pk=job.pk).update(attempts=2)
    queue.run_waiting()
    listed = StringIO()

    call_command("jobs", stdout=listed)
    call_command("jobs", retry=job.pk, stdout=StringIO())

    assert f"tests.tasks.work.stumble #{job.pk}" in listed.getvalue()
    assert "ValueError: mất mạng" in listed.getvalue()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0)


def test_only_a_dead_job_is_retried():
    job = queue.enqueue(work.note, word="sống")

    with pytest.raises(CommandError, match="No dead job"):
        call_command("jobs", retry=job.pk)
