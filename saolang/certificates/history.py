"""What has happened to one certificate, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saolang.certificates.models import Certificate
from saolang.certificates.rules.terms import Condition


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history, as ui/timeline.html draws it."""

    at: date
    title: str
    text: str = ""
    state: str = ""


def history(certificate: Certificate, condition: Condition) -> list[Happening]:
    """From the day of issue to whatever ended it."""
    return sorted(_happenings(certificate, condition), key=lambda entry: entry.at)


def _happenings(certificate: Certificate, condition: Condition) -> Iterator[Happening]:
    yield Happening(
        certificate.issued_on,
        _("Được công nhận %(stars)s sao") % {"stars": certificate.stars},
        _("Quyết định số %(symbol)s") % {"symbol": certificate.decision.symbol},
    )
    if certificate.extended_to:
        yield Happening(
            certificate.last_day,
            _("Hết hạn 36 tháng, được kéo dài"),
            _("Giữ sao đến hết %(day)s trong lúc chờ đánh giá lại")
            % {"day": f"{certificate.extended_to:%d/%m/%Y}"},
        )
    if condition == Condition.EXPIRED:
        end = certificate.extended_to or certificate.last_day
        yield Happening(end, _("Ngày cuối còn hiệu lực"), state="end")
    if certificate.superseded_on:
        yield Happening(
            certificate.superseded_on,
            _("Được thay bằng giấy mới"),
            _("Số %(number)s") % {"number": certificate.superseded_by},
            "end",
        )
    if certificate.revoked_on:
        yield Happening(
            certificate.revoked_on,
            _("Bị thu hồi"),
            ". ".join(
                filter(
                    None,
                    [
                        certificate.get_revocation_ground_display(),
                        certificate.revocation_note.rstrip("."),
                        certificate.revocation_symbol,
                    ],
                )
            ),
            "bad",
        )
