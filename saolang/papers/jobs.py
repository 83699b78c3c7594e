"""Queued work on papers: the PDF of a DOCX that follows an office's own template."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.documents import office
from saolang.files import services as files
from saolang.files import storage
from saolang.files.models import StoredFile
from saolang.papers.layouts import PDF
from saolang.papers.models import OfficeTemplate, Paper
from saolang.people.models import User
from saolang.tasks import queue
from saolang.tasks.models import Job


@queue.job(max_attempts=3, title=gettext_lazy("Đổi văn bản Word thành PDF"))
def convert(job: Job, paper_id: int, docx_id: int, url: str) -> None:
    """Have the office program make a paper's PDF, unless the paper was made anew."""
    paper = Paper.objects.select_related("docx", "produced_by").get(pk=paper_id)
    if paper.docx is None or paper.docx.pk != docx_id or paper.own_pdf is not None:
        return
    made = _converted(job, paper.docx, paper.produced_by)
    Paper.objects.filter(pk=paper_id, docx=docx_id).update(own_pdf=made)
    queue.report(job, 100, _("Đã có bản PDF"), url=url)


@queue.job(max_attempts=3, title=gettext_lazy("Làm bản xem trước của mẫu"))
def convert_sample(job: Job, template_id: int, url: str) -> None:
    """Have the office program show how a template comes out."""
    template = OfficeTemplate.objects.select_related("sample").get(pk=template_id)
    if template.sample_pdf is None:
        template.sample_pdf = _converted(job, template.sample, template.uploaded_by)
        template.save(update_fields=["sample_pdf"])
    queue.report(job, 100, _("Đã có bản xem trước"), url=url)


def _converted(job: Job, docx: StoredFile, actor: User | None) -> StoredFile:
    queue.report(job, 10, _("Đang đổi sang PDF"))
    return files.store(
        actor=actor,
        name=docx.name.removesuffix(".docx") + ".pdf",
        content=office.to_pdf(settings.OFFICE_PROGRAM, storage.read(docx)),
        media_type=PDF,
        at=timezone.now(),
    )
