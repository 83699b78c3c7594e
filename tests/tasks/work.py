"""Work for the queue to do in tests."""

import time

from saolang.geography.models import AdminUnit
from saolang.tasks import queue
from saolang.tasks.models import Job

done: list[str] = []


@queue.job(title="Ghi lại một từ")
def note(job: Job, word: str) -> None:
    done.append(word)
    queue.report(job, 100, f"Đã ghi {word}", url="/ket-qua/")


@queue.job(max_attempts=3)
def stumble(job: Job) -> None:
    raise ValueError("mất mạng")


@queue.job(max_attempts=2)
def halve(job: Job) -> None:
    queue.report(job, 50, "Được một nửa")
    if job.attempts == 1:
        raise ValueError("dừng giữa chừng")


@queue.job()
def rename_slowly(job: Job, unit_id: int, seconds: float) -> None:
    queue.report(job, 10, "Bắt đầu")
    time.sleep(seconds)
    AdminUnit.objects.filter(pk=unit_id).update(name="Đã đổi tên")
