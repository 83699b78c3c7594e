"""What each kind of paper tells its template: names an officer writes, and examples.

Templates are Vietnamese papers, so names, meanings and examples are Vietnamese in
every language of the screens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONG_TEXT = 1500
MANY = 40


@dataclass(frozen=True, slots=True)
class Field:
    """One field: our key, its name in templates, what it means, and an example.

    A list has `items`: the fields of each of its rows, or none when a row is a text.
    """

    key: str
    name: str
    meaning: str
    example: str = ""
    is_list: bool = False
    items: tuple["Field", ...] = ()


_TEXTS = {
    "title": (
        "tieu_de",
        "tên của văn bản hoặc của mục",
        "Báo cáo đánh giá hồ sơ sản phẩm",
    ),
    "draft": ("ban_nhap", "chữ BẢN NHÁP khi hồ sơ chưa nộp, trống khi đã nộp", ""),
    "issuer_top": ("co_quan_cap_tren", "dòng đầu của tên cơ quan", "ỦY BAN NHÂN DÂN"),
    "issuer_name": ("co_quan", "cơ quan ban hành", "XÃ THANH HÀ"),
    "symbol": ("so_ky_hieu", "số, ký hiệu văn bản", "12/BC-UBND"),
    "place": ("noi", "địa danh ghi trước ngày; trong bảng là số thứ tự", "Thanh Hà"),
    "day": ("ngay", "ngày của văn bản", "05"),
    "month": ("thang", "tháng của văn bản", "9"),
    "year": ("nam", "năm của văn bản", "2026"),
    "unit": ("don_vi_hanh_chinh", "tên đơn vị hành chính", "thành phố Hải Phòng"),
    "province": ("tinh", "tỉnh hoặc thành phố", "thành phố Hải Phòng"),
    "commune": ("xa", "xã, phường hoặc đặc khu", "xã Thanh Hà"),
    "round": ("dot", "đợt đánh giá", "2"),
    "round_year": ("nam_dot", "năm của đợt", "2026"),
    "council": ("hoi_dong", "tên Hội đồng", "Hội đồng đánh giá, phân hạng"),
    "council_decision": ("so_qd_hoi_dong", "số quyết định lập", "1802/QĐ-UBND"),
    "council_decided_on": ("ngay_qd_hoi_dong", "ngày lập", "10 tháng 3 năm 2026"),
    "session_number": ("so_phien", "phiên họp số", "1"),
    "session_on": ("ngay_phien", "ngày họp", "18 tháng 8 năm 2026"),
    "count": ("so_san_pham", "số sản phẩm", "02"),
    "approved_count": ("so_san_pham_5_sao", "số sản phẩm tiềm năng 5 sao", "01"),
    "by_stars": ("theo_hang_sao", "số sản phẩm theo hạng", "02 sản phẩm 4 sao"),
    "signatory": ("nguoi_ky", "họ tên người ký", "Phạm Văn Thắng"),
    "position": ("chuc_vu", "chức vụ, chức danh", "CHỦ TỊCH"),
    "authority": ("tham_quyen", "thẩm quyền ký", "TM. ỦY BAN NHÂN DÂN"),
    "rules_document": (
        "quy_che",
        "văn bản ban hành quy chế",
        "Quyết định 1803",
    ),
    "started": ("bat_dau", "giờ, ngày bắt đầu", "08 giờ 00, ngày 18 tháng 8 năm 2026"),
    "ended": ("ket_thuc", "giờ, ngày kết thúc", "11 giờ 40, ngày 18 tháng 8 năm 2026"),
    "venue": ("dia_diem", "địa điểm họp", "Hội trường tầng 3"),
    "chair": ("chu_tri", "người chủ trì", "Nguyễn Đức Thọ"),
    "secretary": ("thu_ky", "thư ký", "Ngô Thị Bích"),
    "quorum": ("du_so", "câu về số thành viên có mặt", "Có mặt 5/7 thành viên."),
    "opinions": ("y_kien", "ý kiến phát biểu", "Bà Lan: nhất trí."),
    "name": ("ho_ten", "họ tên; trong danh mục giấy tờ là tên tệp", "Trần Thị Lan"),
    "agency": ("co_quan_cong_tac", "cơ quan công tác", "Sở Y tế"),
    "label": ("nhan", "tên của dòng", "Hạng 4 sao"),
    "reason": ("ly_do", "lý do", "Góp vốn."),
    "text": ("noi_dung", "nội dung", "Thiếu giấy chứng nhận an toàn thực phẩm."),
    "short": ("viet_tat", "tên viết tắt", "TV1"),
    "self": ("tu_cham", "điểm tự chấm", "88"),
    "adviser": ("tu_van", "điểm Tổ tư vấn", "85"),
    "a": ("phan_a", "điểm phần A", "34,11"),
    "b": ("phan_b", "điểm phần B", "21,00"),
    "c": ("phan_c", "điểm phần C", "29,11"),
    "mean": ("diem_tb", "điểm trung bình", "84,22"),
    "spread": ("chenh", "chênh lệch điểm", "7"),
    "outcome": ("ket_qua", "kết quả", "4 sao, trình công nhận"),
    "stars": ("sao", "số sao", "4"),
    "kind": ("loai", "loại hồ sơ", "Lần đầu"),
    "code": ("ma_so", "mã số", "31-10714-1-2026"),
    "product": ("ten_san_pham", "tên sản phẩm", "Vải thiều sấy dẻo"),
    "product_code": ("ma_san_pham", "mã số sản phẩm", "31-10714-1-2026"),
    "specification": ("quy_cach", "quy cách", "Hộp 500 g"),
    "standard": ("tieu_chuan", "tiêu chuẩn áp dụng", "TCCS 01:2026/TS"),
    "producer": ("chu_the", "tên chủ thể", "HTX Cây ăn quả Thanh Sơn"),
    "producer_kind": ("loai_hinh", "loại hình chủ thể", "Hợp tác xã"),
    "producer_address": ("dia_chi_chu_the", "địa chỉ", "Thôn Đông, xã Thanh Hà"),
    "address": ("dia_chi", "địa chỉ", "Thôn Đông, xã Thanh Hà"),
    "phone": ("dien_thoai", "điện thoại", "0912 345 678"),
    "email": ("thu_dien_tu", "thư điện tử", "htx@example.vn"),
    "representative": ("nguoi_dai_dien", "người đại diện", "Nguyễn Thị Hồng"),
    "representative_title": ("chuc_vu_dai_dien", "chức vụ người đại diện", "Giám đốc"),
    "set": ("bo_san_pham", "bộ sản phẩm", "Chế biến từ rau, củ, quả, hạt"),
    "sector": ("nganh", "ngành", "Thực phẩm"),
    "group": ("nhom", "nhóm", "Thực phẩm chế biến"),
    "dossier_kind": ("loai_ho_so", "loại hồ sơ", "lần đầu"),
    "first": ("lan_dau", "chữ x khi là hồ sơ lần đầu", "x"),
    "upgrade": ("nang_hang", "chữ x khi là hồ sơ nâng hạng", ""),
    "renewal": ("danh_gia_lai", "chữ x khi là hồ sơ đánh giá lại", ""),
    "samples": ("so_mau", "số sản phẩm mẫu", "05"),
    "conclusion": ("ket_luan", "kết luận, đề nghị", "Đề nghị đánh giá, phân hạng."),
    "number": ("so", "số thứ tự hoặc số của giấy", "1"),
    "said": ("chu_the_neu", "điều chủ thể nêu", "Vùng trồng 12 ha tại xã."),
    "found": ("xa_thay", "điều xã xác nhận", "Đúng như chủ thể nêu."),
    "commune_slip": ("so_tiep_nhan_xa", "số phiếu của xã", "3/PĐK-31-10714-2026"),
    "commune_received_on": ("ngay_nhan_xa", "ngày xã nhận", "05/09/2026"),
    "commune_receiver": ("nguoi_nhan_xa", "cán bộ xã nhận", "Lê Thị Mai"),
    "province_slip": ("so_tiep_nhan_tinh", "số phiếu của tỉnh", "8/PĐK-31-10714-2026"),
    "province_received_on": ("ngay_nhan_tinh", "ngày tỉnh nhận", "28/09/2026"),
    "province_receiver": ("nguoi_nhan_tinh", "cán bộ tỉnh nhận", "Đỗ Văn Nam"),
    "registered_on": ("ngay_thanh_lap", "ngày thành lập, đăng ký", "15/03/2019"),
    "registration_number": ("so_dang_ky", "số giấy đăng ký", "0801234567"),
    "history": ("lich_su", "quá trình hình thành", "Thành lập năm 2019 với 12 hộ."),
    "organisation": ("to_chuc", "tổ chức của cơ sở", "32 lao động, 28 người trong xã."),
    "material_area": (
        "vung_nguyen_lieu",
        "vùng nguyên liệu",
        "12 ha, 120 tấn một vụ.",
    ),
    "technology": ("cong_nghe", "công nghệ, chế biến", "Sấy lạnh 45 °C."),
    "packing": ("bao_bi", "đóng gói, bao bì", "Túi PE, hộp giấy."),
    "quality_change": ("chat_luong", "thay đổi về chất lượng", "Đạt TCCS mới."),
    "markets": ("thi_truong", "thị trường", "Hà Nội, Hải Phòng."),
    "revenue": ("doanh_thu", "doanh thu năm gần nhất", "1.250.000.000"),
    "profit": ("loi_nhuan", "lợi nhuận năm gần nhất", "180.000.000"),
    "changes": ("thay_doi", "thay đổi từ lần trước", "Thêm một dây chuyền."),
    "points": ("diem", "điểm tự chấm", "3"),
    "max": ("diem_toi_da", "điểm tối đa", "5"),
    "claim": ("muc_tu_cham", "mức tự chấm", "Từ 50% đến dưới 75%"),
    "issuer": ("noi_cap", "nơi cấp", "Sở Y tế"),
    "issued_on": ("ngay_cap", "ngày cấp", "12/03/2025"),
    "valid_until": ("het_han", "ngày hết hạn", "12/03/2028"),
    "criteria_codes": ("tieu_chi_dung", "các tiêu chí dùng giấy này", "A.1.1; A.1.2"),
    "held": ("co", "chữ x khi có", "x"),
    "plan_production": ("ke_hoach_san_xuat", "kế hoạch sản xuất", "Thêm 3 ha."),
    "plan_quality": ("ke_hoach_chat_luong", "kế hoạch chất lượng", "Làm HACCP."),
    "plan_market": ("ke_hoach_thi_truong", "kế hoạch thị trường", "Vào siêu thị."),
    "plan_support": ("de_nghi_ho_tro", "đề nghị hỗ trợ", "Hỗ trợ tem truy xuất."),
    "received": ("nhan_luc", "giờ, ngày nhận", "09 giờ 14, ngày 05 tháng 9 năm 2026"),
    "due": ("han_tra_loi", "hạn của cơ quan", "26 tháng 9 năm 2026"),
    "handed_number": ("lan_nop", "lần nộp", "1"),
    "receiver": ("nguoi_nhan", "người nhận hồ sơ", "Lê Thị Mai"),
    "seal": ("ma_niem", "mã niêm SHA-256 của bản nộp", "9f2c4e1b"),
    "note": ("loi_nhan", "lời nhắn của cơ quan", "Cần giúp thì gọi cán bộ xã."),
    "answer_by": ("han_bo_sung", "hạn bổ sung", "20 tháng 9 năm 2026"),
    "officer": ("can_bo", "cán bộ kiểm tra", "Lê Thị Mai"),
    "year_label": ("ten_nam", "năm", "2025"),
    "output": ("san_luong", "sản lượng", "12 tấn"),
}
_LISTS = {
    "recognised": ("ds_cong_nhan", "sản phẩm được công nhận"),
    "approved": ("ds_5_sao", "sản phẩm tiềm năng 5 sao"),
    "present": ("ds_co_mat", "thành viên có mặt"),
    "absent": ("ds_vang_mat", "thành viên vắng mặt"),
    "groups": ("ds_hang", "kết quả theo hạng"),
    "notes": ("ds_ghi_chu", "điều cần ghi rõ"),
    "recusals": ("ds_khong_cham", "thành viên không chấm"),
    "gaps": ("ds_bo_sung", "sản phẩm cần bổ sung"),
    "members": ("ds_thanh_vien", "thành viên chấm điểm"),
    "products": ("ds_san_pham", "sản phẩm đã chấm; trong nhóm là tên các sản phẩm"),
    "totals": ("ds_tong_diem", "tổng điểm của từng thành viên"),
    "headings": ("ds_muc", "bốn mục đánh giá"),
    "papers_held": ("ds_giay_to", "giấy tờ đã có"),
    "ip_rights": ("ds_so_huu_tri_tue", "sở hữu trí tuệ"),
    "sections": ("ds_phan", "các phần của phiếu chấm"),
    "criteria": ("ds_tieu_chi", "tiêu chí của phần"),
    "papers": ("ds_minh_chung", "giấy tờ, mỗi giấy một dòng"),
    "annex": ("ds_phu_luc", "danh mục minh chứng"),
    "items": ("ds_noi_dung", "nội dung cần bổ sung"),
    "years": ("ds_nam", "ba năm gần nhất"),
    "changed": ("ds_thay_doi", "thay đổi trong ba năm, theo từng mặt"),
}
NAMES = {key: told[0] for key, told in (*_TEXTS.items(), *_LISTS.items())}


def _text(key: str) -> Field:
    return Field(key, *_TEXTS[key])


def _fields(told: str) -> tuple[Field, ...]:
    return tuple(_text(key) for key in told.split())


def _list(key: str, told: str = "", *lists: Field) -> Field:
    name, meaning = _LISTS[key]
    return Field(key, name, meaning, "", True, (*_fields(told), *lists))


_HEAD = "title issuer_top issuer_name symbol place day month year"
_AWARDED = "place product specification producer address set mean stars kind code"
_WHO = "producer producer_kind representative representative_title"
_SESSION = "session_number round round_year council council_decision council_decided_on"
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "decision_recognise": (
        *_fields(f"{_HEAD} unit {_SESSION} session_on count approved_count by_stars"),
        *_fields("signatory position"),
        _list("recognised", _AWARDED),
        _list("approved", _AWARDED),
    ),
    "minutes": (
        *_fields(f"title issuer_top issuer_name symbol unit {_SESSION} rules_document"),
        *_fields("started venue ended chair secretary quorum count opinions"),
        _list("present", "place name agency position"),
        _list("absent", "name position"),
        Field(
            *("groups", *_LISTS["groups"], "", True),
            (*_fields("label count"), Field("products", *_LISTS["products"])),
        ),
        _list("notes", "product text"),
        _list("recusals", "name product reason"),
        _list("gaps", "product text"),
        _list("members", "short name"),
        _list(
            "products",
            "place product producer set self adviser a b c mean spread outcome",
            _list("totals"),
        ),
    ),
    "form01": (
        *_fields("title draft province year place day month producer representative"),
        *_fields("representative_title address phone email product sector group set"),
        *_fields("first upgrade renewal samples signatory"),
        *_fields("commune_slip commune_received_on commune_receiver"),
        *_fields("province_slip province_received_on province_receiver"),
    ),
    "form02": (
        *_fields(f"title draft place day month year {_WHO} address phone email"),
        *_fields("registered_on registration_number product specification standard"),
        *_fields("history organisation material_area technology packing"),
        *_fields("quality_change markets revenue profit changes set points stars"),
        *_fields("plan_production plan_quality plan_market plan_support signatory"),
        _list("papers_held", "label held"),
        _list("ip_rights", "label held"),
        _list("years", "year_label revenue output"),
        _list("changed", "label text"),
        _list(
            "sections",
            "label",
            _list("criteria", "code label max points claim said", _list("papers")),
        ),
        _list(
            "annex", "place label number issuer issued_on valid_until criteria_codes"
        ),
    ),
    "form03": (
        *_fields(f"{_HEAD} commune province {_WHO} producer_address product"),
        *_fields("product_code dossier_kind samples conclusion signatory"),
        _list("headings", "number title said found"),
    ),
    "receipt": (
        *_fields(f"{_HEAD} unit {_WHO} address product set dossier_kind received due"),
        *_fields("handed_number receiver seal"),
        _list("annex", "place label number name"),
    ),
    "supplement_request": (
        *_fields(f"{_HEAD} unit {_WHO} address product dossier_kind note answer_by"),
        *_fields("officer authority position signatory"),
        _list("items", "number text"),
    ),
}


def schema(kind: str) -> dict[str, Any]:
    """What a template of this kind may name, as `documents.word.try_out` reads it."""
    return _schema(FIELDS[kind])


def _schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        field.name: (_schema(field.items) if field.items else [])
        if field.is_list
        else ""
        for field in fields
    }


def named(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a paper under the names its templates use."""
    return _named(FIELDS[kind], content)


def _named(fields: tuple[Field, ...], content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.name: [_named(field.items, row) for row in content.get(field.key, ())]
        if field.items
        else content.get(field.key, [] if field.is_list else "")
        for field in fields
    }


def samples(kind: str) -> list[dict[str, Any]]:
    """Contents to try a template on: as usual, as long as can be, and empty."""
    fields = FIELDS[kind]
    return [_sample(fields, 3), _sample(fields, MANY, LONG_TEXT), _sample(fields, 0)]


def _sample(fields: tuple[Field, ...], rows: int, least: int = 0) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields:
        if field.items:
            inner = min(rows, 5)
            made[field.name] = [_sample(field.items, inner, least)] * rows
        elif field.is_list:
            made[field.name] = ["Dòng thử"] * rows
        else:
            text = field.example if rows else ""
            times = least // (len(text) + 1) + 1 if text else 1
            made[field.name] = " ".join([text] * times)
    return made


def table(kind: str) -> list[tuple[str, str, str, str]]:
    """Every field of a kind in a row: name, meaning, example, the list it stands in."""
    return _table(FIELDS[kind], "")


def _table(fields: tuple[Field, ...], within: str) -> list[tuple[str, str, str, str]]:
    rows = []
    for field in fields:
        told = f"danh sách: {field.meaning}" if field.is_list else field.meaning
        rows.append((field.name, told, field.example, within))
        rows += _table(field.items, field.name)
    return rows
