"""Reads about people that other files share."""

from saolang.kernel.text import clean
from saolang.people.models import User
from saolang.people.rules import phone


def account_called(login: str) -> User | None:
    """The account whose e-mail or phone number is `login`, active or not."""
    typed = clean(login)
    if "@" in typed:
        return User.objects.filter(email__iexact=typed).first()
    number = phone.normalise(typed)
    return User.objects.filter(phone=number).first() if number else None
