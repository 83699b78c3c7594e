"""Everyone in the demo: invented people with offices, and producers with accounts."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from saolang.demo.data import makers, table
from saolang.demo.days import Days
from saolang.geography import queries as geography
from saolang.geography.models import AdminUnit
from saolang.kernel.text import slug
from saolang.people.models import Assignment, Producer, Role, User
from saolang.people.rules import login as logins
from saolang.people.services import accounts, offices, producers

PROVINCE, SECOND_PROVINCE = "31", "68"
MAIN_PRODUCER, MAIN_COMMUNE = "ruoi-an-thanh", "11131"
BY_PHONE = {
    Producer.Kind.HOUSEHOLD,
    Producer.Kind.FARM,
    Producer.Kind.COOPERATIVE_GROUP,
}


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in: the row, the password, what they are here."""

    user: User
    password: str
    about: str

    def as_shown(self) -> dict[str, str]:
        return {"login": logins.spoken(self.user.login), "password": self.password}


@dataclass
class Cast:
    """Who plays: the accounts var/demo.json names by role, and all the others."""

    roles: dict[Role, list[Account]] = field(default_factory=dict)
    others: list[Account] = field(default_factory=list)
    officers: dict[str, User] = field(default_factory=dict)
    leaders: dict[str, User] = field(default_factory=dict)
    elsewhere: dict[tuple[Role, str], User] = field(default_factory=dict)
    producers: dict[str, Producer] = field(default_factory=dict)
    owners: dict[str, User] = field(default_factory=dict)
    accountant: User = field(init=False)

    def one(self, role: Role) -> User:
        """The person var/demo.json gives for a role."""
        return self.roles[role][0].user

    def at(self, role: Role, province: AdminUnit | None) -> User:
        """The person who holds a role in a province of the demo."""
        code = province.code if province else PROVINCE
        return self.elsewhere.get((role, code)) or self.one(role)

    @property
    def members(self) -> list[User]:
        return [account.user for account in self.roles[Role.COUNCIL_MEMBER]]


def gather(days: Days) -> Cast:
    """Open every account and enter every producer."""
    return _Casting(days).gather()


@dataclass
class _Casting:
    days: Days
    cast: Cast = field(default_factory=Cast)
    shared: dict[Role, tuple[str, str]] = field(default_factory=dict)

    def gather(self) -> Cast:
        people = table("people")
        self._admin(people["admin"])
        hai_phong = geography.current(PROVINCE)
        for role in (
            Role.MINISTRY_OFFICER,
            Role.PROVINCE_OFFICER,
            Role.PROVINCE_LEADER,
            Role.ADVISORY_MEMBER,
            Role.COUNCIL_CHAIR,
            Role.COUNCIL_SECRETARY,
        ):
            self._office(role, hai_phong, people[role])
        for member in people["council_member"]:
            self._office(Role.COUNCIL_MEMBER, hai_phong, member)
        for role, described in people["lam_dong"].items():
            self._second_office(Role(role), described)
        for code, (officer, leader) in people["communes"].items():
            self._commune(code, officer, leader)
        for number, described in enumerate(makers(), start=11):
            self._producer(number, described)
        self._accountant(people["accountant"])
        return self.cast

    def _admin(self, described: Mapping[str, str]) -> None:
        """The first administrator: whoever sets the system up makes this account."""
        account = self._account(described["name"], described["title"], Role.ADMIN)
        Assignment.objects.create(
            user=account.user,
            role=Role.ADMIN,
            title=described["title"],
            starts_on=self._since(),
        )
        self.cast.roles[Role.ADMIN] = [account]

    def _office(
        self, role: Role, unit: AdminUnit, described: Mapping[str, str]
    ) -> None:
        title = described.get("title", described.get("agency", ""))
        account = self._account(described["name"], title, role)
        self._assign(account.user, role, unit, title)
        self.cast.roles.setdefault(role, []).append(account)

    def _second_office(self, role: Role, described: Mapping[str, str]) -> None:
        unit = geography.current(SECOND_PROVINCE)
        about = f"{described['title']}, {unit.name}"
        account = self._account(described["name"], about, role, is_main=False)
        self._assign(account.user, role, unit, described["title"])
        self.cast.elsewhere[role, unit.code] = account.user
        self.cast.others.append(account)

    def _commune(self, code: str, officer: str, leader: str) -> None:
        unit = geography.current(code)
        for role, name, title, held in (
            (Role.COMMUNE_OFFICER, officer, "Công chức Kinh tế", self.cast.officers),
            (Role.COMMUNE_LEADER, leader, "Chủ tịch UBND", self.cast.leaders),
        ):
            is_main = code == MAIN_COMMUNE
            account = self._account(
                name, f"{title} {unit.full_name}", role, is_main=is_main
            )
            self._assign(account.user, role, unit, title)
            held[code] = account.user
            if is_main:
                self.cast.roles[role] = [account]
            else:
                self.cast.others.append(account)

    def _producer(self, number: int, described: Mapping[str, Any]) -> None:
        person = described["representative"]
        is_main = described["key"] == MAIN_PRODUCER
        phone = f"+8451{number:07d}"
        by_phone = described["kind"] in BY_PHONE
        account = self._account(
            person["name"],
            described["name"],
            Role.PRODUCER,
            is_main=is_main,
            login=phone if by_phone else "",
        )
        founded = self.days.ago(900 + number * 97)
        producer = producers.register_producer(
            actor=account.user,
            data={
                "name": described["name"],
                "kind": described["kind"],
                "commune": geography.current(described["commune"]),
                "address": described["address"],
                "phone": phone,
                "email": "" if by_phone else f"{described['key']}@example.vn",
                "registration_number": f"{number:03d}{founded:%d%m}0{number}",
                "registered_on": founded,
                "representative_name": person["name"],
                "representative_title": person["title"],
                "representative_sex": person["sex"],
                "representative_ethnicity": person["ethnicity"],
                "history": described["history"],
                "organisation": described["organisation"],
            },
        )
        accounts.give_consent(actor=account.user, at=self.days.now)
        self.cast.producers[described["key"]] = producer
        self.cast.owners[described["key"]] = account.user
        if is_main:
            self.cast.roles[Role.PRODUCER] = [account]
        else:
            self.cast.others.append(account)

    def _accountant(self, described: Mapping[str, str]) -> None:
        """Somebody without an office who helps a producer with its dossiers."""
        account = self._account(
            described["name"], described["about"], Role.PRODUCER, is_main=False
        )
        self.cast.accountant = account.user
        self.cast.others.append(account)

    def _account(
        self,
        name: str,
        about: str,
        role: Role,
        *,
        is_main: bool = True,
        login: str = "",
    ) -> Account:
        """An account with a password of its own, or one that its role shares."""
        login = login or f"{slug(name).replace('-', '')}@example.vn"
        password, hashed = typeable(), ""
        if not is_main:
            password, hashed = self._shared(role)
        user = accounts.new_account(name, login, None if hashed else password)
        if hashed:
            user.password = hashed
            user.save(update_fields=["password"])
        return Account(user, password, about)

    def _shared(self, role: Role) -> tuple[str, str]:
        """The one password of a role's further accounts: hashing is slow on purpose."""
        if role not in self.shared:
            password = typeable()
            self.shared[role] = (password, make_password(password))
        return self.shared[role]

    def _assign(self, user: User, role: Role, unit: AdminUnit, title: str) -> None:
        offices.assign(
            actor=self.cast.one(Role.ADMIN),
            person=user,
            role=role,
            unit=unit,
            title=title,
            starts_on=self._since(),
        )

    def _since(self) -> date:
        return self.days.today - timedelta(days=480)


def typeable() -> str:
    """A password for a demo: nobody guesses it, anybody can type it."""
    words = table("people")["words_of_passwords"]
    first, second = secrets.choice(words), secrets.choice(words)
    return f"{first}-{second}-{secrets.randbelow(9000) + 1000}"
