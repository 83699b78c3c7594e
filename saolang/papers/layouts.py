"""Which papers can be produced: a Word template and a Typst layout each."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saolang.kernel.errors import RuleViolation

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of paper; a changed template is a new version."""

    kind: str
    version: int
    series: str
    title: str | Promise

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.version}"

    @property
    def word(self) -> Path:
        return FOLDER / f"{self.kind}.docx"

    @property
    def typst(self) -> Path:
        return FOLDER / f"{self.kind}.typ"


LAYOUTS = {
    layout.kind: layout
    for layout in (
        Layout("form01", 1, "", _("Mẫu 01. Phiếu đăng ký")),
        Layout("form02", 1, "", _("Mẫu 02. Báo cáo tự đánh giá")),
        Layout("receipt", 1, "PĐK", _("Giấy tiếp nhận hồ sơ")),
        Layout("supplement_request", 1, "TB", _("Thông báo bổ sung hồ sơ")),
        Layout("form03", 2, "BC", _("Mẫu 03. Báo cáo của xã")),
        Layout("minutes", 2, "BB", _("Biên bản phiên họp")),
        Layout("decision_recognise", 2, "QĐ", _("Quyết định công nhận")),
    )
}


def layout_of(kind: str) -> Layout:
    if kind not in LAYOUTS:
        raise RuleViolation(
            "paper.unknown_kind", "Không có mẫu văn bản «%(kind)s».", kind=kind
        )
    return LAYOUTS[kind]
