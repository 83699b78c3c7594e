"""Sign in with e-mail or phone number."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from saolang.people import queries
from saolang.people.models import User
from saolang.people.rules import login as logins


def who_is_meant(
    request: HttpRequest, credentials: Mapping[str, Any] | None = None
) -> str:
    """One spelling of what was typed: failures count per account, not per spelling."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return logins.key(str(typed))


class LoginBackend(BaseBackend):
    """One answer and one amount of work for known and unknown accounts (T-29)."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        user = queries.account_called(username)
        if user is None:
            make_password(password)
            return None
        if user.check_password(password) and user.is_active:
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
