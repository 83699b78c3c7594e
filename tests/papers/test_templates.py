"""An office's own templates: tried before they are used, and taken back in one act."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from saolang.files import storage
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from saolang.papers import fields, queries
from saolang.papers import services as papers
from saolang.papers.layouts import LAYOUTS
from saolang.papers.models import OfficeTemplate
from saolang.papers.services import templates
from saolang.people.models import Role
from saolang.tasks import queue
from tests import make
from tests.papers import content
from tests.papers.opening import pdf_text
from tests.programs import need

pytestmark = pytest.mark.django_db
State = OfficeTemplate.State


@pytest.fixture(autouse=True)
def _no_office_program(settings):
    settings.OFFICE_PROGRAM = ""


@pytest.fixture
def office():
    return make.province()


@pytest.fixture
def actor(office):
    return make.user(Role.PROVINCE_OFFICER, office)


def word_file(*texts, header=""):
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(name, text, *, of=None):
    """A Word file in which one part is replaced or added."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(of or word_file("{{ chu_the }}"))) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.namelist():
            if entry != name:
                after.writestr(entry, before.read(entry))
        after.writestr(name, text)
    return out.getvalue()


def words_of(made):
    return "\n".join(p.text for p in Document(BytesIO(made)).paragraphs)


def bring(actor, office, made, kind="form03"):
    return templates.try_template(
        actor=actor,
        office=office,
        kind=kind,
        name="mau.docx",
        content=made,
        at=timezone.now(),
    )


def use(actor, template):
    return templates.put_in_force(actor=actor, template=template, at=timezone.now())


def produce(actor, unit):
    return papers.produce(
        actor=actor,
        kind="form03",
        unit=unit,
        subject=unit,
        title="Báo cáo",
        snapshot=content.form03(),
        at=timezone.now(),
    )


def refusal(actor, office, made):
    with pytest.raises(RuleViolation) as refused:
        bring(actor, office, made)
    assert not OfficeTemplate.objects.exists()
    assert not StoredFile.objects.exists()
    return refused.value


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_standard_template_passes_the_trial_itself(actor, office, kind):
    made = bring(actor, office, LAYOUTS[kind].word.read_bytes(), kind)

    assert (made.number, made.state) == (1, State.TRIED)
    shown = storage.read(made.sample)
    assert words_of(shown)
    assert b"{{" not in shown


@pytest.mark.parametrize("kind", LAYOUTS)
def test_names_of_fields_are_plain_and_stand_once(kind):
    known = [field.name for field in fields.FIELDS[kind]]

    assert len(known) == len(set(known))
    assert all(name.isascii() and name.islower() for name in known)


def test_a_wrong_field_is_refused_by_its_name_with_near_ones(actor, office):
    refused = refusal(actor, office, word_file("Sản phẩm: {{ ten_san_phan }}"))

    assert refused.code == "template.unknown_field"
    assert "Không có trường «ten_san_phan»" in refused.message
    assert "Ý bạn là «ten_san_pham»" in refused.message
    assert "ở đoạn “Sản phẩm:" in refused.message


def test_every_wrong_field_is_told_at_once(actor, office):
    wrong = word_file(
        "{{ sai_mot }}", "{% for m in ds_muc %}{{ m.sai_hai }}{% endfor %}"
    )

    refused = refusal(actor, office, wrong)

    assert "sai_mot" in refused.message
    assert "sai_hai" in refused.message


def test_a_wrong_field_in_a_header_or_a_text_box_is_found(actor, office):
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        'main"><w:body><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{ sai }}</w:t>'
        "</w:r></w:p></w:txbxContent></w:pict></w:r></w:p></w:body></w:document>"
    )

    in_header = refusal(actor, office, word_file("x", header="{{ sai }}"))
    in_box = refusal(actor, office, with_part("word/document.xml", xml))

    assert "đầu trang" in in_header.message
    assert "«sai»" in in_box.message


BAD = {
    "class": ("{{ ''.__class__.__mro__ }}", "template.forbidden"),
    "private of a field": ("{{ chu_the.__class__ }}", "template.forbidden"),
    "call": ("{{ chu_the.upper() }}", "template.forbidden"),
    "range": ("{% for x in range(999999999) %}x{% endfor %}", "template.forbidden"),
    "repeat": ("{{ 'a' * 999999999 }}", "template.forbidden"),
    "filter": ("{{ chu_the|attr('x') }}", "template.forbidden"),
    "index": ("{{ chu_the['x'] }}", "template.forbidden"),
    "include": ("{% include 'x' %}", "template.forbidden"),
    "import": ("{% import 'x' as y %}", "template.forbidden"),
    "macro": ("{% macro a() %}{% endmacro %}", "template.forbidden"),
    "set": ("{% set x = 1 %}", "template.forbidden"),
    "bomb": (
        "{% for a in ds_muc %}{% for b in ds_muc %}x{% endfor %}{% endfor %}",
        "template.loop_in_loop",
    ),
    "letters": ("{% for a in chu_the %}{{ a }}{% endfor %}", "template.not_a_list"),
    "no end": ("{% for a in ds_muc %}x", "template.unclosed"),
    "half": ("{{ chu_the", "template.syntax"),
    "nonsense": ("{% lặp %}", "template.syntax"),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD)
def test_a_template_has_no_power(actor, office, text, code):
    refused = refusal(actor, office, word_file(text))

    assert refused.code == code
    assert refused.field == "file"
    assert len(refused.message) > 30


DISGUISES = {
    "number": "&#123;&#123; 7 * 7 }}",
    "one number": "{&#x7B; 7 * 7 }}",
    "block": "&#123;% set x = 1 %}",
    "cdata": "<![CDATA[{]]><![CDATA[{ 7 * 7 }}]]>",
}


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES)
def test_what_is_looked_at_is_what_is_filled_in(actor, office, text):
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        f'main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    )

    refused = refusal(actor, office, with_part("word/document.xml", xml))

    assert refused.code == "template.forbidden"


RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships'
    '"><Relationship Id="r1" Type="http://x/{kind}" Target="{target}" {mode}/>'
    "</Relationships>"
)
OUTSIDE = RELATION.format(
    kind="image", target="http://127.0.0.1/x", mode='TargetMode="External"'
)
CARGO = {
    "not a zip": (b"%PDF-1.7", "template.not_word"),
    "empty": (b"", "template.not_word"),
    "macro": (with_part("word/vbaProject.bin", "x"), "template.macros"),
    "embedded": (with_part("word/embeddings/a.xlsx", "x"), "template.embedded"),
    "outside": (with_part("word/_rels/a.xml.rels", OUTSIDE), "template.reaching_out"),
    "far template": (
        with_part(
            "word/_rels/settings.xml.rels",
            RELATION.format(
                kind="attachedTemplate",
                target="http&#58;&#47;&#47;127.0.0.1&#47;x.dotm",
                mode='TargetMode="External"',
            ),
        ),
        "template.reaching_out",
    ),
    "entity": (with_part("word/a.xml", "<!DOCTYPE x>"), "template.not_word"),
    "include": (
        with_part("word/a.xml", "<w:instrText>INCLUDETEXT /etc/passwd</w:instrText>"),
        "template.reaching_out",
    ),
    "comment": (with_part("word/comments.xml", "{{ x }}"), "template.unfillable"),
    "zip bomb": (with_part("word/a.xml", "x" * 30_000_000), "template.too_heavy"),
}


@pytest.mark.parametrize(("made", "code"), CARGO.values(), ids=CARGO)
def test_a_template_carries_and_fetches_nothing_else(actor, office, made, code):
    assert refusal(actor, office, made).code == code


def test_the_template_on_the_writers_own_disk_is_no_way_out(actor, office):
    own = RELATION.format(
        kind="attachedTemplate",
        target="file:///C:\\Users\\Ba\\Normal.dotm",
        mode='TargetMode="External"',
    )

    brought = bring(actor, office, with_part("word/_rels/settings.xml.rels", own))

    assert brought.pk


def test_instructions_crossed_with_a_table_are_refused(actor, office):
    document = Document()
    document.add_paragraph("{%p for m in ds_muc %}")
    document.add_table(1, 1).rows[0].cells[0].text = "{% endfor %}"
    out = BytesIO()
    document.save(out)

    assert refusal(actor, office, out.getvalue()).code == "template.broken_result"


def test_a_tried_template_changes_nothing_before_it_is_used(actor, office):
    template = bring(actor, office, word_file("Riêng: {{ chu_the }}"))
    before = produce(actor, office)

    use(actor, template)
    after = produce(actor, office)

    assert before.template_version == "form03/2"
    assert after.template_version == f"form03/{office.code}-1"
    assert words_of(storage.read(after.docx)) == "Riêng: HTX Cây ăn quả Thanh Sơn"
    assert "BÁO CÁO" in pdf_text(storage.read(after.pdf))


def test_back_to_the_version_before_and_to_the_standard(actor, office):
    first = use(actor, bring(actor, office, word_file("Một")))
    second = use(actor, bring(actor, office, word_file("Hai")))
    assert queries.template_in_force(office, "form03") == second

    use(actor, first)
    assert queries.template_in_force(office, "form03") == first

    templates.withdraw(actor=actor, office=office, kind="form03")
    assert queries.template_in_force(office, "form03") is None
    assert OfficeTemplate.objects.filter(state=State.WITHDRAWN).count() == 2


def test_a_province_sets_for_its_communes_and_the_ministry_for_the_rest(actor, office):
    ministry = make.user(Role.MINISTRY_OFFICER)
    national = use(ministry, bring(ministry, None, word_file("Nước")))
    own = use(actor, bring(actor, office, word_file("Tỉnh")))

    inside = queries.template_in_force(make.commune(province=office), "form03")
    elsewhere = queries.template_in_force(make.commune(), "form03")

    assert (inside, elsewhere) == (own, national)
    assert national.name == "form03/VN-1"


@pytest.mark.parametrize(
    "role", [Role.PROVINCE_LEADER, Role.COMMUNE_OFFICER, Role.PRODUCER]
)
def test_nobody_else_sets_a_template(office, role):
    stranger = make.user(role)

    with pytest.raises(PermissionDenied):
        bring(stranger, office, word_file("x"))


def test_a_signed_paper_stays_as_it_was_when_the_template_changes(actor, office):
    paper = produce(actor, office)
    kept = storage.read(paper.docx)

    use(actor, bring(actor, office, word_file("Riêng")))

    paper.refresh_from_db()
    assert paper.template_version == "form03/2"
    assert storage.read(paper.docx) == kept


def test_the_office_program_makes_the_pdf_of_an_own_template(actor, office, settings):
    settings.OFFICE_PROGRAM = need("soffice")
    template = use(actor, bring(actor, office, word_file("Riêng: {{ chu_the }}")))
    paper = produce(actor, office)
    assert paper.conversion is not None

    queue.run_waiting()

    paper.refresh_from_db()
    template.refresh_from_db()
    assert "Riêng: HTX" in pdf_text(storage.read(paper.own_pdf))
    assert "BÁO CÁO" in pdf_text(storage.read(paper.pdf))
    assert template.sample_pdf is not None


def test_the_page_says_what_is_wrong_and_then_takes_it(client, actor, office):
    client.force_login(actor)
    url = "/giay-to/mau/form03/"
    wrong = SimpleUploadedFile("mau.docx", word_file("{{ chu_thee }}"))
    right = SimpleUploadedFile("mau.docx", word_file("Riêng: {{ chu_the }}"))

    refused = client.post(url, {"file": wrong})
    taken = client.post(url, {"file": right}, follow=True)

    assert refused.status_code == 422
    assert "Ý bạn là «chu_the»" in refused.content.decode()
    assert "Dùng mẫu này" in taken.content.decode()
    template = OfficeTemplate.objects.get()
    used = client.post(f"/giay-to/mau/ban/{template.pk}/dung/", follow=True)
    assert "đang dùng" in used.content.decode()
    assert "không có chương trình đổi Word" in used.content.decode()


def test_what_an_office_begins_with_can_be_downloaded(client, actor):
    client.force_login(actor)

    listed = client.get("/giay-to/mau/form02/truong/").content.decode("utf-8-sig")
    begun = b"".join(client.get("/giay-to/mau/form02/mau-chuan/").streaming_content)

    assert "ten_san_pham,tên sản phẩm,Vải thiều sấy dẻo," in listed
    assert begun == LAYOUTS["form02"].word.read_bytes()
