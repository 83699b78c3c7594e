"""Certificates in each condition of their life, and what their page says."""

from datetime import timedelta

from django.utils import timezone

from tests import make

ANSWERS = {
    "valid": "Còn hiệu lực",
    "expiring": "Còn hiệu lực, sắp hết hạn",
    "extended": "Đang được kéo dài",
    "expired": "Đã hết hạn",
    "superseded": "Đã có chứng nhận mới",
    "revoked": "Đã thu hồi",
}
SHOWS_STARS = {"valid", "expiring", "extended"}


def certificate(condition, product=None, **values):
    """A certificate that is in `condition` today."""
    today = timezone.localdate()
    days = {"expiring": 90, "expired": -10, "extended": -10}.get(condition, 700)
    item = product or make.product()
    end = today + timedelta(days=days)
    changes = {
        "extended": {"extended_to": today + timedelta(days=30)},
        "revoked": {
            "revoked_on": today,
            "revocation_ground": "mark_misuse",
            "revocation_note": "Nhãn dán lên hàng không qua đánh giá",
            "revocation_symbol": "3560/QĐ-UBND",
        },
    }.get(condition, {})
    made = make.certificate(item, last_day=end, **{**changes, **values})
    if condition == "superseded":
        made.superseded_by, made.superseded_on = make.certificate(item), today
        made.save()
    return made
