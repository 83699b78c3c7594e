"""Contents of papers as their contexts prepare them, with names that bite."""

CODE_LIKE = "{{ 7*7 }} {% raw %} #set text(red) $x$ *đậm* _nghiêng_ @nhãn \\n"
MARKUP_LIKE = "Rồng Vàng <b>Hoàng Gia</b> & Cộng sự"


def _row(place, product, stars):
    return {
        "place": str(place),
        "product": product,
        "specification": "Hộp 500 g",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "address": "xã Thanh Hà, thành phố Hải Phòng",
        "set": "Chế biến từ rau, củ, quả, hạt",
        "mean": "84,22",
        "stars": str(stars),
        "kind": "Lần đầu",
        "code": f"31-10714-{place:02d}-2026",
    }


def decision(**changes):
    return {
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": "THÀNH PHỐ HẢI PHÒNG",
        "unit": "thành phố Hải Phòng",
        "place": "Hải Phòng",
        "symbol": "3215/QĐ-UBND",
        "day": "05",
        "month": "9",
        "year": "2026",
        "title": "Quyết định công nhận",
        "round": "2",
        "round_year": "2026",
        "council": f"Hội đồng {MARKUP_LIKE} {CODE_LIKE}",
        "council_decision": "1802/QĐ-UBND",
        "council_decided_on": "10 tháng 3 năm 2026",
        "session_number": "1",
        "session_on": "18 tháng 8 năm 2026",
        "recognised": [_row(1, "Vải thiều sấy dẻo", 4), _row(2, "Rươi kho niêu", 3)],
        "approved": [_row(1, "Bánh đậu xanh Nguyên Hương", 5)],
        "count": "02",
        "approved_count": "01",
        "by_stars": "01 sản phẩm 4 sao, 01 sản phẩm 3 sao",
        "signatory": "Nguyễn Đức Thọ",
        "position": "CHỦ TỊCH",
        **changes,
    }


def minutes(**changes):
    members = ["Nguyễn Đức Thọ", "Trần Thị Lan", "Lê Văn Hùng"]
    return {
        "title": "Biên bản phiên họp",
        "issuer_top": "UBND THÀNH PHỐ HẢI PHÒNG",
        "issuer_name": "HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP",
        "symbol": "03/BB-HĐ",
        "unit": "thành phố Hải Phòng",
        "session_number": "1",
        "round": "2",
        "round_year": "2026",
        "council": "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        "council_decision": "1802/QĐ-UBND",
        "council_decided_on": "10 tháng 3 năm 2026",
        "rules_document": "Quyết định số 1803/QĐ-UBND",
        "started": "08 giờ 00, ngày 18 tháng 11 năm 2026",
        "venue": "Hội trường tầng 3",
        "ended": "11 giờ 40, ngày 18 tháng 11 năm 2026",
        "chair": members[0],
        "secretary": "Ngô Thị Bích",
        "present": [
            {"place": str(n), "name": name, "agency": "Sở Y tế", "position": "Ủy viên"}
            for n, name in enumerate(members, 1)
        ],
        "absent": [{"name": "Đỗ Xuân Hợp", "position": "Ủy viên"}],
        "quorum": "Số thành viên chấm điểm có mặt: 3/4; theo quy chế cần ít nhất 3.",
        "count": "02",
        "groups": [{"label": "Hạng 4 sao", "count": "02", "products": MARKUP_LIKE}],
        "notes": [{"product": "Rươi kho niêu", "text": "Chấm lại sau thảo luận."}],
        "opinions": f"Bà Lan: nhất trí.\n{CODE_LIKE}",
        "recusals": [
            {"name": "Lê Văn Hùng", "product": "Mật ong", "reason": "Góp vốn."}
        ],
        "gaps": [{"product": "Mật ong", "text": "Để lên 5 sao: thiếu 3 điểm."}],
        "members": [
            {"short": f"TV{n}", "name": name} for n, name in enumerate(members, 1)
        ],
        "products": [
            {
                "place": str(n),
                "product": name,
                "producer": "HTX Thanh Sơn",
                "set": "Chế biến từ rau, củ, quả, hạt",
                "self": "88",
                "adviser": "–",
                "a": "34,11",
                "b": "21,00",
                "c": "29,11",
                "mean": "84,22",
                "spread": "7",
                "outcome": "4 sao, trình công nhận",
                "totals": ["84", "85,5", "–"],
            }
            for n, name in enumerate((MARKUP_LIKE, "Rươi kho niêu"), 1)
        ],
        **changes,
    }


def form03(**changes):
    titles = (
        "Việc sử dụng nguyên liệu địa phương",
        "Việc sử dụng lao động địa phương",
        "Nguồn gốc ý tưởng sản phẩm",
        "Bản sắc, trí tuệ địa phương",
    )
    return {
        "title": "Báo cáo Mẫu số 03",
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": "XÃ THANH HÀ",
        "symbol": "…/BC-UBND",
        "place": "Thanh Hà",
        "day": "05",
        "month": "9",
        "year": "2026",
        "commune": "xã Thanh Hà",
        "province": "thành phố Hải Phòng",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "producer_kind": "Hợp tác xã",
        "producer_address": "Thôn Thúy Lâm, xã Thanh Hà",
        "representative": "Nguyễn Thị Hồng",
        "representative_title": "Giám đốc",
        "product": MARKUP_LIKE,
        "product_code": "31-10714-01-2026",
        "dossier_kind": "lần đầu",
        "samples": "05",
        "headings": [
            {
                "number": str(n),
                "title": title,
                "said": f"Chủ thể nói điều {n}.\n{CODE_LIKE}",
                "found": f"Xã thấy điều {n}.",
            }
            for n, title in enumerate(titles, 1)
        ],
        "conclusion": "Đề nghị đánh giá, phân hạng.",
        "signatory": "Phạm Văn Thắng",
        **changes,
    }


def form01(**changes):
    return {
        "title": "Mẫu 01. Phiếu đăng ký",
        "draft": "",
        "province": "thành phố Hải Phòng",
        "place": "Thanh Hà",
        "day": "05",
        "month": "9",
        "year": "2026",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "representative": "Nguyễn Thị Hồng",
        "representative_title": "Giám đốc",
        "address": "Thôn Thúy Lâm, xã Thanh Hà",
        "phone": "0912 345 678",
        "email": "",
        "product": f"{MARKUP_LIKE} {CODE_LIKE}",
        "samples": "05",
        "sector": "Thực phẩm",
        "group": "Thực phẩm chế biến",
        "set": "4. Chế biến từ rau, củ, quả, hạt",
        "first": "x",
        "upgrade": "",
        "renewal": "",
        "signatory": "Nguyễn Thị Hồng",
        "commune_slip": "3/PĐK-31-10714-2026",
        "commune_received_on": "05/09/2026",
        "commune_receiver": "Lê Thị Mai",
        "province_slip": "",
        "province_received_on": "",
        "province_receiver": "",
        **changes,
    }


def form02(criteria=26, said=1, **changes):
    one = form01()
    return {
        **{key: one[key] for key in ("draft", "place", "day", "month", "year")},
        **{key: one[key] for key in ("producer", "representative", "address", "phone")},
        "title": "Mẫu 02. Báo cáo tự đánh giá",
        "producer_kind": "Hợp tác xã",
        "representative_title": "Giám đốc",
        "email": "htx@example.vn",
        "product": MARKUP_LIKE,
        "registered_on": "15/03/2019",
        "registration_number": "",
        "specification": "Hộp 500 g",
        "standard": "TCCS 01:2026/TS",
        "papers_held": [
            {"label": "Đăng ký kinh doanh", "held": "x"},
            {"label": "Giấy chứng nhận bắt buộc khác", "held": ""},
        ],
        "ip_rights": [{"label": "Nhãn hiệu", "held": "x"}],
        "history": f"Bắt đầu với mười hai hộ.\n{CODE_LIKE}",
        "organisation": "Ba mươi hai lao động. " * said,
        "material_area": "Mười hai héc-ta. " * said,
        "technology": "Sấy lạnh. " * said,
        "packing": "",
        "quality_change": "",
        "markets": "Hà Nội, Hải Phòng. " * said,
        "revenue": "1.250.000.000",
        "profit": "",
        "changes": "",
        "years": [
            {"year_label": y, "revenue": "1.000", "output": "9 tấn"}
            for y in ("2024", "2025", "2026")
        ],
        "changed": [{"label": "Bao bì", "text": "Đổi sang hộp giấy."}],
        "set": "4. Chế biến từ rau, củ, quả, hạt",
        "points": "84",
        "stars": "4",
        "sections": [
            {
                "label": f"A.{part}. Tổ chức sản xuất (tối đa 18 điểm)",
                "criteria": [
                    {
                        "code": f"A.{part}.{n}",
                        "label": "Nguồn gốc nguyên liệu",
                        "max": "5",
                        "points": "3",
                        "claim": "Từ 50% đến dưới 75% trong tỉnh",
                        "said": "Mua của hộ trong xã. " * said,
                        "papers": ["Hợp đồng mua, số 12, trang 1-3: chứng minh nguồn"],
                    }
                    for n in range(1, criteria // 2 + 1)
                ],
            }
            for part in (1, 2)
        ],
        "annex": [
            {
                "place": "1",
                "label": "Hợp đồng mua nguyên liệu",
                "number": "12/HĐ",
                "issuer": "HTX",
                "issued_on": "01/02/2026",
                "valid_until": "",
                "criteria_codes": "A.1.1",
            }
        ],
        "plan_production": "Thêm ba héc-ta.",
        "plan_quality": "",
        "plan_market": "Vào siêu thị.",
        "plan_support": "",
        "signatory": "Nguyễn Thị Hồng",
        **changes,
    }


def receipt(**changes):
    return {
        "title": "Giấy tiếp nhận hồ sơ",
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": "XÃ THANH HÀ",
        "unit": "xã Thanh Hà",
        "symbol": "3/PĐK-31-10714-2026",
        "place": "Thanh Hà",
        "day": "05",
        "month": "9",
        "year": "2026",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "producer_kind": "Hợp tác xã",
        "address": "Thôn Thúy Lâm, xã Thanh Hà",
        "representative": "Nguyễn Thị Hồng",
        "representative_title": "Giám đốc",
        "product": f"{MARKUP_LIKE} {CODE_LIKE}",
        "set": "4. Chế biến từ rau, củ, quả, hạt",
        "dossier_kind": "lần đầu",
        "received": "09 giờ 14, ngày 05 tháng 9 năm 2026",
        "due": "26 tháng 9 năm 2026",
        "handed_number": "1",
        "receiver": "Lê Thị Mai",
        "seal": "9f2c4e1b" * 8,
        "annex": [
            {
                "place": str(n),
                "label": "Giấy đăng ký kinh doanh",
                "number": f"08012345{n:02d}",
                "name": f"giay-dang-ky-kinh-doanh-ban-quet-{n}.pdf",
            }
            for n in range(1, 31)
        ],
        **changes,
    }


def supplement_request(**changes):
    return {
        "title": "Thông báo bổ sung hồ sơ",
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": "XÃ THANH HÀ",
        "unit": "xã Thanh Hà",
        "symbol": "…/TB-UBND",
        "place": "Thanh Hà",
        "day": "05",
        "month": "9",
        "year": "2026",
        "producer": "HTX Cây ăn quả Thanh Sơn",
        "producer_kind": "Hợp tác xã",
        "address": "Thôn Thúy Lâm, xã Thanh Hà",
        "representative": "Nguyễn Thị Hồng",
        "representative_title": "Giám đốc",
        "product": MARKUP_LIKE,
        "dossier_kind": "lần đầu",
        "items": [
            {"number": str(n), "text": f"Thiếu giấy thứ {n}. Hãy gửi bản quét rõ chữ."}
            for n in range(1, 31)
        ],
        "note": f"Cần giúp thì gọi xã.\n{CODE_LIKE}",
        "answer_by": "20 tháng 9 năm 2026",
        "officer": "Lê Thị Mai",
        "authority": "TM. ỦY BAN NHÂN DÂN",
        "position": "CHỦ TỊCH",
        "signatory": "Phạm Văn Thắng",
        **changes,
    }
