"""The running numbers an office gives: registration slips and product codes."""

from saolang.geography.models import AdminUnit
from saolang.papers.models import NumberRegister


def _next(unit: AdminUnit, series: str, year: int) -> int:
    """The next number of a register, whose row stays locked until the commit."""
    register, _made = NumberRegister.objects.select_for_update().get_or_create(
        unit=unit, series=series, year=year
    )
    register.last_number += 1
    register.save(update_fields=["last_number"])
    return register.last_number


def slip_number(*, office: AdminUnit, commune: AdminUnit, year: int) -> str:
    """`12/PĐK-31-10882-2026`: the slip an office gives on receipt (Form 01)."""
    number = _next(office, "registration_slip", year)
    return f"{number}/PĐK-{_province(commune).code}-{commune.code}-{year}"


def product_code(*, commune: AdminUnit, year: int) -> str:
    """`31-10882-3-2026`: province, commune, running number, year (26/2026, App. II)."""
    number = _next(commune, "product_code", year)
    return f"{_province(commune).code}-{commune.code}-{number}-{year}"


def _province(commune: AdminUnit) -> AdminUnit:
    province = commune.parent
    assert province is not None  # noqa: S101 every commune lies in a province
    return province
