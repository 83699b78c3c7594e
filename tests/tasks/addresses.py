"""The project's addresses and a few that write, to be sent the same thing twice."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from saolang.people.access import FORM, Policy
from saolang.tasks.idempotency import works_long
from tests import make

POLICIES = {
    name: Policy(name, methods=FORM | {"PUT"}, public=True)
    for name in (
        *("register", "register_again", "register_script"),
        *("long", "stream", "slow"),
    )
}


def register(request):
    """A form that makes a row, as every form of ours does."""
    name = request.POST.get("name", "")
    if not name:
        return HttpResponse("Hãy ghi tên.", status=422)
    if name == "forbidden":
        make.province(name)
        raise PermissionDenied
    make.province(name)
    messages.success(request, "Đã đăng ký.")
    return redirect("/xong/")


def register_script(request):
    make.province(json.loads(request.body)["name"])
    return JsonResponse({"made": True}, status=201, headers={"HX-Trigger": "made"})


def long(request):
    make.province("long")
    return HttpResponse("a" * 300_000)


def stream(request):
    make.province("stream")
    return StreamingHttpResponse([b"a"])


@works_long
def slow(request):
    return JsonResponse({"holds_a_lock": connection.in_atomic_block})


urlpatterns = [
    path("dang-ky/", register, name="register"),
    path("dang-ky/7/", register, name="register_again"),
    path("dang-ky-json/", register_script, name="register_script"),
    path("dai/", long, name="long"),
    path("luong/", stream, name="stream"),
    path("lau/", slow, name="slow"),
    path("", include("saolang.config.urls")),
]
