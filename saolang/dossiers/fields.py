"""The fields of Form 01 and Form 02 (26/2026, Appendix III), step by step.

What a producer's register already says is offered as a first answer. Sex, ethnicity,
identity number and residence of the representative are not here: they stay encrypted
with the producer and enter no dossier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saolang.dossiers.models import DossierKind
from saolang.people.models import Producer
from saolang.products.models import Product

Text = str | Promise
SHORT, LONG = 300, 10_000
SAMPLES = 5


class Step(StrEnum):
    """The steps of a draft, in the order of the forms; the value is stored."""

    REGISTRATION = "registration"
    PREMISES = "premises"
    RESULTS = "results"
    TICKS_A = "ticks_a"
    TICKS_B = "ticks_b"
    TICKS_C = "ticks_c"
    PLAN = "plan"


TICKS: Mapping[str, Step] = {"a": Step.TICKS_A, "b": Step.TICKS_B, "c": Step.TICKS_C}
FORMS: Mapping[str, Step] = {
    "dang-ky": Step.REGISTRATION,
    "co-so": Step.PREMISES,
    "ket-qua": Step.RESULTS,
    "ke-hoach": Step.PLAN,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: short, long, email, number or choices."""

    name: str
    label: Text
    kind: str = "short"
    is_required: bool = False
    hint: Text = ""
    choices: tuple[tuple[str, Text], ...] = ()
    column: Text = ""  # its heading, in the table of years

    @property
    def limit(self) -> int:
        """The most characters it holds; more than this is refused even in a draft."""
        return LONG if self.kind == "long" else SHORT


PAPERS_HELD = (
    ("business_registration", _("Đăng ký kinh doanh")),
    ("quality_declared", _("Đã công bố chất lượng sản phẩm")),
    ("food_safety", _("Giấy chứng nhận đủ điều kiện an toàn thực phẩm")),
    ("other_certificate", _("Giấy chứng nhận bắt buộc khác")),
)
IP_RIGHTS = (
    ("trademark", _("Nhãn hiệu")),
    (
        "shared_mark",
        _("Quyền dùng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận"),
    ),
    ("patent", _("Sáng chế, giải pháp hữu ích")),
    ("design", _("Kiểu dáng công nghiệp")),
    ("copyright", _("Bản quyền tác giả")),
    ("other", _("Quyền khác")),
)

_REGISTRATION = (
    Field("unit_name", _("Tên đơn vị đăng ký"), is_required=True),
    Field("representative_name", _("Người đại diện pháp luật"), is_required=True),
    Field("representative_title", _("Chức vụ"), is_required=True),
    Field("address", _("Địa chỉ liên hệ"), is_required=True),
    Field("phone", _("Điện thoại"), is_required=True),
    Field("email", _("Thư điện tử"), "email"),
    Field("product_name", _("Tên sản phẩm"), is_required=True),
    Field(
        "samples",
        _("Số sản phẩm mẫu gửi kèm"),
        "number",
        hint=_("Xã gửi tỉnh 5 sản phẩm mẫu; du lịch không cần mẫu."),
    ),
)
_PREMISES = (
    Field(
        "registered_on",
        _("Ngày thành lập, ngày đăng ký"),
        hint=_("Ghi như trên giấy, ví dụ 15/03/2019."),
        is_required=True,
    ),
    Field("registration_number", _("Số giấy đăng ký")),
    Field("specification", _("Quy cách sản phẩm"), is_required=True),
    Field("standard", _("Tiêu chuẩn áp dụng")),
    Field("papers_held", _("Giấy tờ đã có"), "choices", choices=PAPERS_HELD),
    Field("ip_rights", _("Sở hữu trí tuệ đã có"), "choices", choices=IP_RIGHTS),
    Field(
        "history",
        _("Quá trình hình thành và phát triển"),
        "long",
        is_required=True,
        hint=_("Bắt đầu thế nào, đã qua những mốc nào."),
    ),
    Field(
        "organisation",
        _("Tổ chức của cơ sở"),
        "long",
        is_required=True,
        hint=_("Bao nhiêu người, chia việc ra sao, bao nhiêu người ở tại xã."),
    ),
)
_RESULTS = (
    Field(
        "material_area",
        _("Vùng nguyên liệu"),
        "long",
        is_required=True,
        hint=_("Diện tích, sản lượng, của cơ sở hay liên kết."),
    ),
    Field("technology", _("Công nghệ, chế biến"), "long", is_required=True),
    Field("packing", _("Đóng gói, bao bì"), "long"),
    Field("quality_change", _("Thay đổi về chất lượng, tiêu chuẩn"), "long"),
    Field("markets", _("Thị trường tiêu thụ"), "long", is_required=True),
    Field("revenue", _("Doanh thu năm gần nhất (đồng)"), "number"),
    Field("profit", _("Lợi nhuận năm gần nhất (đồng)"), "number"),
)
_UPGRADE = (
    Field(
        "changes",
        _("Thay đổi so với lần được công nhận trước"),
        "long",
        is_required=True,
        hint=_("Đã nâng điều gì, giấy nào chứng minh."),
    ),
)
_CHANGED = (
    ("changed_material", _("Nguyên liệu: thay đổi trong ba năm")),
    ("changed_technology", _("Công nghệ, chế biến: thay đổi trong ba năm")),
    ("changed_packing", _("Bao bì: thay đổi trong ba năm")),
    ("changed_label", _("Nhãn: thay đổi trong ba năm")),
    ("changed_declaration", _("Bản công bố chất lượng: thay đổi trong ba năm")),
    ("changed_testing", _("Kiểm nghiệm định kỳ trong ba năm")),
    ("changed_market", _("Thị trường: thay đổi trong ba năm")),
)
_PER_YEAR = (
    (
        ("year_1", _("Năm thứ nhất")),
        ("year_2", _("Năm thứ hai")),
        ("year_3", _("Năm thứ ba")),
        _("Năm"),
    ),
    (
        ("output_1", _("Sản lượng năm thứ nhất")),
        ("output_2", _("Sản lượng năm thứ hai")),
        ("output_3", _("Sản lượng năm thứ ba")),
        _("Sản lượng"),
    ),
    (
        ("revenue_1", _("Doanh thu năm thứ nhất (đồng)")),
        ("revenue_2", _("Doanh thu năm thứ hai (đồng)")),
        ("revenue_3", _("Doanh thu năm thứ ba (đồng)")),
        _("Doanh thu (đồng)"),
    ),
)
_RENEWAL = (
    *(
        Field(
            name,
            label,
            "long",
            is_required=True,
            hint=_("Không đổi thì ghi “Không đổi”."),
        )
        for name, label in _CHANGED
    ),
    Field("output_unit", _("Đơn vị tính sản lượng"), hint=_("Ví dụ: kg, lít, chiếc.")),
    *(
        Field(name, label, "number", is_required=True, column=column)
        for *years, column in _PER_YEAR
        for name, label in years
    ),
)
_PLAN = (
    Field("plan_production", _("Kế hoạch sản xuất"), "long", is_required=True),
    Field("plan_quality", _("Kế hoạch nâng chất lượng, bao bì"), "long"),
    Field("plan_market", _("Kế hoạch thị trường"), "long", is_required=True),
    Field("plan_support", _("Đề nghị hỗ trợ"), "long"),
)
_BY_STEP: Mapping[Step, tuple[Field, ...]] = {
    Step.REGISTRATION: _REGISTRATION,
    Step.PREMISES: _PREMISES,
    Step.RESULTS: _RESULTS,
    Step.PLAN: _PLAN,
}
_SINCE: Mapping[tuple[str, str], tuple[Field, ...]] = {
    (Step.RESULTS, DossierKind.UPGRADE): _UPGRADE,
    (Step.RESULTS, DossierKind.RENEWAL): _RENEWAL,
}


def of_step(step: Step, kind: str) -> tuple[Field, ...]:
    """The fields of a step. Who was recognised before also says what changed since
    (article 6.1): in a word for an upgrade, by heading and year to be rated again."""
    return _BY_STEP.get(step, ()) + _SINCE.get((step, kind), ())


def first_answers(product: Product) -> tuple[dict[str, Any], dict[str, Any]]:
    """Form 01 and Form 02 as the registers of producer and product can fill them."""
    producer: Producer = product.producer
    founded = producer.registered_on
    form01 = {
        "unit_name": producer.name,
        "representative_name": producer.representative_name,
        "representative_title": producer.representative_title,
        "address": producer.address,
        "phone": producer.phone,
        "email": producer.email,
        "product_name": product.name,
        "samples": str(SAMPLES),
    }
    form02 = {
        "registered_on": f"{founded:%d/%m/%Y}" if founded else "",
        "registration_number": producer.registration_number,
        "specification": product.specification,
        "standard": product.standard,
        "history": producer.history,
        "organisation": producer.organisation,
    }
    return form01, form02


def labels(names: Iterable[str]) -> list[Text]:
    """What the fields of these names are called, in the order of the forms."""
    wanted = set(names)
    every = (*_BY_STEP.values(), *_SINCE.values())
    return [f.label for fields in every for f in fields if f.name in wanted]
