"""The words of each kind of message: ours, an administrator's, and a sample."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from saolang.notifications import queries
from saolang.notifications.messages import MESSAGES
from saolang.notifications.models import MessageText
from saolang.notifications.rules import filling

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# what a preview fills in; names, days and numbers as they occur
SAMPLES = {
    "answer_by": "15/03/2027",
    "at": "08:30, 24/03/2027",
    "code": "29-01234-1-2027",
    "commune": "xã Chí Minh",
    "count": "12",
    "cutoff": "20/03/2027",
    "day": "26/02/2027",
    "days": "3",
    "file": "phieu-kiem-nghiem.pdf",
    "from": "xã Chí Minh",
    "ground": "vi phạm quy định về an toàn thực phẩm",
    "items": "– Phiếu kiểm nghiệm\n– Bản tự công bố",
    "last_day": "31/03/2030",
    "lines": "– Rươi kho niêu (HTX Tứ Kỳ): 15/03/2027",
    "note": "…",
    "number": "12/2027",
    "office": "xã Chí Minh",
    "paper": "QĐ-UBND",
    "papers": "– Phiếu kiểm nghiệm (01/03/2027)",
    "place": "Hải Phòng",
    "producer": "HTX Tứ Kỳ",
    "product": "Rươi kho niêu",
    "province": "thành phố Hải Phòng",
    "reason": "…",
    "round": "1/2027",
    "session": "Phiên 1, đợt 1/2027",
    "stars": "4",
    "text": "…",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of message in one language, with the row that replaces our words."""

    kind: str
    language: str
    subject: str
    body: str
    values: list[str]
    own: MessageText | None = None

    @property
    def left_out(self) -> list[str]:
        """Values our text tells and this one does not."""
        return filling.left_out([self.subject, self.body], self.values)

    @property
    def sample(self) -> tuple[str, str]:
        """Subject and body as a reader would see them."""
        return (
            filling.fill_line(self.subject, SAMPLES),
            filling.fill(self.body, SAMPLES),
        )


def default(kind: str, language: str) -> Wording:
    """Our words for a kind."""
    message = MESSAGES[kind]
    with translation.override(language):
        subject, body = str(message.subject), str(message.body)
        return Wording(kind, language, subject, body, message.values)


def current(kind: str, language: str) -> Wording:
    """The words people read now."""
    return _with(default(kind, language), queries.texts().get((kind, language)))


def everything() -> list[tuple[str, list[Wording]]]:
    """Every kind with its words in each language."""
    own = queries.texts()
    return [
        (
            kind,
            [_with(default(kind, code), own.get((kind, code))) for code in LANGUAGES],
        )
        for kind in MESSAGES
    ]


def _with(ours: Wording, own: MessageText | None) -> Wording:
    if own is None:
        return ours
    return Wording(ours.kind, ours.language, own.subject, own.body, ours.values, own)
