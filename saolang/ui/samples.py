"""Made-up content for the page that shows every part."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _

from saolang.ui.forms import DateInput, FileInput, OptionCards

KINDS = [("htx", "Hợp tác xã"), ("tht", "Tổ hợp tác"), ("ho", "Hộ kinh doanh")]
PACKAGING = [
    ("o1", "Đóng gói thường, bao bì đơn giản"),
    ("o2", "Đóng gói sáng tạo, bao bì đẹp"),
]
PAPERS = [("cb", "Tự công bố chất lượng"), ("kn", "Phiếu kiểm nghiệm")]
TYPED = {
    "name": "Chả rươi Tứ Kỳ",
    "issued_on": "2062-11-03",
    "kind": "htx",
    "packaging": "o2",
    "papers": ["cb"],
    "agree": "on",
    "story": "Tháng chín đôi mươi, tháng mười mùng năm…",
}


class SampleForm(forms.Form):
    """One field of each kind, one of them filled in wrongly."""

    name = forms.CharField(label="Tên sản phẩm", help_text="Ghi đúng như trên nhãn")
    issued_on = forms.DateField(
        label="Ngày cấp",
        widget=DateInput(),
        validators=[
            MaxValueValidator(
                date(2026, 11, 21), "Ngày cấp nằm sau hôm nay. Hãy xem lại năm."
            )
        ],
    )
    kind = forms.ChoiceField(label="Loại cơ sở", choices=KINDS)
    code = forms.CharField(
        label="Mã hồ sơ", disabled=True, initial="214/PĐK-31-11131-2026"
    )
    story = forms.CharField(
        label="Câu chuyện sản phẩm", widget=forms.Textarea, required=False
    )
    photo = forms.FileField(
        label="Ảnh sản phẩm",
        widget=FileInput("image/jpeg,image/png"),
        help_text="JPEG hoặc PNG, dưới 50 MB",
        required=False,
    )
    packaging = forms.ChoiceField(
        label="Bao bì", choices=PACKAGING, widget=OptionCards()
    )
    papers = forms.MultipleChoiceField(
        label="Giấy tờ kèm theo", choices=PAPERS, widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="Tôi cam kết số liệu trên là đúng")


def sections() -> list[tuple[str, str]]:
    """Anchor and title of each section of the page."""
    return [
        ("mau", _("Màu")),
        ("chu", _("Chữ và số")),
        ("nut", _("Nút và liên kết")),
        ("truong", _("Ô nhập")),
        ("lua-chon", _("Tiêu chí và mức điểm")),
        ("sao", _("Sao, trạng thái, thời hạn")),
        ("ket-qua", _("Bảy kết quả khi quét mã")),
        ("tien-do", _("Tiến độ, bước, dòng thời gian")),
        ("tep", _("Minh chứng, tệp, mã")),
        ("bao", _("Thông báo")),
        ("bang", _("Bảng thành thẻ")),
        ("san-pham", _("Sản phẩm")),
        ("dan", _("Dẫn đường")),
        ("trong", _("Khi chưa có gì")),
        ("hoi", _("Hộp hỏi")),
        ("hinh", _("Dấu, tranh, biểu tượng")),
    ]


def content() -> dict[str, Any]:
    """Lists the parts draw; people, places of business and figures are invented."""
    return {
        "at": time(9, 12),
        "colours": COLOURS,
        "crumbs": [
            {"label": "Sản phẩm", "url": "#dan"},
            {"label": "Hải Phòng", "url": "#dan"},
            {"label": "Vải thiều sấy"},
        ],
        "day": date(2027, 12, 17),
        "facts": [
            ("Quyết định", "4127/QĐ-UBND, 18/12/2024"),
            ("Nơi cấp", "UBND thành phố Hải Phòng"),
            ("Mã sản phẩm", "30-294-10816-2-2024"),
        ],
        "minimums": [
            {"text": "Đủ 70 điểm: đang có 74", "state": "yes"},
            {
                "text": "Liên kết chuỗi: đang 1 điểm, cần 2",
                "state": "no",
                "url": "#sao",
            },
            {"text": "Vùng trồng: chờ xã xác nhận", "state": "ask"},
        ],
        "options": OPTIONS,
        "page": Paginator(range(1284), 20).page(7),
        "papers": PAPER_ROWS,
        "products": PRODUCTS,
        "steps": [
            {"label": "Cơ sở lập hồ sơ", "state": "done", "text": "Xong 02/11/2026"},
            {"label": "Xã kiểm tra", "state": "now", "text": "15 ngày làm việc"},
            {"label": "Thành phố thẩm định"},
            {"label": "Hội đồng chấm"},
        ],
        "tabs": [
            {"label": "Giấy tờ", "url": "#dan", "current": True, "icon": "file-text"},
            {"label": "Lịch sử", "url": "#dan", "count": 12},
            {"label": "Tem", "url": "#dan"},
        ],
        "timeline": [
            {"at": date(2026, 6, 11), "title": "Hái vải", "text": "14 hộ, 2,6 tấn quả"},
            {"at": date(2026, 6, 12), "title": "Mẻ sấy bị loại", "state": "bad"},
            {
                "at": date(2026, 6, 18),
                "title": "Kiểm nghiệm đạt",
                "text": "Phiếu 1182/2026",
                "confirmed": True,
            },
            {"at": date(2026, 6, 20), "title": "Đóng 820 hộp", "state": "end"},
        ],
    }


COLOURS = [
    ("paper", "Men nền"),
    ("surface", "Mặt giấy"),
    ("sunk", "Lõm"),
    ("ink", "Mực"),
    ("muted", "Mực nhạt"),
    ("brand", "Lam"),
    ("wash", "Lam loãng"),
    ("brush", "Nét lam"),
    ("star", "Nghệ"),
    ("leaf", "Lá chuối"),
    ("seal", "Son"),
    ("clay", "Đất nung"),
    ("ash", "Tro"),
]
OPTIONS = [
    {"value": "o1", "text": "Đóng gói thường, bao bì đơn giản", "points": 1},
    {
        "value": "o2",
        "text": "Đóng gói sáng tạo, bao bì đẹp",
        "points": 2,
        "minimum": "Mức tối thiểu của 3 sao",
        "checked": True,
    },
    {
        "value": "o3",
        "text": "Đóng gói sáng tạo, tiện lợi, bao bì đẹp và sang",
        "points": 3,
    },
]
PAPER_ROWS = [
    {
        "title": "Quyết định công nhận 4127/QĐ-UBND",
        "text": "Ký ngày 18/12/2024",
        "url": "#tep",
        "kind": "PDF, 2 trang",
    },
    {
        "title": "Biên bản phiên chấm",
        "text": "Chờ thư ký ký",
        "status": "Chưa ký",
        "status_kind": "time",
    },
]
PRODUCTS = [
    {
        "name": "Vải thiều sấy dẻo Thanh Hà",
        "art": "vai",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "place": "xã Thanh Hà, Hải Phòng",
        "stars": 4,
    },
    {
        "name": "Bình tỳ bà men lam Chu Đậu",
        "art": "gom",
        "producer": "Xưởng gốm Lò Cả",
        "place": "xã Thái Tân, Hải Phòng",
        "stars": 5,
    },
    {
        "name": "Mắm rươi sông Thái Bình",
        "art": "nuoc-mam",
        "producer": "HTX Rươi An Thanh",
        "place": "xã Chí Minh, Hải Phòng",
        "status": "Chưa được đánh giá",
    },
]
