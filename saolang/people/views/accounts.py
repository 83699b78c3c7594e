"""Signing in and out, and one's own account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.kernel.errors import RuleViolation
from saolang.people import language, queries
from saolang.people.access import MemberRequest
from saolang.people.forms.accounts import (
    CodeForm,
    DetailsForm,
    ForgottenForm,
    NewPasswordForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
)
from saolang.people.forms.fields import add_refusal
from saolang.people.models import User
from saolang.people.rules import consent
from saolang.people.services import accounts
from saolang.ui.forms import posted, status_of

BACKEND = "saolang.people.backends.LoginBackend"


class SignIn(views.LoginView):
    """Sign in; a new device then speaks the language the person chose before."""

    authentication_form = SignInForm
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            language.remember(response, form.get_user().language)
        return response


class ChangePassword(views.PasswordChangeView):
    """Change one's password; other devices are signed out."""

    form_class = PasswordForm  # type: ignore[assignment]
    template_name = "people/password.html"
    success_url = reverse_lazy("people:account")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(
            self.request, _("Đã đổi mật khẩu. Máy khác phải đăng nhập lại.")
        )
        return super().form_valid(form)


class Forgotten(views.PasswordResetView):
    """Ask for a link by mail, or learn that an officer can help."""

    form_class = ForgottenForm  # type: ignore[assignment]
    template_name = "people/forgotten.html"
    success_url = reverse_lazy("people:sign_in")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(
            self.request,
            _(
                "Nếu có tài khoản dùng địa chỉ này, thư hướng dẫn sẽ đến trong ít "
                "phút. Hãy xem cả hộp thư rác."
            ),
        )
        return super().form_valid(form)


class Reset(views.PasswordResetConfirmView):
    """Set a new password from the link in the letter, and go in."""

    form_class = NewPasswordForm  # type: ignore[assignment]
    template_name = "people/reset.html"
    success_url = reverse_lazy("web:desk")
    post_reset_login = True
    post_reset_login_backend = BACKEND


def register(request: HttpRequest) -> HttpResponse:
    """Open an account for oneself."""
    if request.user.is_authenticated:
        return redirect("web:desk")
    form = RegisterForm(posted(request))
    if request.method == "POST" and form.is_valid():
        user = _register(request, form)
        if user is not None:
            login(request, user, BACKEND)
            return redirect("people:new_producer")
    return render(
        request, "people/register.html", {"form": form}, status=status_of(form)
    )


def _register(request: HttpRequest, form: RegisterForm) -> User | None:
    """The new account; the present one when the same person sends the form twice."""
    data = form.cleaned_data
    try:
        return accounts.register(
            full_name=data["full_name"],
            login=data["login"],
            password=data["password"],
            language=get_language() or settings.LANGUAGE_CODE,
            has_consented=data["consent"],
            at=timezone.now(),
        )
    except RuleViolation as refused:
        known = authenticate(request, username=data["login"], password=data["password"])
        if not isinstance(known, User):
            add_refusal(form, refused)
            return None
        return known


def code(request: HttpRequest) -> HttpResponse:
    """Set a new password with the code an officer read out, and go in."""
    form = CodeForm(posted(request), initial={"login": request.GET.get("login")})
    if request.method == "POST" and form.is_valid():
        user = accounts.redeem_code(**form.cleaned_data, at=timezone.now())
        if user is not None:
            login(request, user, BACKEND)
            messages.success(request, _("Đã đặt mật khẩu mới."))
            return redirect("web:desk")
        form.add_error(
            "code",
            _(
                "Mã không đúng, đã dùng hoặc đã quá 30 phút. Xem lại tên đăng nhập và "
                "mã; nhập sai 5 lần thì xin mã mới."
            ),
        )
    return render(request, "people/code.html", {"form": form}, status=status_of(form))


@never_cache
def account(request: MemberRequest) -> HttpResponse:
    """One's own name, logins, roles, producers and consent."""
    user = request.user
    form = DetailsForm(posted(request), instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            accounts.change_details(
                actor=user,
                full_name=data["full_name"],
                email=data["email"],
                phone=data["phone"],
            )
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã lưu thông tin tài khoản."))
            return redirect("people:account")
    context = {
        "form": form,
        "offices": queries.offices_of(user),
        "producers": queries.own_producers(user),
        "asked": queries.waiting_for_owner(user),
        "helps": user.mandates.exists(),
        "consent": queries.live_consent(user),
        "consent_text": consent.TEXTS[consent.CURRENT],
    }
    return render(request, "people/account.html", context, status=status_of(form))


def change_consent(request: MemberRequest) -> HttpResponse:
    """Give or take back the consent to publish contact details."""
    if request.POST.get("give"):
        accounts.give_consent(actor=request.user, at=timezone.now())
        messages.success(request, _("Đã ghi lời đồng ý của bạn."))
    else:
        accounts.withdraw_consent(actor=request.user, at=timezone.now())
        messages.success(request, _("Đã rút lại lời đồng ý."))
    return redirect("people:account")
