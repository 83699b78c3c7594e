"""The worker as a process: asked to stop, killed, and working beside another."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from saolang.tasks import queue, worker
from saolang.tasks.models import Job
from tests import make
from tests.tasks import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker_process():
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.tasks.worker_process",
            str(connection.settings_dict["NAME"]),
        ],
        env=os.environ,
    )
    yield process
    process.kill()
    process.wait()


def wait_for_state(job, state):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        job.refresh_from_db()
        if job.state == state:
            return
        time.sleep(0.1)
    raise AssertionError(f"{job} is {job.state}, not {state}")


def test_asked_to_stop_it_finishes_the_job_in_hand(worker_process):
    unit = make.province()
    job = queue.enqueue(work.rename_slowly, unit_id=unit.pk, seconds=1.5)
    wait_for_state(job, Job.State.RUNNING)

    worker_process.send_signal(signal.SIGTERM)

    assert worker_process.wait(20) == 0
    job.refresh_from_db()
    unit.refresh_from_db()
    assert (job.state, unit.name) == (Job.State.DONE, "Đã đổi tên")


def test_killed_in_the_middle_its_job_is_done_by_the_next(worker_process):
    unit = make.province()
    job = queue.enqueue(work.rename_slowly, unit_id=unit.pk, seconds=60)
    wait_for_state(job, Job.State.RUNNING)

    worker_process.kill()
    worker_process.wait()
    Job.objects.exclude(pk=job.pk).delete()  # what the house had scheduled
    assert not worker.work_once()
    Job.objects.update(
        lease_until=timezone.now(), arguments={"unit_id": unit.pk, "seconds": 0}
    )
    assert worker.work_once()

    job.refresh_from_db()
    unit.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert unit.name == "Đã đổi tên"


def test_many_workers_at_once_do_each_job_once():
    work.done.clear()
    words = [f"từ {n}" for n in range(24)]
    for word in words:
        queue.enqueue(work.note, word=word)

    def drain():
        while worker.work_once():
            pass
        connection.close()

    threads = [threading.Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(work.done) == sorted(words)
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
