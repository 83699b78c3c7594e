"""The page where somebody waits for their job."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from saolang.tasks import queries, queue


@never_cache
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a job is; asks again by itself until the job is finished."""
    found = get_object_or_404(queries.jobs_of(request.user), pk=job_id)
    part = "#progress" if request.headers.get("HX-Request") else ""
    context = {"job": found, "title": queue.work_of(found).title}
    return render(request, f"tasks/job.html{part}", context)
