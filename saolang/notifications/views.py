"""The list of messages behind the bell."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from saolang.notifications import queries, services
from saolang.people.access import MemberRequest

PER_PAGE = 20


def notices(request: MemberRequest) -> HttpResponse:
    """Everything I was told."""
    pages = Paginator(queries.notices_of(request.user), PER_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "unread": queries.unread_count(request.user),
    }
    return render(request, "notifications/list.html", context)


def read(request: MemberRequest, notice_id: int) -> HttpResponse:
    """Open one message: it is read now, and the page it speaks of opens."""
    notice = get_object_or_404(queries.notices_of(request.user), pk=notice_id)
    services.mark_read(actor=request.user, notice=notice, at=timezone.now())
    return redirect(notice.url or "notifications:list")


def read_all(request: MemberRequest) -> HttpResponse:
    """Mark every message as read."""
    services.mark_all_read(actor=request.user, at=timezone.now())
    return redirect("notifications:list")
