"""What kind of paper a file may be, going by its name; a hint, never a decision."""

import re
import unicodedata

from saolang.kernel.text import fold

# Folded words as they stand in file names. The longest phrase found wins.
_WORDS = {
    "business_registration": (
        "dkkd|gpkd|dang ky kinh doanh|dang ky hop tac xa|dang ky htx|dang ky ho|"
        "giay phep kinh doanh|giay dang ky"
    ),
    "coop_charter": "dieu le|gop von|von gop|thanh vien htx",
    "legal_rep_id": "cccd|cmnd|can cuoc|nguoi dai dien|giay khuyet tat",
    "food_safety_certificate": (
        "attp|vsattp|an toan thuc pham|du dieu kien|cam ket an toan|gcn attp"
    ),
    "gmp_certificate": "gmp|cgmp",
    "production_licence": "giay phep san xuat|giay phep khai thac|gpsx",
    "quality_declaration": (
        "tu cong bo|cong bo|ban cong bo|cong bo chat luong|tccs|tieu chuan co so|"
        "cong bo san pham"
    ),
    "test_report": "kiem nghiem|phieu kiem nghiem|test report|thu nghiem|xet nghiem",
    "nutrition_report": "dinh duong|chi tieu dinh duong|nutrition",
    "qms_certificate": "iso|iso 22000|haccp|brc|halal|fssc",
    "gap_organic_certificate": "vietgap|globalgap|gap|huu co|organic|vung trong",
    "material_origin": (
        "nguyen lieu|nguon goc|xuat xu|mua nguyen lieu|hoa don nguyen lieu|"
        "hoa don mua|bang ke mua"
    ),
    "linkage_contract": "lien ket|hop dong lien ket|bao tieu|thanh ly",
    "capacity_statement": "nang luc|san luong|cong suat",
    "technology_evidence": "cong nghe|may moc|thiet bi|day chuyen|quy trinh",
    "environment_file": "moi truong|dtm|ke hoach bvmt|bvmt|giay phep moi truong",
    "waste_evidence": "chat thai|rac thai|xu ly nuoc thai|nuoc thai",
    "idea_origin_note": "y tuong|nguon goc y tuong|dac trung",
    "packaging_sample": "bao bi|hop dung|tui dung|packaging",
    "label_proof": "nhan|nhan hang hoa|nhan san pham|tem nhan|label",
    "trace_code_proof": (
        "truy xuat|ma vach|gs1|ma qr|truy xuat nguon goc|tem truy xuat|qr"
    ),
    "bilingual_label": "song ngu|nhan song ngu",
    "labour_list": "lao dong|bhxh|bao hiem|danh sach lao dong|bao hiem xa hoi",
    "growth_evidence": (
        "bctc|bao cao tai chinh|tai chinh|xep loai|xep loai htx|phan loai htx"
    ),
    "trademark_application": (
        "don nhan hieu|chap nhan don|cong bo don|dang ky nhan hieu"
    ),
    "trademark_certificate": (
        "nhan hieu|gcn nhan hieu|chi dan dia ly|nhan hieu tap the|bao ho nhan hieu"
    ),
    "design_patent": "kieu dang|sang che|ban quyen|kieu dang cong nghiep",
    "distribution_proof": (
        "dai ly|sieu thi|hop dong dai ly|hop dong mua ban|phan phoi|hop dong ban hang|"
        "tieu thu|shopee|gian hang"
    ),
    "distribution_org": "phong ban hang|phan cong ban hang|phan mem ban hang",
    "promotion_proof": (
        "quang ba|quang cao|hoi cho|website|facebook|to roi|clip|fanpage|xuc tien"
    ),
    "product_story": "cau chuyen|cau chuyen san pham|story",
    "uniqueness_note": "doc dao|tinh doc dao|khac biet",
    "user_guide": "huong dan|huong dan su dung|hdsd|bao quan",
    "internal_control_plan": "kiem soat|kiem soat noi bo|ho so lo|ke hoach kiem soat",
    "export_evidence": "xuat khau|export|hop dong xuat khau",
    "awards": "giai thuong|bang khen|binh chon|cup|huy chuong|tieu bieu|khen thuong",
    "tourism_rules": "quy che|ban dieu phoi|quy che cong dong",
    "tourism_conditions": "pccc|diem du lich|an ninh trat tu|phong chay",
    "staff_training": "tap huan|dao tao|chung chi nghiep vu|nghiep vu du lich",
    "guest_ratings": "danh gia cua khach|tripadvisor|booking|khach danh gia",
}


def kind_of(name: str) -> str:
    """The code of the kind a file name speaks of; empty when it says nothing.

    >>> kind_of("Scan_GiayDKKD-2024.pdf"), kind_of("IMG_2031.jpg")
    ('business_registration', '')
    """
    words = f" {_words(name.rpartition('.')[0] or name)} "
    return next((PHRASES[each] for each in _LONGEST_FIRST if f" {each} " in words), "")


def _words(name: str) -> str:
    """A name folded into words, which also begin where small letters meet a capital."""
    apart = re.sub(r"\B[A-ZĐÀ-Ỹ]", _opened, unicodedata.normalize("NFC", name))
    return " ".join(re.findall(r"[a-z]+|\d+", fold(apart)))


def _opened(match: re.Match[str]) -> str:
    letter, before = match[0], match.string[match.start() - 1]
    return f" {letter}" if letter.isupper() and before.islower() else letter


PHRASES = {
    _words(phrase): kind
    for kind, words in _WORDS.items()
    for phrase in words.split("|")
}
_LONGEST_FIRST = sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase))
