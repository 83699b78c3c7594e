"""Real rows for tests, everything defaulted: plain functions, one per thing made.

Each function commits nothing a person could not have entered, and returns the row.
Names carry a running number, so that two rows are never the same by accident.
"""

from datetime import date
from itertools import count
from typing import Any

from saolang.geography.models import AdminUnit, Level
from saolang.kernel.text import fold
from saolang.people.models import Assignment, Producer, ProducerMember, Role, User
from saolang.products.models import Product

PASSWORD = "Rươi Tứ Kỳ 2026"
_number = count(1)

NATIONAL = {Role.ADMIN, Role.MINISTRY_OFFICER}
COMMUNAL = {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER}


# --- places ---------------------------------------------------------------------


def unit(level: Level, kind: str, name: str, **values: Any) -> AdminUnit:
    """A unit in force; its code is one that no official list uses."""
    return AdminUnit.objects.create(
        code=values.pop("code", f"T{next(_number):04d}"),
        level=level,
        kind=kind,
        name=name,
        folded=fold(name),
        valid_from=values.pop("valid_from", date(2025, 7, 1)),
        **values,
    )


def province(name: str = "", **values: Any) -> AdminUnit:
    name = name or f"Tỉnh Thử {next(_number)}"
    return unit(Level.PROVINCE, values.pop("kind", "tỉnh"), name, **values)


def commune(name: str = "", **values: Any) -> AdminUnit:
    """A commune of `province=`, or of a province of its own when none is given."""
    name = name or f"Xã Thử {next(_number)}"
    parent = values.pop("province", None) or province()
    return unit(Level.COMMUNE, values.pop("kind", "xã"), name, parent=parent, **values)


# --- people ---------------------------------------------------------------------


def user(
    role: Role | str | None = None,
    unit: AdminUnit | None = None,
    *,
    password: str = PASSWORD,
    **values: Any,
) -> User:
    """An account; with `role`, an assignment at `unit` since 1 January 2025.

    Role.PRODUCER makes a producer of the account's own, in `unit` when given.
    """
    number = next(_number)
    person = User(
        full_name=values.pop("full_name", f"Người Thử {number}"),
        email=values.pop("email", f"nguoi{number}@example.vn"),
        **values,
    )
    person.set_password(password)
    person.save()
    if role == Role.PRODUCER:
        producer(owner=person, commune=unit)
    elif role is not None:
        assign(person, role, unit)
    return person


def assign(
    person: User, role: Role | str, unit: AdminUnit | None = None, **values: Any
) -> Assignment:
    """A role at a unit (a new commune or province when none is given)."""
    role = Role(role)
    if unit is None and role not in NATIONAL:
        unit = commune() if role in COMMUNAL else province()
    return Assignment.objects.create(
        user=person,
        role=role,
        unit=unit,
        starts_on=values.pop("starts_on", date(2025, 1, 1)),
        **values,
    )


def producer(name: str = "", *, owner: User | None = None, **values: Any) -> Producer:
    """A cooperative with one owner."""
    values = {
        "kind": Producer.Kind.COOPERATIVE,
        "commune": values.pop("commune", None) or commune(),
        "address": "Thôn Đông",
        "representative_name": "Nguyễn Thị Thử",
        **values,
    }
    made = Producer.objects.create(name=name or f"HTX Thử {next(_number)}", **values)
    member(made, owner or user(), is_owner=True)
    return made


def member(producer: Producer, person: User, **values: Any) -> ProducerMember:
    return ProducerMember.objects.create(producer=producer, user=person, **values)


def owner_of(producer: Producer) -> User:
    """The account that registered the producer."""
    return producer.members.get(is_owner=True).user


# --- products -------------------------------------------------------------------


def product(name: str = "", **values: Any) -> Product:
    """A fresh vegetable of `producer=`, in the producer's commune."""
    maker = values.pop("producer", None) or producer()
    return Product.objects.create(
        producer=maker,
        name=name or f"Sản phẩm Thử {next(_number)}",
        set_slug=values.pop("set_slug", "rau-cu-qua-hat-tuoi"),
        commune=values.pop("commune", maker.commune),
        **values,
    )
