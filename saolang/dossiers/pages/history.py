"""Who did what with a dossier: the ledger's entries in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.audit.models import Entry
from saolang.dossiers import policies, stops
from saolang.dossiers.models import Dossier
from saolang.evidence.models import Evidence
from saolang.people.models import Mandate, ProducerMember, Role, User
from saolang.people.queries import with_offices

_DONE = {
    "dossier.started": gettext_lazy("mở hồ sơ"),
    "dossier.submitted_commune": gettext_lazy("nộp hồ sơ cho xã"),
    "dossier.commune_review": gettext_lazy("tiếp nhận để kiểm tra"),
    "dossier.commune_returned": gettext_lazy("trả hồ sơ để bổ sung"),
    "dossier.commune_reported": gettext_lazy("ký báo cáo Mẫu 03"),
    "dossier.submitted_province": gettext_lazy("gửi hồ sơ lên tỉnh"),
    "dossier.province_check": gettext_lazy("tiếp nhận ở cấp tỉnh"),
    "dossier.province_returned": gettext_lazy("trả hồ sơ để bổ sung"),
    "dossier.advisory_review": gettext_lazy("chuyển Tổ tư vấn thẩm định"),
    "dossier.withdrawn": gettext_lazy("rút hồ sơ"),
    "dossier.aimed": gettext_lazy("chọn số sao nhắm tới"),
    "evidence.placed": gettext_lazy("dùng một giấy làm minh chứng"),
    "evidence.taken_out": gettext_lazy("bỏ một giấy khỏi hồ sơ"),
    "evidence.added": gettext_lazy("thêm giấy"),
    "evidence.described": gettext_lazy("sửa thông tin giấy"),
    "evidence.replaced": gettext_lazy("thay giấy mới"),
    "note.settled": gettext_lazy("đánh dấu một trao đổi đã xong"),
    "note.reopened": gettext_lazy("mở lại một trao đổi"),
    "note.written": gettext_lazy("viết lời trao đổi"),
    "supplement.answered": gettext_lazy("trả lời một điểm bổ sung"),
    "supplement.settled": gettext_lazy("ghi điểm bổ sung đã xong"),
    "mandate.asked": gettext_lazy("xin giúp lập hồ sơ"),
    "mandate.agreed": gettext_lazy("ghi lời đồng ý cho giúp lập hồ sơ"),
    "mandate.ended": gettext_lazy("dừng việc giúp lập hồ sơ"),
}
# what a helper does in the producer's place
_FOR_PRODUCER = frozenset(
    {"dossier.started", "dossier.aimed", "supplement.answered", "note.written"}
)


@dataclass(frozen=True, slots=True)
class Act:
    """One line: when, who, in whose place, what."""

    at: datetime
    who: str
    instead: str
    what: str
    about: str


def entries_of(dossier: Dossier, reader: User) -> QuerySet[Entry]:
    """What the ledger keeps of a dossier, its papers, notes, helpers; newest first.

    Of papers that were not handed in only who writes the dossier reads.
    """
    handed = dossier.snapshots.order_by("number").values_list("files", flat=True)
    papers = {entry["evidence"] for files in handed for entry in files}
    if policies.may_write_of(reader, dossier.product):
        papers |= set(dossier.links.values_list("evidence_id", flat=True))
    notes = dossier.notes.values_list("pk", flat=True)
    helpers = Mandate.objects.filter(producer=dossier.product.producer_id)
    return Entry.objects.filter(
        _about("dossiers.dossier", [dossier.pk])
        | _about("evidence.evidence", papers)
        | _about("dossiers.note", notes)
        | _about("people.mandate", helpers.values_list("pk", flat=True)),
        verb__in=_DONE,
    ).order_by("-at", "-pk")


def steps(dossier: Dossier, reader: User) -> list[Act]:
    """Who saved each part of the draft last."""
    rows = dossier.steps.exclude(saved_at=None).select_related("saved_by")
    found = list(rows.order_by("-saved_at", "-pk"))
    own, helpers = _sides(dossier)
    people = _people([row.saved_by.pseudonym for row in found if row.saved_by])
    return [
        Act(
            at=row.saved_at,
            who=_who(people.get(row.saved_by.pseudonym), own, reader.pk in own),
            instead=dossier.product.producer.name if row.saved_by.pk in helpers else "",
            what=_("viết phần “%(step)s” lần cuối")
            % {"step": stops.label_of(row.step)},
            about="",
        )
        for row in found
        if row.saved_by and row.saved_at
    ]


def acts(dossier: Dossier, entries: Iterable[Entry], reader: User) -> list[Act]:
    """Entries as a person may read them; offices are offices to a producer."""
    shown = list(entries)
    people = _people([entry.actor for entry in shown if entry.actor])
    own, helpers = _sides(dossier)
    titles = _titles(shown)
    return [
        _act(dossier, entry, people, own, helpers, reader.pk in own, titles)
        for entry in shown
    ]


def _sides(dossier: Dossier) -> tuple[set[int], set[int]]:
    """Everyone who ever wrote for the producer, and those of them who only helped."""
    producer = dossier.product.producer_id
    members = set(
        ProducerMember.objects.filter(producer=producer).values_list("user", flat=True)
    )
    mandates = Mandate.objects.filter(producer=producer, agreed_at__isnull=False)
    helpers = set(mandates.values_list("helper", flat=True))
    return members | helpers, helpers - members


def _about(kind: str, keys: Iterable[int]) -> Q:
    return Q(subject_kind=kind, subject_id__in=[str(key) for key in keys])


def _people(pseudonyms: list[UUID]) -> dict[UUID, User]:
    found = with_offices(User.objects.filter(pseudonym__in=pseudonyms))
    return {person.pseudonym: person for person in found}


def _titles(entries: list[Entry]) -> dict[str, str]:
    keys = [e.subject_id for e in entries if e.subject_kind == "evidence.evidence"]
    rows = Evidence.objects.filter(pk__in=keys).values_list("pk", "title")
    return {str(pk): title for pk, title in rows}


def _act(
    dossier: Dossier,
    entry: Entry,
    people: Mapping[UUID, User],
    own: set[int],
    helpers: set[int],
    for_producer: bool,
    titles: Mapping[str, str],
) -> Act:
    person = people.get(entry.actor) if entry.actor else None
    is_paper = entry.subject_kind == "evidence.evidence"
    helped = entry.verb in _FOR_PRODUCER or entry.verb.startswith("evidence.")
    instead = helped and person is not None and person.pk in helpers
    return Act(
        at=entry.at,
        who=_who(person, own, for_producer),
        instead=dossier.product.producer.name if instead else "",
        what=str(_DONE[entry.verb]),
        about=titles.get(entry.subject_id, "") if is_paper else "",
    )


def _who(person: User | None, own: set[int], for_producer: bool) -> str:
    """A name; a producer reads an office's title where an officer acted."""
    if person is None:
        return _("Hệ thống")
    office = _office(person)
    if for_producer and person.pk not in own:
        return office or _("Cán bộ")
    return f"{person.full_name} ({office})" if office else person.full_name


def _office(person: User) -> str:
    held = getattr(person, "offices_today", [])
    if not held:
        return ""
    label = str(Role(held[0].role).label)
    return f"{label}, {held[0].unit.full_name}" if held[0].unit else label
