"""Templates an office puts in the place of ours: tried, used, taken back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.documents import word
from saolang.documents.filling import Problem
from saolang.files import services as files
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.papers import fields, jobs, policies, refusals
from saolang.papers.layouts import DOCX, layout_of
from saolang.papers.models import OfficeTemplate
from saolang.people import access
from saolang.people.models import User
from saolang.tasks import queue

BIGGEST = 5 * 1024 * 1024
State = OfficeTemplate.State


class TemplateRefused(RuleViolation):
    """A template that was tried and failed, with everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        told = [refusals.sentence(problem) for problem in problems[:12]]
        code = problems[0].code
        super().__init__(code, "%(told)s", field="file", told="\n".join(told))


def try_template(
    *,
    actor: User,
    office: AdminUnit | None,
    kind: str,
    name: str,
    content: bytes,
    at: datetime,
) -> OfficeTemplate:
    """Check a template and fill it with examples; kept only when all of it works."""
    access.require(policies.may_set_templates(actor, office))
    layout_of(kind)
    if len(content) > BIGGEST:
        raise RuleViolation(
            "template.too_big", "Tệp mẫu lớn hơn 5 MB. Hãy bớt hình.", field="file"
        )
    trial = word.try_out(content, fields.schema(kind), fields.samples(kind))
    if trial.problems:
        raise TemplateRefused(trial.problems)
    return _keep(actor, office, kind, name, content, trial.filled[0], at)


@transaction.atomic
def _keep(
    actor: User,
    office: AdminUnit | None,
    kind: str,
    name: str,
    content: bytes,
    sample: bytes,
    at: datetime,
) -> OfficeTemplate:
    before = _versions(office, kind).first()
    number = before.number + 1 if before else 1
    stored = [
        files.store(actor=actor, name=title, content=written, media_type=DOCX, at=at)
        for title, written in (
            (name, content),
            (_("Bản điền thử %(number)s.docx") % {"number": number}, sample),
        )
    ]
    made = OfficeTemplate.objects.create(
        unit=office,
        kind=kind,
        number=number,
        file=stored[0],
        sample=stored[1],
        uploaded_by=actor,
        uploaded_at=at,
    )
    if settings.OFFICE_PROGRAM:
        queue.enqueue(
            jobs.convert_sample,
            owner=actor,
            template_id=made.pk,
            url=reverse("papers:template", args=[kind]),
        )
    _record(actor, made, "template.tried")
    return made


@transaction.atomic
def put_in_force(
    *, actor: User, template: OfficeTemplate, at: datetime
) -> OfficeTemplate:
    """Use a version from now on; the one used before is kept and can come back."""
    access.require(policies.may_set_templates(actor, template.unit))
    found = _versions(template.unit, template.kind)
    found.filter(state=State.IN_FORCE).exclude(pk=template.pk).update(
        state=State.WITHDRAWN
    )
    template = found.get(pk=template.pk)
    if template.state != State.IN_FORCE:
        template.state, template.in_force_since = State.IN_FORCE, at
        template.save(update_fields=["state", "in_force_since"])
        _record(actor, template, "template.put_in_force")
    return template


@transaction.atomic
def withdraw(*, actor: User, office: AdminUnit | None, kind: str) -> None:
    """Go back to the template above: the country's, or our own."""
    access.require(policies.may_set_templates(actor, office))
    for template in _versions(office, kind).filter(state=State.IN_FORCE):
        template.state = State.WITHDRAWN
        template.save(update_fields=["state"])
        _record(actor, template, "template.withdrawn")


def _versions(office: AdminUnit | None, kind: str) -> QuerySet[OfficeTemplate]:
    found = OfficeTemplate.objects.filter(unit=office, kind=kind).order_by("-number")
    return found.select_for_update(of=("self",))


def _record(actor: User, template: OfficeTemplate, verb: str) -> None:
    ledger.record(
        actor=actor.pseudonym,
        verb=verb,
        subject=template,
        digest=template.file.sealed_digest,
    )
