"""Real rows for tests, everything defaulted: plain functions, one per thing made.

Each function commits nothing a person could not have entered, and returns the row.
Names carry a running number, so that two rows are never the same by accident.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from saolang.certificates import services as certificates
from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.criteria import library
from saolang.dossiers import fields, form03, numbering, snapshots
from saolang.dossiers.models import (
    CommuneReport,
    Dossier,
    EvidenceLink,
    Receipt,
    Status,
)
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import offices
from saolang.dossiers.queries.draft import OPEN_TO_PRODUCER
from saolang.dossiers.rules.rounds import COMMUNE_DAYS
from saolang.evaluation.models import (
    Appraisal,
    Council,
    Position,
    Round,
    ScoreSheet,
    Session,
)
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import closing
from saolang.evaluation.services import round as rounds
from saolang.evaluation.services import session as sessions
from saolang.evaluation.services import sheet as sheets
from saolang.evidence.models import Evidence
from saolang.evidence.queries import folder_of
from saolang.files.models import StoredFile, Upload
from saolang.geography import clocks
from saolang.geography import queries as places
from saolang.geography.models import AdminUnit, Level
from saolang.kernel.calendar import local_date
from saolang.kernel.text import fold
from saolang.people.models import (
    Assignment,
    Mandate,
    Producer,
    ProducerMember,
    Role,
    User,
)
from saolang.people.rules import mandates
from saolang.products import likeness
from saolang.products.models import Product, ProductionSite, StoryPassage
from saolang.search import index

PASSWORD = "Rươi Tứ Kỳ 2026"
_number = count(1)
_unit_code = count(1)  # of its own: a code has room for five characters

NATIONAL = {Role.ADMIN, Role.MINISTRY_OFFICER}
COMMUNAL = {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER}


# --- places ---------------------------------------------------------------------


def unit(level: Level, kind: str, name: str, **values: Any) -> AdminUnit:
    """A unit in force; its code is one that no official list uses."""
    return AdminUnit.objects.create(
        code=values.pop("code", f"T{next(_unit_code):04x}"),
        level=level,
        kind=kind,
        name=name,
        folded=fold(name),
        valid_from=values.pop("valid_from", date(2025, 7, 1)),
        **values,
    )


def province(name: str = "", **values: Any) -> AdminUnit:
    name = name or f"Tỉnh Thử {next(_number)}"
    return unit(Level.PROVINCE, values.pop("kind", "tỉnh"), name, **values)


def commune(name: str = "", **values: Any) -> AdminUnit:
    """A commune of `province=`, or of a province of its own when none is given."""
    name = name or f"Xã Thử {next(_number)}"
    parent = values.pop("province", None) or province()
    return unit(Level.COMMUNE, values.pop("kind", "xã"), name, parent=parent, **values)


def findable(unit: AdminUnit) -> AdminUnit:
    """The unit, found from now on by who types its name."""
    line = places.place_line(unit)
    index.put(places.KIND, index.Item(unit.pk, line, line))
    return unit


# --- people ---------------------------------------------------------------------


def user(
    role: Role | str | None = None,
    unit: AdminUnit | None = None,
    *,
    password: str = PASSWORD,
    **values: Any,
) -> User:
    """An account; with `role`, an assignment at `unit` since 1 January 2025.

    Role.PRODUCER makes a producer of the account's own, in `unit` when given.
    """
    number = next(_number)
    person = User(
        full_name=values.pop("full_name", f"Người Thử {number}"),
        email=values.pop("email", f"nguoi{number}@example.vn"),
        **values,
    )
    person.set_password(password)
    person.save()
    if role == Role.PRODUCER:
        producer(owner=person, commune=unit)
    elif role is not None:
        assign(person, role, unit)
    return person


def assign(
    person: User, role: Role | str, unit: AdminUnit | None = None, **values: Any
) -> Assignment:
    """A role at a unit (a new commune or province when none is given)."""
    role = Role(role)
    if unit is None and role not in NATIONAL:
        unit = commune() if role in COMMUNAL else province()
    return Assignment.objects.create(
        user=person,
        role=role,
        unit=unit,
        starts_on=values.pop("starts_on", date(2025, 1, 1)),
        **values,
    )


def producer(name: str = "", *, owner: User | None = None, **values: Any) -> Producer:
    """A cooperative with one owner."""
    values = {
        "kind": Producer.Kind.COOPERATIVE,
        "commune": values.pop("commune", None) or commune(),
        "address": "Thôn Đông",
        "representative_name": "Nguyễn Thị Thử",
        **values,
    }
    made = Producer.objects.create(name=name or f"HTX Thử {next(_number)}", **values)
    member(made, owner or user(), is_owner=True)
    return made


def member(producer: Producer, person: User, **values: Any) -> ProducerMember:
    return ProducerMember.objects.create(producer=producer, user=person, **values)


def owner_of(producer: Producer) -> User:
    """The account that registered the producer."""
    return producer.members.get(is_owner=True).user


def mandate(
    producer: Producer, helper: User, *, agreed: bool = True, **values: Any
) -> Mandate:
    """A year's mandate that the owner agreed to, or one that still waits."""
    now, today = timezone.now(), timezone.localdate()
    return Mandate.objects.create(
        producer=producer,
        helper=helper,
        text_version=mandates.CURRENT,
        starts_on=values.pop("starts_on", today),
        ends_on=values.pop("ends_on", today + timedelta(days=300)),
        asked_at=now,
        way=values.pop("way", Mandate.Way.INVITED) if agreed else "",
        agreed_by=owner_of(producer) if agreed else None,
        agreed_at=now if agreed else None,
        **values,
    )


# --- products -------------------------------------------------------------------


def product(name: str = "", **values: Any) -> Product:
    """A fresh vegetable of `producer=`, in its commune; `story=` is told of it."""
    maker = values.pop("producer", None) or producer()
    told = {"vi": values.pop("story", ""), "en": values.pop("story_en", "")}
    made = Product.objects.create(
        producer=maker,
        name=name or f"Sản phẩm Thử {next(_number)}",
        set_slug=values.pop("set_slug", "rau-cu-qua-hat-tuoi"),
        commune=values.pop("commune", maker.commune),
        **values,
    )
    for language, text in told.items():
        if text:
            passage(made, text, language=language)
    return made


def passage(
    product: Product, text: str, heading: str = "opening", *, language: str = "vi"
) -> StoryPassage:
    """A passage of a product's story, found again by its words."""
    made = StoryPassage.objects.create(
        product=product, heading=heading, language=language, text=text, version=1
    )
    likeness.remember(made)
    return made


# --- papers ---------------------------------------------------------------------


def stored_file(name: str = "giay.pdf", **values: Any) -> StoredFile:
    """A file that was checked and accepted; its bytes are not stored."""
    content = f"{name} {next(_number)}".encode()
    return StoredFile.objects.create(
        name=name,
        media_type=values.pop("media_type", "application/pdf"),
        size=len(content),
        sha256=sha256(content).hexdigest(),
        state=values.pop("state", StoredFile.State.ACCEPTED),
        pages=values.pop("pages", 1),
        created_at=values.pop("created_at", None) or timezone.now(),
        **values,
    )


def evidence(
    maker: Producer, kind: str = "business_registration", **values: Any
) -> Evidence:
    """A paper of a producer."""
    return Evidence.objects.create(
        producer=maker,
        kind=kind,
        title=values.pop("title", f"Giấy thử {next(_number)}"),
        file=values.pop("file", None) or stored_file(),
        added_by=values.pop("added_by", None) or owner_of(maker),
        **values,
    )


def site(maker: Producer, name: str = "", **values: Any) -> ProductionSite:
    """A place where a producer makes things."""
    return ProductionSite.objects.create(
        producer=maker,
        name=name or f"Xưởng Thử {next(_number)}",
        commune=values.pop("commune", maker.commune),
        **values,
    )


def arrived(maker: Producer, name: str = "giay.jpg", **values: Any) -> Upload:
    """A picture that came whole into a producer's inbox and waits to be put away."""
    now = timezone.now()
    file = values.pop("file", None) or stored_file(name, media_type="image/jpeg")
    return Upload.objects.create(
        owner=values.pop("owner", None) or owner_of(maker),
        folder=folder_of(maker),
        name=name,
        length=file.size,
        file=file,
        created_at=values.pop("created_at", now),
        expires_at=now + timedelta(days=7),
        **values,
    )


def link(
    dossier: Dossier,
    kind: str = "business_registration",
    criterion: str = "",
    **values: Any,
) -> EvidenceLink:
    """A paper of the dossier's producer, used in it; handed in with it, unless the
    producer has the dossier in hands."""
    paper = values.pop("evidence", None)
    made = EvidenceLink.objects.create(
        dossier=dossier,
        evidence=paper or evidence(dossier.product.producer, kind),
        criterion=criterion,
        **values,
    )
    if dossier.status not in OPEN_TO_PRODUCER:
        snapshot = offices.latest_snapshot(dossier)
        snapshot.files = snapshots.entries(offices.links_of(dossier))
        snapshot.save()
    return made


# --- dossiers -------------------------------------------------------------------

_AT_COMMUNE = (Status.SUBMITTED_COMMUNE, Status.COMMUNE_REVIEW, Status.COMMUNE_RETURNED)


@transaction.atomic
def dossier(
    status: Status | str = Status.DRAFT, *, at: datetime | None = None, **values: Any
) -> Dossier:
    """A first dossier of `product=`, filled in; `at` is when it was filed.

    Past the draft it has a snapshot and a receipt of the commune; once the commune
    has reported, a signed report and a product code; past the province's door, a
    receipt of the province. Transitions are not played: the rows are put there.
    """
    moment = at or timezone.now()
    status = Status(status)
    item = values.pop("product", None) or product()
    made = Dossier.objects.create(
        product=item,
        status=status,
        status_since=moment,
        kind=values.pop("kind", "first"),
        regime=values.pop("regime", "26-2026"),
        pack_id=values.pop("pack_id", "qd-26-2026"),
        set_slug=item.set_slug,
        commune=item.commune,
        created_by=owner_of(item.producer),
        filed_at=None if status is Status.DRAFT else moment,
        **{**_filled(item), **values},
    )
    if status is not Status.DRAFT:
        _handed_in(made, moment)
    if status not in (Status.DRAFT, *_AT_COMMUNE):
        _reported(made, moment)
    return made


def commune_report(dossier: Dossier, **values: Any) -> CommuneReport:
    """Form 03 with every heading written."""
    at = values.pop("at", None) or timezone.now()
    return CommuneReport.objects.create(
        dossier=dossier,
        findings={
            heading.key: {"said": "Chủ thể nêu.", "found": "Xã đã kiểm tra, đúng."}
            for heading in form03.HEADINGS
        },
        conclusion="Đề nghị đánh giá.",
        drafted_by=values.pop("drafted_by", None)
        or user(Role.COMMUNE_OFFICER, dossier.commune),
        drafted_at=at,
        **values,
    )


def _filled(item: Product) -> dict[str, Any]:
    """Every field and every tick, the best option of each criterion."""
    card = library.load_set("qd-26-2026", item.set_slug)
    answers = {
        step: {
            field.name: {"number": "1", "email": "co@example.vn", "choices": []}.get(
                field.kind, "Nội dung thử"
            )
            for field in fields.of_step(step, "first")
        }
        for step in fields.Step
    }
    form01 = answers.pop(fields.Step.REGISTRATION)
    form02: dict[str, Any] = {}
    for answer in answers.values():
        form02 |= answer
    form02["gates"] = {c.code: True for c in card.gated}
    best = {c.code: max(c.options, key=lambda o: o.points).id for c in card.leaves}
    return {"form01": form01, "form02": form02, "ticks": best}


def _handed_in(made: Dossier, at: datetime) -> None:
    snapshot = snapshots.take(actor=made.created_by, dossier=made, links=[], at=at)
    day = local_date(at)
    Receipt.objects.create(
        dossier=made,
        level=COMMUNE.level,
        unit=made.commune,
        number=numbering.slip_number(
            office=made.commune, commune=made.commune, year=day.year
        ),
        snapshot=snapshot,
        received_at=at,
        due_on=clocks.due_on(day, COMMUNE_DAYS),
    )


def _reported(made: Dossier, at: datetime) -> None:
    made.product_code = numbering.product_code(
        commune=made.commune, year=local_date(at).year
    )
    made.save(update_fields=["product_code"])
    forwarded = made.status != Status.COMMUNE_REPORTED
    commune_report(
        made,
        at=at,
        samples=5,
        proposed_at=at,
        signed_by=user(Role.COMMUNE_LEADER, made.commune),
        signed_at=at,
        forwarded_at=at if forwarded else None,
    )
    if forwarded and made.status != PROVINCE.arrived:
        office = PROVINCE.unit_of(made)
        Receipt.objects.create(
            dossier=made,
            level=PROVINCE.level,
            unit=office,
            number=numbering.slip_number(
                office=office, commune=made.commune, year=local_date(at).year
            ),
            snapshot=made.snapshots.get(),
            received_at=at,
        )


# --- the council table ----------------------------------------------------------

SEATS = {
    Position.CHAIR: Role.COUNCIL_CHAIR,
    Position.SECRETARY: Role.COUNCIL_SECRETARY,
    Position.MEMBER: Role.COUNCIL_MEMBER,
}


def round(unit: AdminUnit | None = None, **values: Any) -> Round:
    """A round of a province that is open now and held within two months."""
    today = timezone.localdate()
    return Round.objects.create(
        unit=unit or province(),
        year=values.pop("year", today.year),
        number=values.pop("number", next(_number) % 30000),
        cutoff_on=values.pop("cutoff_on", today + timedelta(days=30)),
        hold_by_on=values.pop("hold_by_on", today + timedelta(days=60)),
        **values,
    )


def council(unit: AdminUnit | None = None, *, members: int = 3) -> Council:
    """A council with a chair, a secretary and so many other members."""
    office = unit or province()
    officer = user(Role.PROVINCE_OFFICER, office)
    made = rounds.found_council(
        actor=officer,
        unit=office,
        name=f"Hội đồng Thử {next(_number)}",
        decision_number=f"{next(_number)}/QĐ-UBND",
        decided_on=date(2026, 6, 1),
    )
    positions = [Position.CHAIR, Position.SECRETARY, *[Position.MEMBER] * members]
    for position in positions:
        rounds.seat_member(
            actor=officer,
            council=made,
            user=user(SEATS[position], office),
            position=position,
            agency=f"Sở Thử {next(_number)}",
        )
    return made


@transaction.atomic
def session(
    products: int = 1, *, members: int = 3, unit: AdminUnit | None = None, **rules: Any
) -> Session:
    """A planned session with so many products on its list; `rules` are the round's."""
    office = unit or province()
    officer = user(Role.PROVINCE_OFFICER, office)
    made = sessions.plan_session(
        actor=officer,
        round=round(office, **rules),
        council=council(office, members=members),
        held_at=timezone.now() + timedelta(days=7),
        place="Trụ sở UBND",
    )
    for _each in range(products):
        maker = producer(commune=commune(province=office))
        waiting = dossier(Status.ADVISORY_REPORTED, product=product(producer=maker))
        sessions.schedule(
            actor=officer, session=made, dossier=waiting, at=timezone.now()
        )
    return made


def open_session(products: int = 1, **values: Any) -> Session:
    """A session whose members may score."""
    made = session(products, **values)
    return sessions.open_session(
        actor=seated(made, Position.SECRETARY), session=made, at=timezone.now()
    )


def seated(session: Session, position: Position, index: int = 0) -> User:
    """Who has a seat of a position in the session's council."""
    seats = session.council.seats.filter(position=position).select_related("user")
    return seats.order_by("pk")[index].user


def sheets_in(session: Session) -> list[ScoreSheet]:
    """Every sheet of a session, by product and member."""
    found = session.sheets.select_related("member", "dossier__product", "session")
    return list(found.order_by("dossier", "pass_number", "member", "revision"))


def entry(sheet: ScoreSheet, level: str = "high", **changes: str | None) -> Entry:
    """A complete entry: every criterion at its best ("high") or lowest option."""
    card = library.load_set(sheet.dossier.pack_id, sheet.dossier.set_slug)
    pick = max if level == "high" else min
    ticks: dict[str, str | None] = {
        c.code: pick(c.options, key=lambda o: o.points).id for c in card.leaves
    }
    changed = {code.replace("_", "."): ticked for code, ticked in changes.items()}
    return Entry(ticks={**ticks, **changed}, notes={})


def submit(sheet: ScoreSheet, filled: Entry | None = None) -> ScoreSheet:
    """Hand a member's sheet in."""
    return sheets.submit_sheet(
        actor=sheet.member,
        sheet=sheet,
        entry=filled or entry(sheet),
        version=sheet.version,
        at=timezone.now(),
    )


def concluded_session(*stars: int, **values: Any) -> Session:
    """A session that ended, its products with these stars (one of 4 when not said)."""
    stars = stars or (4,)
    made = open_session(len(stars), **values)
    for sheet in sheets_in(made):
        submit(sheet)
    chair = seated(made, Position.CHAIR)
    closing.close_session(actor=chair, session=made, at=timezone.now())
    items = made.items.order_by("position")
    for item, given in zip(items, stars, strict=True):
        mean = Decimal({5: "92.50", 4: "84.22", 3: "61.40"}.get(given, "41.00"))
        item.stars, item.mean = given, mean
        item.result |= {"stars": given, "band": given, "points": str(mean)}
        item.save()
    return closing.conclude(actor=chair, session=made, at=timezone.now())


# --- certificates ---------------------------------------------------------------


def decision(unit: AdminUnit | None = None, **values: Any) -> RecognitionDecision:
    """A decision made before this system existed."""
    return RecognitionDecision.objects.create(
        level=values.pop("level", RecognitionDecision.Level.PROVINCE),
        unit=unit,
        issuer=f"UBND {unit.full_name}" if unit else "Bộ Nông nghiệp và Môi trường",
        symbol=values.pop("symbol", f"{next(_number)}/QĐ-UBND"),
        signed_on=values.pop("signed_on", date(2025, 1, 2)),
        **values,
    )


def certificate(
    of: Product | None = None,
    *,
    stars: int = 4,
    issued_on: date | None = None,
    **values: Any,
) -> Certificate:
    """A certificate of a product, given a year ago unless `issued_on` says when.

    `values` are put over what the register wrote: extended_to, revoked_on, holder …
    """
    item = of or product()
    issued_on = issued_on or local_date(timezone.now()) - timedelta(days=365)
    ground = values.pop("decision", None) or decision(
        item.commune.parent, signed_on=issued_on
    )
    made = certificates.register(
        actor=user(Role.ADMIN),
        decision=ground,
        product=item,
        number=values.pop("number", f"{next(_number)}-01"),
        stars=stars,
        regime="26-2026",
        issued_on=issued_on,
    )
    if values.get("revoked_on"):
        values.setdefault("revocation_ground", Certificate.Ground.MARK_MISUSE)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    return made


def appraisal(dossier: Dossier, **values: Any) -> Appraisal:
    """The advisers' report on a dossier: every criterion at its best option."""
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    best = {c.code: max(c.options, key=lambda o: o.points).id for c in card.leaves}
    return Appraisal.objects.create(
        dossier=dossier,
        author=values.pop("author", None)
        or user(Role.ADVISORY_MEMBER, dossier.commune.parent),
        ticks=values.pop("ticks", best),
        recommendation=values.pop("recommendation", "to_council"),
        submitted_at=values.pop("submitted_at", None) or timezone.now(),
        **values,
    )
