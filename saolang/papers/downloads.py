"""The files of a produced paper as short-lived links for one reader."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from saolang.files import links
from saolang.papers.models import Paper
from saolang.people.models import User


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a paper, as ui/papers.html draws it."""

    title: str
    text: str
    url: str
    kind: str


def of(paper: Paper, *, reader: User, at: datetime) -> list[Download]:
    """The PDF to read and the DOCX to edit; ask after deciding that `reader` may."""
    reading = (
        (_("Bản PDF"), _("theo mẫu của cơ quan"), paper.own_pdf)
        if paper.own_pdf
        else (_("Bản PDF"), _("để đọc và in"), paper.pdf)
    )
    offered = (
        reading,
        (_("Bản Word"), _("để sửa theo mẫu của cơ quan"), paper.docx),
    )
    return [
        Download(
            title, text, links.url_for(file, reader=reader, at=at), _size(file.size)
        )
        for title, text, file in offered
        if file is not None
    ]


def _size(count: int) -> str:
    return f"{max(1, round(count / 1024))} KB"
