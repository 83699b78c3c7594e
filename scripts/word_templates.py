"""Make the Word templates of administrative papers (Decree 30/2020/NĐ-CP) anew.

An office may open and edit the result; this script only saves us from drawing the same
heading by hand in each. Run it after a change here, and look at the pages it makes.
Here fields go by our keys; the files name them as saolang/papers/fields.py says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import word_forms
from docx.document import Document as Doc
from docx.text.run import Run
from word_parts import (
    ITALIC,
    PLAIN,
    Column,
    Look,
    annex,
    centred,
    closing,
    control,
    heading,
    keep_whole,
    landscape,
    letterhead,
    line,
    lines,
    paper,
    recipients_and_signature,
    repeat_head,
    ruled_table,
    table_cell,
    title,
    two_signatures,
    widths,
)

from saolang.papers.fields import NAMES

OUT = Path(__file__).parent.parent / "saolang" / "papers" / "layouts"
Q26 = "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ"
ON_COUNCIL = (
    "Căn cứ Quyết định số {{ council_decision }} ngày {{ council_decided_on }} về việc "
    "thành lập {{ council }}"
)


def decision() -> Doc:
    """Quyết định công nhận."""
    document = paper()
    letterhead(document, dated=True)
    title(
        document,
        "QUYẾT ĐỊNH",
        "Về việc công nhận, cấp giấy chứng nhận sản phẩm OCOP",
        "đợt {{ round }} năm {{ round_year }}",
    )
    centred(document, "CHỦ TỊCH {{ issuer_top }} {{ issuer_name }}", gap=4)
    for ground in (
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        f"Căn cứ {Q26} về tiêu chí, quy trình đánh giá, phân hạng sản phẩm OCOP;",
        f"{ON_COUNCIL};",
        "Căn cứ Biên bản phiên họp số {{ session_number }} ngày {{ session_on }} của "
        "Hội đồng;",
        "Theo đề nghị của cơ quan tham mưu quản lý Chương trình OCOP {{ unit }}.",
    ):
        line(document, ground, ITALIC)
    centred(document, "QUYẾT ĐỊNH:", gap=4)
    control(document, "if recognised")
    line(
        document,
        "Công nhận và cấp giấy chứng nhận cho {{ count }} sản phẩm OCOP đợt "
        "{{ round }} năm {{ round_year }} ({{ by_stars }}), theo danh sách tại Phụ lục "
        "I.",
        lead="Điều 1.",
    )
    control(document, "else")
    line(
        document,
        "Không có sản phẩm 3 sao, 4 sao được công nhận tại đợt {{ round }} năm "
        "{{ round_year }}.",
        lead="Điều 1.",
    )
    control(document, "endif")
    line(
        document,
        "Giấy chứng nhận có giá trị 36 tháng kể từ ngày ký Quyết định này. Chủ thể có "
        "sản phẩm được công nhận được sử dụng nhãn hiệu chứng nhận OCOP kèm hạng sao "
        "trên đúng sản phẩm đó, giữ vững các tiêu chí đã được đánh giá và chịu sự kiểm "
        "tra sau công nhận.",
        lead="Điều 2.",
    )
    control(document, "if approved")
    line(
        document,
        "Phê duyệt kết quả đánh giá {{ approved_count }} sản phẩm tiềm năng 5 sao tại "
        "Phụ lục II để đề nghị Bộ Nông nghiệp và Môi trường đánh giá, công nhận.",
        lead="Điều 3.",
    )
    control(document, "endif")
    closing(
        document,
        "Cơ quan tham mưu quản lý Chương trình OCOP, Ủy ban nhân dân các xã, phường, "
        "đặc khu và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết "
        "định này./.",
        lead="Điều {% if approved %}4{% else %}3{% endif %}.",
    )
    recipients_and_signature(
        document,
        (
            "Như điều thi hành;",
            "Bộ Nông nghiệp và Môi trường (để báo cáo);",
            "Thành viên Hội đồng;",
            "Lưu: VT.",
        ),
        "{{ position }}",
        "{{ signatory }}",
    )
    landscape(document)
    columns = (
        Column("TT", "{{ row.place }}", 10, centred=True),
        Column(
            "Sản phẩm",
            "{{ row.product }}{% if row.specification %} ({{ row.specification }})"
            "{% endif %}",
            48,
        ),
        Column("Chủ thể", "{{ row.producer }}", 42),
        Column("Địa chỉ", "{{ row.address }}", 42),
        Column("Bộ sản phẩm", "{{ row.set }}", 34),
        Column("Điểm TB", "{{ row.mean }}", 15, centred=True),
        Column("Sao", "{{ row.stars }}", 11, centred=True),
        Column("Loại", "{{ row.kind }}", 17),
        Column("Mã sản phẩm", "{{ row.code }}", 38),
    )
    belongs_to = (
        "Quyết định số {{ symbol }} ngày {{ day }} tháng {{ month }} năm {{ year }}"
    )
    for number, subject, rows in (
        ("I", "Danh sách sản phẩm OCOP được công nhận", "recognised"),
        ("II", "Danh sách sản phẩm tiềm năng 5 sao", "approved"),
    ):
        control(document, f"if {rows}")
        annex(document, number, subject, belongs_to)
        ruled_table(document, columns, rows, 11)
        control(document, "endif")
    return document


def form03() -> Doc:
    """Mẫu số 03: báo cáo của Ủy ban nhân dân cấp xã."""
    document = paper()
    letterhead(document, dated=True)
    title(
        document,
        "BÁO CÁO",
        "Đánh giá một số nội dung của hồ sơ đăng ký",
        "đánh giá, phân hạng sản phẩm OCOP",
    )
    centred(document, "Kính gửi: Ủy ban nhân dân {{ province }}", PLAIN, gap=4)
    line(
        document,
        f"Thực hiện khoản 2 Điều 7 {Q26}, Ủy ban nhân dân {{{{ commune }}}} báo cáo "
        "kết quả đánh giá một số nội dung của hồ sơ sản phẩm như sau:",
        ITALIC,
    )
    heading(document, "I. THÔNG TIN CHUNG")
    for text in (
        "1. Chủ thể: {{ producer }}",
        "2. Loại hình: {{ producer_kind }}",
        "3. Địa chỉ: {{ producer_address }}",
        "4. Người đại diện theo pháp luật: {{ representative }}"
        "{% if representative_title %}, {{ representative_title }}{% endif %}",
        "5. Sản phẩm: {{ product }}{% if product_code %}, mã số {{ product_code }}"
        "{% endif %}",
        "6. Loại hồ sơ: {{ dossier_kind }}. Sản phẩm mẫu gửi kèm: {{ samples }}.",
    ):
        line(document, text)
    heading(document, "II. NỘI DUNG ĐÁNH GIÁ")
    control(document, "for heading in headings")
    heading(document, "{{ heading.number }}. {{ heading.title }}")
    heading(document, "a) Chủ thể nêu:", ITALIC)
    lines(document, "heading.said")
    heading(document, "b) Kết quả đánh giá của Ủy ban nhân dân {{ commune }}:", ITALIC)
    lines(document, "heading.found")
    control(document, "endfor")
    heading(document, "III. KẾT LUẬN, ĐỀ NGHỊ")
    lines(document, "conclusion")
    closing(document, "Trên đây là báo cáo của Ủy ban nhân dân {{ commune }}./.")
    recipients_and_signature(
        document,
        ("Như trên;", "Chủ thể (để biết);", "Lưu: VT."),
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "{{ signatory }}",
    )
    return document


def minutes() -> Doc:
    """Biên bản phiên họp Hội đồng."""
    document = paper()
    letterhead(document, PLAIN, dated=False)
    title(
        document,
        "BIÊN BẢN",
        "Phiên họp số {{ session_number }}, đợt {{ round }} năm {{ round_year }}",
        "đánh giá, phân hạng sản phẩm OCOP {{ unit }}",
    )
    line(
        document,
        f"Căn cứ {Q26} về tiêu chí, quy trình đánh giá, phân hạng sản phẩm OCOP;",
        ITALIC,
    )
    line(
        document,
        f"{ON_COUNCIL}{{% if rules_document %}};{{% else %}}.{{% endif %}}",
        ITALIC,
    )
    control(document, "if rules_document")
    line(
        document,
        "Căn cứ Quy chế hoạt động của Hội đồng ban hành kèm theo {{ rules_document }}.",
        ITALIC,
    )
    control(document, "endif")
    _minutes_body(document)
    two_signatures(
        document,
        ("THƯ KÝ", "{{ secretary }}"),
        ("CHỦ TỊCH HỘI ĐỒNG", "{{ chair }}"),
    )
    landscape(document)
    belongs_to = "Biên bản số {{ symbol }}, phiên họp số {{ session_number }}"
    annex(document, "I", "Kết quả đánh giá, phân hạng", belongs_to)
    ruled_table(document, _results(), "products", 10.5)
    annex(document, "II", "Tổng điểm theo phiếu của từng thành viên", belongs_to)
    _member_table(document, 10.5)
    line(
        document,
        "{% for m in members %}{{ m.short }}: {{ m.name }}{% if not loop.last %}; "
        "{% endif %}{% endfor %}. Dấu “–”: không chấm sản phẩm này.",
        Look(size=11),
    )
    return document


def _minutes_body(document: Doc) -> None:
    heading(document, "I. THỜI GIAN, ĐỊA ĐIỂM")
    line(document, "1. Thời gian bắt đầu: {{ started }}")
    line(document, "2. Địa điểm: {{ venue }}")
    heading(document, "II. THÀNH PHẦN")
    line(document, "1. Chủ trì: {{ chair }}, Chủ tịch Hội đồng")
    line(document, "2. Thư ký: {{ secretary }}")
    line(document, "3. Có mặt ({{ present|length }} thành viên):")
    ruled_table(
        document,
        (
            Column("TT", "{{ row.place }}", 10, centred=True),
            Column("Họ và tên", "{{ row.name }}", 50),
            Column("Cơ quan, đơn vị", "{{ row.agency }}", 62),
            Column("Chức danh", "{{ row.position }}", 38),
        ),
        "present",
        12,
    )
    line(
        document,
        "4. Vắng mặt: {% if absent %}{% for m in absent %}{{ m.name }} "
        "({{ m.position }}){% if not loop.last %}; {% endif %}{% endfor %}."
        "{% else %}không.{% endif %}",
        gap=6,
    )
    line(document, "5. {{ quorum }}")
    heading(document, "III. NỘI DUNG")
    line(
        document,
        "1. Chương trình: Chủ tịch Hội đồng khai mạc; Tổ tư vấn báo cáo kết quả thẩm "
        "định; các thành viên xem hồ sơ, sản phẩm mẫu và chấm điểm độc lập trên phiếu "
        "kín; Thư ký khép phiếu, công bố kết quả; Hội đồng thảo luận và kết luận.",
    )
    line(
        document,
        "2. Kết quả: Hội đồng đánh giá {{ count }} sản phẩm (chi tiết tại Phụ lục I và "
        "Phụ lục II), trong đó:",
    )
    _each(
        document,
        "group in groups",
        "– {{ group.label }}: {{ group.count }} sản phẩm{% if group.products %}, gồm: "
        "{{ group.products }}{% endif %}.",
    )
    control(document, "if notes")
    line(document, "3. Những điều cần ghi rõ:")
    _each(document, "note in notes", "– {{ note.product }}: {{ note.text }}")
    control(document, "endif")
    heading(document, "IV. Ý KIẾN")
    control(document, "if opinions")
    lines(document, "opinions")
    control(document, "else")
    line(document, "Không có ý kiến khác.")
    control(document, "endif")
    control(document, "if recusals")
    line(document, "Thành viên không chấm điểm do có liên quan:")
    _each(
        document,
        "out in recusals",
        "– {{ out.name }}: {{ out.product }}. {{ out.reason }}",
    )
    control(document, "endif")
    heading(document, "V. SẢN PHẨM CẦN BỔ SUNG, HOÀN THIỆN")
    control(document, "if not gaps")
    line(document, "Không có.")
    control(document, "endif")
    _each(document, "gap in gaps", "– {{ gap.product }}: {{ gap.text }}")
    closing(
        document,
        "Phiên họp kết thúc lúc {{ ended }}. Biên bản đã được đọc cho các thành viên "
        "cùng nghe và nhất trí thông qua./.",
    )


def _each(document: Doc, loop: str, text: str) -> None:
    control(document, f"for {loop}")
    line(document, text)
    control(document, "endfor")


def _results() -> tuple[Column, ...]:
    points = (
        ("Tự chấm", "self", 14),
        ("Tư vấn", "adviser", 14),
        ("Phần A", "a", 14),
        ("Phần B", "b", 14),
        ("Phần C", "c", 14),
        ("Điểm TB", "mean", 15),
        ("Chênh", "spread", 15),
    )
    return (
        Column("TT", "{{ row.place }}", 10, centred=True),
        Column("Sản phẩm", "{{ row.product }}", 42),
        Column("Chủ thể", "{{ row.producer }}", 38),
        Column("Bộ sản phẩm", "{{ row.set }}", 32),
        *(Column(t, f"{{{{ row.{key} }}}}", w, centred=True) for t, key, w in points),
        Column("Kết quả", "{{ row.outcome }}", 35),
    )


def _member_table(document: Doc, size: float) -> None:
    """One column for each member: as many as sat at the table.

    Filling it narrows the grid in proportion, so the first columns start wide.
    """
    table = document.add_table(rows=4, cols=5)
    table.style = "Table Grid"
    widths(table, (22, 112, 41, 41, 41))
    bold, plain = Look(bold=True, size=size), Look(size=size)
    for row, texts, look in (
        (table.rows[0], ("TT", "Sản phẩm", "m in members", "{{ m.short }}"), bold),
        (
            table.rows[2],
            ("{{ row.place }}", "{{ row.product }}", "t in row.totals", "{{ t }}"),
            plain,
        ),
    ):
        place, product, loop, value = texts
        table_cell(row, 0, place, look, centred=True)
        table_cell(row, 1, product, look, centred=look is bold)
        table_cell(row, 2, "{%tc for " + loop + " %}", look, centred=True)
        table_cell(row, 3, value, look, centred=True)
        table_cell(row, 4, "{%tc endfor %}", look, centred=True)
    repeat_head(table.rows[0])
    keep_whole(table.rows[2])
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for row in products %}")
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")


def _runs(document: Doc) -> Iterator[Run]:
    yield from (run for p in document.paragraphs for run in p.runs)
    for table in document.tables:
        for row in table.rows:
            for cell in dict.fromkeys(row.cells):
                yield from (run for p in cell.paragraphs for run in p.runs)


def _rename(document: Doc) -> None:
    """Put the names that officers read in the place of our keys."""

    def renamed(tag: re.Match[str]) -> str:
        return re.sub(r"[a-z][a-z0-9_]*", lambda w: NAMES.get(w[0], w[0]), tag[0])

    for run in _runs(document):
        run.text = re.sub(r"\{[{%].*?[%}]\}", renamed, run.text)


def main() -> None:
    for name, made in (
        ("decision_recognise", decision()),
        ("minutes", minutes()),
        ("form01", word_forms.form01()),
        ("form02", word_forms.form02()),
        ("form03", form03()),
        ("receipt", word_forms.receipt()),
        ("supplement_request", word_forms.supplement_request()),
    ):
        _rename(made)
        made.save(str(OUT / f"{name}.docx"))


if __name__ == "__main__":
    main()
