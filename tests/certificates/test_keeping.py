"""Certificates are entered from the old register, kept longer, and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.certificates import services
from saolang.certificates.models import Certificate
from saolang.kernel.errors import RuleViolation
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def leader_of(certificate):
    return make.user(Role.PROVINCE_LEADER, certificate.product.commune.parent)


def officer_of(certificate):
    return make.user(Role.PROVINCE_OFFICER, certificate.product.commune.parent)


def revoke(certificate, actor, **changes):
    said = {
        "ground": Certificate.Ground.MARK_MISUSE,
        "note": "Nhãn 4 sao dán lên ba loại mật không qua đánh giá",
        "symbol": "3560/QĐ-UBND",
        "on": timezone.localdate(),
    }
    return services.revoke(
        actor=actor, certificate=certificate, at=timezone.now(), **{**said, **changes}
    )


def refusal(verb):
    with pytest.raises(RuleViolation) as refused:
        verb()
    return refused.value


def test_a_certificate_of_the_old_register_needs_no_dossier():
    product = make.product("Bánh đậu xanh Rồng Vàng")
    office = product.commune.parent
    made = services.register(
        actor=make.user(Role.PROVINCE_OFFICER, office),
        decision=make.decision(office, signed_on=date(2024, 12, 20)),
        product=product,
        number="112-03",
        stars=4,
        regime="148-2023",
        issued_on=date(2024, 12, 20),
        former={"place": "xã Thanh Sơn, tỉnh Hải Dương"},
    )

    assert made.dossier is None
    assert made.last_day == date(2027, 12, 20)
    assert made.holder["product"] == "Bánh đậu xanh Rồng Vàng"
    assert made.holder["place"] == "xã Thanh Sơn, tỉnh Hải Dương"
    assert Entry.objects.filter(verb="certificate.registered").exists()


def test_printed_names_stay_when_the_product_is_renamed():
    certificate = make.certificate(make.product("Tên in trên giấy"))
    certificate.product.name = "Tên mới"
    certificate.product.save()

    certificate.refresh_from_db()

    assert certificate.holder["product"] == "Tên in trên giấy"


def test_a_revocation_is_for_everyone_to_read_and_told_to_the_producer():
    certificate = make.certificate()

    revoked = revoke(certificate, leader_of(certificate))

    assert revoked.revoked_on == timezone.localdate()
    assert Entry.objects.filter(verb="certificate.revoked").exists()
    owner = make.owner_of(certificate.product.producer)
    assert Notice.objects.filter(recipient=owner, kind="certificate.revoked").exists()


def test_a_revocation_is_made_once_and_dated_within_the_life_of_the_stars():
    certificate = make.certificate()
    leader, today = leader_of(certificate), timezone.localdate()
    future = refusal(lambda: revoke(certificate, leader, on=today + timedelta(1)))
    before = refusal(
        lambda: revoke(certificate, leader, on=certificate.issued_on - timedelta(1))
    )
    revoke(certificate, leader)

    again = refusal(lambda: revoke(certificate, leader))

    assert (future.code, future.field) == ("certificate.revoked_when", "on")
    assert before.code == "certificate.revoked_when"
    assert again.code == "certificate.revoked"


def test_three_and_four_stars_are_taken_back_by_their_own_province_only():
    four, five = make.certificate(), make.certificate(stars=5)

    for actor in (make.user(Role.PROVINCE_LEADER), officer_of(four)):
        with pytest.raises(PermissionDenied):
            revoke(four, actor)
    with pytest.raises(PermissionDenied):
        revoke(five, leader_of(five))


def test_stars_are_kept_for_180_days_and_no_more():
    certificate = make.certificate(issued_on=date(2024, 6, 30))
    officer, limit = officer_of(certificate), date(2027, 12, 27)

    kept = services.extend(actor=officer, certificate=certificate, to=limit)
    refused = refusal(
        lambda: services.extend(
            actor=officer, certificate=certificate, to=limit + timedelta(days=1)
        )
    )

    assert kept.extended_to == limit
    assert (refused.code, refused.field) == ("certificate.extension", "to")


def test_what_was_taken_back_is_not_kept():
    certificate = make.certificate(issued_on=date(2024, 6, 30))
    officer = officer_of(certificate)
    revoke(certificate, leader_of(certificate))

    refused = refusal(
        lambda: services.extend(
            actor=officer, certificate=certificate, to=date(2027, 7, 31)
        )
    )

    assert refused.code == "certificate.ended"
