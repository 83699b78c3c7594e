"""Vietnamese or English."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from saolang.people import language
from saolang.people.services import accounts


def choose(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, and go back to where they were."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = redirect(back)
    chosen = request.POST.get("language", "")
    if chosen not in language.KNOWN:
        return answer
    if request.user.is_authenticated:
        accounts.choose_language(actor=request.user, language=chosen)
    return language.remember(answer, chosen)
