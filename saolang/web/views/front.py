"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from saolang.web import front


def home(request: HttpRequest) -> HttpResponse:
    """What the programme is, and a way to a product."""
    return render(request, "web/home.html", front.content(timezone.localdate()))
