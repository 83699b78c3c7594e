"""The second province's own receipt: our template with a foot line of its office."""

import io
from datetime import timedelta

import docx

from saolang.demo.cast import SECOND_PROVINCE
from saolang.demo.road import Stage
from saolang.geography import queries as geography
from saolang.papers.layouts import layout_of
from saolang.papers.services import templates
from saolang.people.models import Role

KIND = "receipt"
FOOT = "Tổ giúp việc OCOP tỉnh Lâm Đồng. Hỏi về hồ sơ: gọi cán bộ ghi trong giấy này."


def put_in_force(stage: Stage) -> None:
    """Try the changed template as an office does, and use it from then on."""
    office = geography.current(SECOND_PROVINCE)
    officer = stage.cast.at(Role.PROVINCE_OFFICER, office)
    at = stage.days.moment(stage.days.ago(90), 15)
    template = templates.try_template(
        actor=officer,
        office=office,
        kind=KIND,
        name="giay-tiep-nhan-lam-dong.docx",
        content=_with_foot(),
        at=at,
    )
    templates.put_in_force(
        actor=officer, template=template, at=at + timedelta(minutes=20)
    )


def _with_foot() -> bytes:
    document = docx.Document(str(layout_of(KIND).word))
    document.sections[0].footer.paragraphs[0].text = FOOT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
