"""Why a template is not taken, and what its maker can do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from saolang.documents.filling import Problem

TEXTS = {
    "template.unknown_field": gettext_noop(
        "Không có trường «%(name)s» (%(where)s).%(near)s"
    ),
    "template.forbidden": gettext_noop(
        "Mẫu không được dùng «%(name)s» (%(where)s). Mẫu chỉ điền trường, lặp danh sách"
        " ({%% for … %%}) và hỏi có hay không ({%% if … %%})."
    ),
    "template.not_a_list": gettext_noop(
        "«%(name)s» là một dòng chữ, không lặp được (%(where)s)."
    ),
    "template.loop_in_loop": gettext_noop(
        "Vòng lặp «%(name)s» nằm trong một vòng lặp khác (%(where)s). Bên trong chỉ lặp"
        " được danh sách của chính dòng đó."
    ),
    "template.unclosed": gettext_noop("Thiếu lệnh đóng {%% %(name)s %%} (%(where)s)."),
    "template.syntax": gettext_noop(
        "Lệnh viết sai hoặc thiếu dấu đóng }} hay %%} (%(where)s)."
    ),
    "template.unfillable": gettext_noop(
        "Có trường đặt ở nơi không điền được (%(where)s). Hãy đặt trường trong thân văn"
        " bản, đầu trang, chân trang, hộp chữ hoặc chú thích cuối trang."
    ),
    "template.not_word": gettext_noop(
        "Đây không phải tệp Word (.docx) đọc được. Hãy mở bằng Word, lưu lại thành"
        " .docx rồi gửi lại."
    ),
    "template.macros": gettext_noop(
        "Tệp có macro nên không nhận. Hãy lưu lại thành tài liệu Word (.docx) không có"
        " macro."
    ),
    "template.embedded": gettext_noop(
        "Tệp có tài liệu khác nhúng bên trong nên không nhận. Hãy bỏ phần nhúng rồi gửi"
        " lại."
    ),
    "template.reaching_out": gettext_noop(
        "Tệp lấy dữ liệu từ nơi khác (%(name)s) nên không nhận. Hãy bỏ liên kết ấy, dán"
        " hình hoặc chữ trực tiếp vào tệp."
    ),
    "template.too_heavy": gettext_noop(
        "Tệp mẫu quá nặng hoặc quá phức tạp để điền. Hãy bớt hình, bớt bảng lồng nhau."
    ),
    "template.broken_result": gettext_noop(
        "Điền thử thì tệp bị hỏng. Thường do lệnh {%%p … %%} hoặc {%%tr … %%} mở ở bảng"
        " này, đóng ở nơi khác. Hãy xem lại từng cặp lệnh."
    ),
}


def sentence(problem: Problem) -> str:
    """One problem as its maker reads it, with near names where there are some."""
    near = " hay ".join(f"«{name}»" for name in problem.near)
    return _(TEXTS[problem.code]) % {
        "name": problem.name,
        "where": problem.where,
        "near": " " + _("Ý bạn là %(names)s?") % {"names": near} if near else "",
    }
