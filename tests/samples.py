"""What the walk over every address needs: two tenants, and an object per address.

A tenant is a province with one commune, one producer and one account per role. Every
name in it holds its `word`, so that a page that shows another tenant gives itself
away. SAMPLES names, for each route that takes arguments, a function that makes the
object in a tenant as `actor` may meet it, and returns the arguments. A new route with
arguments needs an entry here; the walk fails until it has one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.dossiers import snapshots
from saolang.dossiers.models import BoundCopy, Dossier, Snapshot, Status
from saolang.evaluation.models import CouncilSeat, ScoreSheet, Session, SessionItem
from saolang.evaluation.services import closing
from saolang.evaluation.services import session as sessions
from saolang.files import arrivals
from saolang.geography.models import AdminUnit
from saolang.notifications.models import Notice
from saolang.papers.models import OfficeTemplate, Paper
from saolang.people import mail
from saolang.people.models import (
    INVITATION_SIGNER,
    Invitation,
    Mandate,
    Producer,
    Role,
    User,
)
from saolang.products.models import Product, ProductionSite, ProductPhoto
from saolang.tasks import queue
from tests import make

ARGUMENTS = dict[str, Any]
COMMUNE = {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER}
NATIONAL = {Role.MINISTRY_OFFICER, Role.ADMIN}


@dataclass(frozen=True)
class Tenant:
    """One province's world, every name marked with `word`."""

    word: str
    province: AdminUnit
    commune: AdminUnit
    producer: Producer
    people: dict[Role, User]


def tenant(word: str) -> Tenant:
    """A province, its commune, a producer there, and an account for each role."""
    province = make.province(f"Tỉnh {word}")
    commune = make.commune(f"Xã {word}", province=province)
    people = {}
    for role in Role:
        unit = commune if role in COMMUNE else province
        if role == Role.PRODUCER:
            people[role] = make.user(full_name=f"{word} {role}")
        else:
            place = None if role in NATIONAL else unit
            people[role] = make.user(role, place, full_name=f"{word} {role}")
    producer = make.producer(
        f"HTX {word}",
        owner=people[Role.PRODUCER],
        commune=commune,
        representative_name=f"Bà {word}",
        representative_identity_number="036123456789",
    )
    return Tenant(word, province, commune, producer, people)


def product(t: Tenant) -> Product:
    number = Product.objects.count()
    return make.product(f"Sản phẩm {t.word} {number}", producer=t.producer)


def dossier(t: Tenant, status: Status) -> Dossier:
    return make.dossier(status, product=product(t))


def seen_dossier(t: Tenant, actor: User) -> Dossier:
    """A dossier in the state in which this person's office has it before it."""
    states = {
        t.people[Role.PRODUCER]: Status.DRAFT,
        t.people[Role.COMMUNE_OFFICER]: Status.COMMUNE_REVIEW,
        t.people[Role.COMMUNE_LEADER]: Status.COMMUNE_REVIEW,
        t.people[Role.PROVINCE_OFFICER]: Status.PROVINCE_CHECK,
        t.people[Role.PROVINCE_LEADER]: Status.PROVINCE_CHECK,
        t.people[Role.ADVISORY_MEMBER]: Status.ADVISORY_REVIEW,
        t.people[Role.MINISTRY_OFFICER]: Status.RECOGNISED,
    }
    return dossier(t, states.get(actor, Status.DRAFT))


def session(t: Tenant) -> Session:
    """A planned session of the tenant's council, its own people in the seats."""
    made = make.session(unit=t.province)
    for position, role in make.SEATS.items():
        seat = made.council.seats.filter(position=position).order_by("pk")[0]
        seat.user = t.people[role]
        seat.save()
    for item in made.items.select_related("dossier__product__producer"):
        goods = item.dossier.product
        goods.name = f"Sản phẩm {t.word} {goods.pk}"
        goods.save()
    return made


def open_session(t: Tenant) -> Session:
    chair = t.people[Role.COUNCIL_CHAIR]
    return sessions.open_session(actor=chair, session=session(t), at=timezone.now())


def concluded_session(t: Tenant) -> Session:
    """A session that was scored, closed and concluded."""
    made, chair, at = open_session(t), t.people[Role.COUNCIL_CHAIR], timezone.now()
    for filled in make.sheets_in(made):
        make.submit(filled)
    closing.close_session(actor=chair, session=made, at=at)
    return closing.conclude(actor=chair, session=made, at=at)


def sheet(t: Tenant, actor: User) -> ScoreSheet:
    """The actor's own sheet; a member's for those who have none."""
    of = actor if actor != t.people[Role.COUNCIL_SECRETARY] else None
    found = open_session(t).sheets.order_by("pk")
    return found.filter(member=of).first() or found[0]


def decision(t: Tenant) -> RecognitionDecision:
    made = concluded_session(t)
    return RecognitionDecision.objects.create(
        level=RecognitionDecision.Level.PROVINCE,
        unit=t.province,
        issuer=f"UBND {t.province.full_name}",
        session=made,
        drafted_by=t.people[Role.PROVINCE_OFFICER],
    )


def certificate(t: Tenant) -> Certificate:
    today = timezone.localdate()
    signed = RecognitionDecision.objects.create(
        level=RecognitionDecision.Level.PROVINCE,
        unit=t.province,
        issuer=f"UBND {t.province.full_name}",
        symbol=f"{RecognitionDecision.objects.count()}/QĐ-UBND",
        signed_on=today - timedelta(days=30),
    )
    return Certificate.objects.create(
        product=product(t),
        decision=signed,
        number=f"{Certificate.objects.count()}-{t.word}",
        stars=4,
        regime="26-2026",
        basis=Certificate.Basis.FIRST,
        issued_on=today - timedelta(days=30),
        last_day=today + timedelta(days=1000),
    )


def _invitation(t: Tenant) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        producer=t.producer,
        login=f"{Invitation.objects.count()}@moi.example.vn",
        invited_by=t.people[Role.PRODUCER],
        invited_at=now,
        expires_at=now + timedelta(days=7),
    )


def _mandate(t: Tenant, actor: User) -> ARGUMENTS:
    """Of the actor as helper; the owner meets somebody else's."""
    owner = t.people[Role.PRODUCER]
    helper = make.user(full_name=f"Giúp {t.word}") if actor == owner else actor
    there = Mandate.objects.filter(producer=t.producer, helper=helper).first()
    made = there or make.mandate(t.producer, helper, agreed=False)
    return {"mandate_id": made.pk}


def _signed(t: Tenant, actor: User) -> ARGUMENTS:
    made = _mandate(t, actor)
    Mandate.objects.filter(pk=made["mandate_id"]).update(paper=make.stored_file())
    return made


def _helped(t: Tenant, actor: User) -> ARGUMENTS:
    return {"public_id": t.people[Role.PRODUCER].public_id}


def _officer(t: Tenant, actor: User) -> ARGUMENTS:
    return {"public_id": t.people[Role.COMMUNE_OFFICER].public_id}


def _office(t: Tenant, actor: User) -> ARGUMENTS:
    officer = t.people[Role.COMMUNE_LEADER]
    return {
        "public_id": officer.public_id,
        "assignment_id": officer.assignments.get().pk,
    }


def _producer(t: Tenant, actor: User) -> ARGUMENTS:
    return {"producer_id": t.producer.pk}


def _member(t: Tenant, actor: User) -> ARGUMENTS:
    made = make.member(t.producer, make.user(full_name=f"Bạn {t.word}"))
    return {"producer_id": t.producer.pk, "member_id": made.pk}


def _product(t: Tenant, actor: User) -> ARGUMENTS:
    return {"product_id": product(t).pk}


def _photo(t: Tenant, actor: User) -> ARGUMENTS:
    of = product(t)
    photo = ProductPhoto.objects.create(
        product=of, file=make.stored_file("anh.jpg", media_type="image/jpeg")
    )
    return {"product_id": of.pk, "photo_id": photo.pk}


def _paper_of_producer(t: Tenant, actor: User) -> ARGUMENTS:
    return {"paper_id": make.evidence(t.producer, title=f"Giấy {t.word}").pk}


def _site(t: Tenant, actor: User) -> ARGUMENTS:
    name = f"Xưởng {t.word} {ProductionSite.objects.count()}"
    return {"site_id": make.site(t.producer, name).pk}


def _arrived(t: Tenant, actor: User) -> ARGUMENTS:
    sender = t.people[Role.PRODUCER]
    made = make.arrived(t.producer, f"{t.word}.jpg", owner=sender)
    return {"producer_id": t.producer.pk, "upload_id": made.pk}


def _dossier(t: Tenant, actor: User) -> ARGUMENTS:
    return {"dossier_id": seen_dossier(t, actor).pk}


def _handed_over(t: Tenant, actor: User) -> ARGUMENTS:
    made = seen_dossier(t, actor)
    if not made.snapshots.exists():
        snapshots.take(actor=actor, dossier=made, links=[], at=timezone.now())
    return {"dossier_id": made.pk}


def _bound(t: Tenant, actor: User) -> ARGUMENTS:
    asked = _handed_over(t, actor)
    taken = Snapshot.objects.filter(dossier=asked["dossier_id"]).first()
    file = make.stored_file(pages=3)
    for is_full in (True, False):
        BoundCopy.objects.get_or_create(
            snapshot=taken, is_full=is_full, defaults={"file": file}
        )
    return asked


def _bound_beside_sheet(t: Tenant, actor: User) -> ARGUMENTS:
    asked = _beside_sheet(t, actor)
    taken = Snapshot.objects.filter(dossier=asked["dossier_id"]).last()
    BoundCopy.objects.get_or_create(
        snapshot=taken, is_full=False, defaults={"file": make.stored_file(pages=3)}
    )
    return asked


def _draft(t: Tenant, actor: User) -> ARGUMENTS:
    return {"dossier_id": dossier(t, Status.DRAFT).pk}


def _filed(t: Tenant, actor: User) -> ARGUMENTS:
    """A dossier both sides may talk about."""
    states = {t.people[Role.PRODUCER]: Status.COMMUNE_REVIEW}
    if actor in states:
        return {"dossier_id": dossier(t, states[actor]).pk}
    return _dossier(t, actor)


def _draft_paper(t: Tenant, actor: User) -> ARGUMENTS:
    made = dossier(t, Status.DRAFT)
    paper = make.evidence(t.producer, title=f"Giấy {t.word}")
    make.link(made, evidence=paper)
    return {"dossier_id": made.pk, "paper_id": paper.pk}


def _link(t: Tenant, actor: User) -> ARGUMENTS:
    made = seen_dossier(t, actor)
    paper = make.evidence(t.producer, title=f"Giấy {t.word}")
    make.link(made, evidence=paper)
    return {"dossier_id": made.pk, "paper_id": paper.pk}


def _link_beside_sheet(t: Tenant, actor: User) -> ARGUMENTS:
    scored = t.people[Role.COUNCIL_CHAIR], t.people[Role.COUNCIL_MEMBER]
    made = sheet(t, actor).dossier if actor in scored else None
    made = made or dossier(t, Status.ADVISORY_REVIEW)
    return {"dossier_id": made.pk, "paper_id": make.link(made).evidence_id}


def _beside_sheet(t: Tenant, actor: User) -> ARGUMENTS:
    return {"dossier_id": _link_beside_sheet(t, actor)["dossier_id"]}


def _appraised(t: Tenant, actor: User) -> ARGUMENTS:
    return {"dossier_id": dossier(t, Status.ADVISORY_REVIEW).pk}


def _round(t: Tenant, actor: User) -> ARGUMENTS:
    return {"round_id": make.round(t.province).pk}


def _council(t: Tenant, actor: User) -> ARGUMENTS:
    return {"council_id": session(t).council_id}


def _session(t: Tenant, actor: User) -> ARGUMENTS:
    return {"session_id": session(t).pk}


def _open_session(t: Tenant, actor: User) -> ARGUMENTS:
    return {"session_id": open_session(t).pk}


def _concluded(t: Tenant, actor: User) -> ARGUMENTS:
    return {"session_id": concluded_session(t).pk}


def _outcome(t: Tenant, actor: User) -> ARGUMENTS:
    return {"dossier_id": dossier(t, Status.NOT_RECOGNISED).pk}


def _sheet(t: Tenant, actor: User) -> ARGUMENTS:
    return {"sheet_id": sheet(t, actor).pk}


def _decision(t: Tenant, actor: User) -> ARGUMENTS:
    return {"decision_id": decision(t).pk}


def _certificate(t: Tenant, actor: User) -> ARGUMENTS:
    return {"certificate_id": certificate(t).pk}


def _template(t: Tenant, actor: User) -> ARGUMENTS:
    national = actor == t.people[Role.MINISTRY_OFFICER]
    office = None if national else t.province
    file = make.stored_file(f"{t.word}.docx")
    made = OfficeTemplate.objects.create(
        unit=office,
        kind="form03",
        number=OfficeTemplate.objects.filter(unit=office).count() + 1,
        file=file,
        sample=file,
        uploaded_by=actor,
        uploaded_at=timezone.now(),
    )
    return {"template_id": made.pk}


def _paper(t: Tenant, actor: User) -> ARGUMENTS:
    unit = t.commune if actor in {t.people[role] for role in COMMUNE} else t.province
    made = Paper.objects.create(
        kind="minutes",
        template_version="1",
        unit=unit,
        title=f"Biên bản {t.word}",
        subject_kind="evaluation.session",
        subject_id="1",
        snapshot_sha256="0" * 64,
        year=2026,
    )
    return {"paper_id": made.pk}


def _notice(t: Tenant, actor: User) -> ARGUMENTS:
    notice = Notice.objects.create(recipient=actor, kind="thu", values={})
    return {"notice_id": notice.pk}


def _job(t: Tenant, actor: User) -> ARGUMENTS:
    job = queue.enqueue(mail.send_reset_link, owner=actor, user_id=None)
    return {"job_id": job.pk}


def _open_product(t: Tenant, actor: User) -> ARGUMENTS:
    return {"product_id": certificate(t).product_id}


def _upload(t: Tenant, actor: User) -> ARGUMENTS:
    upload = arrivals.expect(
        actor=actor, name=t.word, folder="thu", length=9, at=timezone.now()
    )
    return {"key": upload.key}


SAMPLES: dict[str, Callable[[Tenant, User], ARGUMENTS]] = {
    "tasks:job": _job,
    "files:upload": _upload,
    "notifications:read": _notice,
    "notifications:text": lambda t, actor: {"kind": "note.written", "language": "vi"},
    "notifications:drop_text": lambda t, actor: {
        "kind": "note.written",
        "language": "vi",
    },
    "people:reset": lambda t, actor: {"uidb64": "MQ", "token": "sai-roi"},
    "people:invitation": lambda t, actor: {
        "token": INVITATION_SIGNER.sign(str(_invitation(t).pk))
    },
    "people:producer": _producer,
    "people:reveal": _producer,
    "people:edit_producer": _producer,
    "people:members": _producer,
    "people:invite": _producer,
    "people:cancel_invitation": lambda t, actor: {
        "producer_id": t.producer.pk,
        "invitation_id": _invitation(t).pk,
    },
    "people:remove_member": _member,
    "people:ask_to_help": _producer,
    "people:mandate": _mandate,
    "people:signed_consent": _signed,
    "people:agree": _mandate,
    "people:agree_on_paper": _mandate,
    "people:agree_by_code": _mandate,
    "people:end_mandate": _mandate,
    "people:issue_code": _helped,
    "people:user": _officer,
    "people:assign": _officer,
    "people:end_assignment": _office,
    "people:suspend": _officer,
    "people:reinstate": _officer,
    "papers:paper": _paper,
    "papers:template": lambda t, actor: {"kind": "form03"},
    "papers:template_fields": lambda t, actor: {"kind": "form03"},
    "papers:template_default": lambda t, actor: {"kind": "form03"},
    "papers:use_default": lambda t, actor: {"kind": "form03"},
    "papers:template_sample": _template,
    "papers:use_template": _template,
    "products:product": _product,
    "products:edit": _product,
    "products:photos": _product,
    "products:remove_photo": _photo,
    "products:story": _product,
    "products:passage": lambda t, actor: {
        **_product(t, actor),
        "heading": "place",
        "language": "vi",
    },
    "products:story_preview": lambda t, actor: {
        **_product(t, actor),
        "heading": "place",
    },
    "products:story_photos": _product,
    "products:story_paper": _product,
    "web:story_alike": lambda t, actor: {
        "product_id": seen_dossier(t, actor).product_id
    },
    "dossiers:kept_paper": _paper_of_producer,
    "dossiers:correct_paper": _paper_of_producer,
    "dossiers:replace_paper": _paper_of_producer,
    "dossiers:inbox": _producer,
    "dossiers:send_files": _producer,
    "dossiers:arrived_file": _arrived,
    "dossiers:join_photos": _producer,
    "products:new_site": _producer,
    "products:edit_site": _site,
    "products:close_site": _site,
    "dossiers:read_paper": _paper_of_producer,
    "dossiers:of_product": _product,
    "certificates:again": _product,
    "dossiers:step": lambda t, actor: {**_draft(t, actor), "name": "dang-ky"},
    "dossiers:ticks": lambda t, actor: {**_draft(t, actor), "part": "a"},
    "dossiers:tally": lambda t, actor: {**_draft(t, actor), "part": "a"},
    "dossiers:papers": _draft,
    "dossiers:place_paper": _draft_paper,
    "dossiers:take_out_paper": _draft_paper,
    "dossiers:missing": _draft,
    "dossiers:carried": _draft,
    "dossiers:review": _draft,
    "dossiers:withdraw": _draft,
    "dossiers:planner": _draft,
    "dossiers:dossier": _dossier,
    "dossiers:draft_form": lambda t, actor: {
        **_draft(t, actor),
        "kind": "form01",
        "form": "pdf",
    },
    "dossiers:forms": _dossier,
    "dossiers:draw_up": lambda t, actor: {**_dossier(t, actor), "kind": "form02"},
    "dossiers:receipt": _dossier,
    "dossiers:handed_in": _dossier,
    "dossiers:paper_file": _link,
    "dossiers:use_story": _draft,
    "dossiers:bound_copy": _handed_over,
    "dossiers:bound_file": _bound,
    "dossiers:answers": _draft,
    "dossiers:notes": _filed,
    "dossiers:settle_notes": _filed,
    "dossiers:reopen_notes": _filed,
    "dossiers:history": _dossier,
    "dossiers:compare": _dossier,
    "dossiers:commune_dossier": _dossier,
    "dossiers:commune_take_in": _dossier,
    "dossiers:commune_check_list": _dossier,
    "dossiers:commune_save_checks": _dossier,
    "dossiers:commune_criteria": _dossier,
    "dossiers:commune_save_criteria": _dossier,
    "dossiers:commune_points": _dossier,
    "dossiers:commune_return": _dossier,
    "dossiers:commune_report": _dossier,
    "dossiers:commune_save_report": _dossier,
    "dossiers:commune_propose_report": _dossier,
    "dossiers:commune_sign": _dossier,
    "dossiers:commune_send_back": _dossier,
    "dossiers:commune_forward": _dossier,
    "dossiers:commune_draw_up": _dossier,
    "dossiers:province_dossier": _dossier,
    "dossiers:province_receive": _dossier,
    "dossiers:province_check_list": _dossier,
    "dossiers:province_save_checks": _dossier,
    "dossiers:province_criteria": _dossier,
    "dossiers:province_save_criteria": _dossier,
    "dossiers:province_points": _dossier,
    "dossiers:province_return": _dossier,
    "dossiers:province_hand_over": _dossier,
    "evaluation:appraisal": _appraised,
    "evaluation:appraisal_save": _appraised,
    "evaluation:appraisal_tally": _appraised,
    "evaluation:appraisal_submit": _appraised,
    "evaluation:round": _round,
    "evaluation:round_edit": _round,
    "evaluation:session_new": _round,
    "evaluation:council": _council,
    "evaluation:seat": _council,
    "evaluation:unseat": _council,
    "evaluation:session": _session,
    "evaluation:move": _session,
    "evaluation:agenda": _session,
    "evaluation:invite": _session,
    "evaluation:open": _session,
    "evaluation:presence": _open_session,
    "evaluation:remind": _open_session,
    "evaluation:close": _open_session,
    "evaluation:rescore": _open_session,
    "evaluation:discussion": _open_session,
    "evaluation:conclude": _open_session,
    "evaluation:minutes": _concluded,
    "evaluation:results": _concluded,
    "evaluation:outcome": _outcome,
    "evaluation:compare": _beside_sheet,
    "evaluation:bound_copy": _beside_sheet,
    "evaluation:bound_file": _bound_beside_sheet,
    "evaluation:paper": _link_beside_sheet,
    "evaluation:sheet": _sheet,
    "evaluation:sheet_save": _sheet,
    "evaluation:sheet_submit": _sheet,
    "evaluation:sheet_revise": _sheet,
    "evaluation:tally": _sheet,
    "evaluation:recusal": _sheet,
    "certificates:certificate": _certificate,
    "certificates:extend": _certificate,
    "certificates:revoke": _certificate,
    "certificates:decision": _decision,
    "certificates:sign": _decision,
    "certificates:draft": _concluded,
    "market:product": _open_product,
    "market:product_named": lambda t, actor: {
        **_open_product(t, actor),
        "name": "ten",
    },
    "stamps:truth": lambda t, actor: {"code": "C" * 20},
    "stamps:truth_slash": lambda t, actor: {"code": "C" * 20},
    "stamps:qr_svg": lambda t, actor: {"code": "C" * 20},
    "stamps:qr_png": lambda t, actor: {"code": "C" * 20},
    "files:photo": lambda t, actor: {"key": make.stored_file().key},
    "files:small_photo": lambda t, actor: {"key": make.stored_file().key},
    "files:file": lambda t, actor: {"token": "sai-roi"},
    "files:page": lambda t, actor: {"token": "sai-roi", "number": 1, "size": "full"},
}


def _with_item(name: str) -> Callable[[ARGUMENTS], ARGUMENTS]:
    """A form that names the first product of the session."""
    return lambda arguments: {
        name: SessionItem.objects.filter(session=arguments["session_id"])[0].pk
    }


# what must be in a form for the address to find its object at all
BODIES: dict[str, Callable[[ARGUMENTS], ARGUMENTS]] = {
    "evaluation:agenda": _with_item("up"),
    "evaluation:remind": _with_item("item"),
    "evaluation:rescore": _with_item("item"),
    "evaluation:discussion": _with_item("item"),
    "evaluation:unseat": lambda arguments: {
        "seat": CouncilSeat.objects.filter(council=arguments["council_id"])[0].pk
    },
}
