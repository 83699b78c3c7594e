"""Why a file was not taken and what its sender can do, in their language."""

from django.utils.translation import gettext_noop as _

from saolang.kernel.errors import RuleViolation
from saolang.kernel.wording import Sentence

TEXTS = {
    "file.empty": _("Tệp không có nội dung (0 byte). Hãy mở tệp xem lại rồi gửi lại."),
    "file.too_big": _(
        "Tệp lớn hơn 50 MB. Hãy chụp hoặc quét lại ở độ phân giải thấp hơn, "
        "hoặc tách thành nhiều tệp."
    ),
    "file.office_document": _(
        "Tệp PowerPoint và tệp Word, Excel kiểu cũ (.doc, .xls) không nhận được. "
        "Hãy lưu thành PDF, DOCX hoặc XLSX rồi gửi lại."
    ),
    "file.archive": _(
        "Tệp nén (ZIP, RAR, 7z) không nhận được. "
        "Hãy giải nén rồi gửi từng tệp bên trong."
    ),
    "file.video": _(
        "Video và âm thanh chưa nhận được. Hãy gửi ảnh hoặc tệp PDF thay thế."
    ),
    "file.other_image": _(
        "Ảnh loại này (GIF, BMP, TIFF, AVIF) không nhận được. "
        "Hãy lưu thành JPEG hoặc PNG rồi gửi lại."
    ),
    "file.web_page": _(
        "Trang web hoặc ảnh SVG không nhận được. "
        "Hãy in trang ra PDF, hoặc lưu hình thành PNG, rồi gửi lại."
    ),
    "file.program": _(
        "Đây là tệp chương trình, không phải tài liệu. "
        "Chỉ nhận PDF, Word, Excel và ảnh JPEG, PNG, WebP, HEIC."
    ),
    "file.unknown_kind": _(
        "Không nhận ra tệp này là gì. Chỉ nhận PDF, Word (.docx), Excel (.xlsx) "
        "và ảnh JPEG, PNG, WebP, HEIC; "
        "đổi tên tệp không đổi được loại tệp."
    ),
    "file.two_in_one": _(
        "Tệp chứa thêm nội dung khác bên trong nên không an toàn. "
        "Hãy chụp hoặc xuất lại tệp từ bản gốc rồi gửi lại."
    ),
    "file.photo_only": _(
        "Ở đây chỉ nhận ảnh: JPEG, PNG, WebP hoặc HEIC. Hãy chụp ảnh rồi gửi lại."
    ),
    "file.too_many_today": _(
        "Hôm nay tài khoản này đã gửi rất nhiều tệp. Hãy gửi tiếp vào ngày mai, "
        "hoặc nhờ cán bộ xã giúp."
    ),
    "file.no_space": _(
        "Máy chủ sắp hết chỗ nên tạm chưa nhận tệp. "
        "Những gì đã nhập vẫn được giữ; hãy gửi tệp lại sau."
    ),
    "file.too_heavy": _(
        "Tệp quá nặng để kiểm tra. Hãy lưu lại với độ phân giải thấp hơn, "
        "hoặc tách thành nhiều tệp, rồi gửi lại."
    ),
    "image.broken": _(
        "Ảnh bị hỏng hoặc chưa tải lên hết. Hãy mở ảnh xem có hiện đủ không, "
        "rồi chụp lại hoặc gửi lại."
    ),
    "image.too_many_pixels": _(
        "Ảnh có quá nhiều điểm ảnh: nhận JPEG đến 60 triệu, HEIC đến 50 triệu, "
        "ảnh khác đến 16 triệu. "
        "Hãy giảm kích thước ảnh rồi gửi lại."
    ),
    "pdf.broken": _(
        "Tệp PDF bị hỏng, không đọc được. Hãy mở tệp xem lại, xuất PDF lần nữa "
        "rồi gửi lại."
    ),
    "pdf.locked": _(
        "Tệp PDF đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại."
    ),
    "office.broken": _(
        "Tệp Word hoặc Excel bị hỏng, không đọc được. Hãy mở tệp xem lại, lưu thành "
        "PDF rồi gửi tệp PDF."
    ),
    "office.locked": _(
        "Tệp Word hoặc Excel đặt mật khẩu nên không đọc được. "
        "Hãy bỏ mật khẩu, hoặc lưu thành PDF, rồi gửi lại."
    ),
    "office.active_content": _(
        "Tệp Word hoặc Excel có macro hoặc phần tự chạy bên trong nên không nhận được. "
        "Hãy lưu thành PDF rồi gửi tệp PDF."
    ),
    "office.external": _(
        "Tệp Word hoặc Excel lấy nội dung từ nơi khác (mẫu, ảnh hay bảng nối ngoài) "
        "nên không nhận được. Hãy lưu thành PDF rồi gửi tệp PDF."
    ),
    "office.attachment": _(
        "Tệp Word hoặc Excel có tệp khác nhúng bên trong. Hãy lưu thành PDF rồi gửi "
        "tệp PDF; tệp nhúng thì gửi riêng."
    ),
    "office.too_many_cells": _(
        "Bảng tính khai báo quá nhiều dòng hoặc cột. Hãy xóa dòng, cột trống, "
        "hoặc in phần cần dùng ra PDF, rồi gửi lại."
    ),
    "pdf.too_many_pages": _(
        "Tệp PDF dài hơn 2.000 trang. Hãy tách ra và chỉ gửi phần cần minh chứng."
    ),
    "pdf.active_content": _(
        "Tệp PDF có mã lệnh chạy bên trong nên không nhận được. "
        "Hãy mở tệp và in lại thành PDF (In › Lưu dưới dạng PDF) rồi gửi bản in."
    ),
    "pdf.attachment": _(
        "Tệp PDF có tệp khác đính kèm bên trong. Hãy in lại thành PDF rồi gửi bản in; "
        "tệp đính kèm thì gửi riêng."
    ),
}


def refused(code: str, name: str) -> RuleViolation:
    """The refusal of the file `name` as people read it, on the form's file field."""
    return RuleViolation(
        code, "“%(name)s”: %(reason)s", field="file", name=name, reason=reason(code)
    )


def reason(code: str) -> Sentence:
    """Why and what to do, without the name, for where it already stands."""
    return Sentence(TEXTS[code])


def without_name(refusal: RuleViolation) -> str:
    """What a refusal says, for a list where the file's name already stands."""
    known = refusal.code in TEXTS
    return str(reason(refusal.code)) if known else refusal.message
