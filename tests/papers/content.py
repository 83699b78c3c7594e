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
