"""Before closing, nobody learns what another member scored (T-2)."""

import itertools
import re

import pytest
from django.core import mail
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone

from saolang.audit.models import Entry as LedgerEntry
from saolang.evaluation.models import Position, ScoreSheet, Session
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import closing
from saolang.evidence.models import Evidence
from saolang.notifications.models import Notice
from saolang.people.models import Role
from saolang.tasks import queue
from tests import make

pytestmark = pytest.mark.django_db
TOLD = (Notice, LedgerEntry)


def scored(session):
    """Every sheet handed in, each with words and points of its own."""
    canaries = {}
    for index, sheet in enumerate(make.sheets_in(session)):
        word = f"kim-tu-thap-{index}-{sheet.member_id}"
        filled = make.entry(sheet)
        # leave `index` criteria without a level: every total is another one
        ticks = dict(filled.ticks) | dict.fromkeys(list(filled.ticks)[: index + 1])
        notes = {"A.1.1": f"{word}-ghi-chu"}
        make.submit(sheet, Entry(ticks, notes, opinion=f"{word}-y-kien"))
        canaries[sheet.member_id] = word
    return canaries


def people_around(session):
    office = session.round.unit
    [dossier] = [item.dossier for item in session.items.select_related("dossier")]
    return [
        *(make.seated(session, p) for p in (Position.CHAIR, Position.SECRETARY)),
        *(make.seated(session, Position.MEMBER, i) for i in (0, 1)),
        make.user(Role.PROVINCE_OFFICER, office),
        make.user(Role.PROVINCE_LEADER, office),
        make.user(Role.ADVISORY_MEMBER, office),
        make.user(Role.COMMUNE_OFFICER, dossier.commune),
        make.owner_of(dossier.product.producer),
        make.user(Role.MINISTRY_OFFICER),
        make.user(Role.ADMIN),
        make.user(Role.COUNCIL_CHAIR),
    ]


def addresses(session):
    """Every address of the council table, with every id that might fit."""
    [item] = session.items.all()
    ids = {
        "session_id": [session.pk],
        "round_id": [session.round_id],
        "council_id": [session.council_id],
        "dossier_id": [item.dossier_id],
        "sheet_id": [sheet.pk for sheet in make.sheets_in(session)],
        "paper_id": list(Evidence.objects.values_list("pk", flat=True)) or [1],
    }
    included = get_resolver().url_patterns
    [table] = [r for r in included if getattr(r, "namespace", "") == "evaluation"]
    for entry in table.url_patterns:
        names = re.findall(r"<int:(\w+)>", str(entry.pattern))
        for args in itertools.product(*(ids[name] for name in names)):
            yield reverse(f"evaluation:{entry.name}", args=args)


def test_no_page_of_anybody_else_says_what_a_member_scored(client):
    session = make.open_session(members=3)
    canaries = scored(session)

    for person in people_around(session):
        client.force_login(person)
        foreign = [word for owner, word in canaries.items() if owner != person.pk]
        for url in addresses(session):
            answer = client.get(url)
            said = answer.content.decode() + str(answer.headers)
            assert not [word for word in foreign if word in said], url


def test_no_list_draws_or_adds_up_scores_before_closing(client):
    session = make.open_session(members=3)
    scored(session)

    for position in (Position.CHAIR, Position.SECRETARY):
        client.force_login(make.seated(session, position))
        page = client.get(session.get_absolute_url()).content.decode()
        assert "Trung bình" not in page
        assert 'class="plot"' not in page
        assert "4</b> / 4 phiếu đã nộp" in page
        assert client.get(session.get_results_url()).status_code == 404


def test_what_others_see_does_not_depend_on_what_was_scored(client):
    session = make.open_session(members=3)
    scored(session)
    [first, *_] = make.sheets_in(session)
    for person in people_around(session):
        if person.pk == first.member_id:
            continue
        client.force_login(person)
        before = [shown(client, url) for url in addresses(session)]
        low = make.entry(first, "low").ticks
        ScoreSheet.objects.filter(pk=first.pk).update(ticks=low, points=7)

        assert [shown(client, url) for url in addresses(session)] == before
        ScoreSheet.objects.filter(pk=first.pk).update(ticks=first.ticks, points=90)


def shown(client, url):
    """What an address shows, without the tokens that are new on each visit."""
    page = client.get(url).content.decode()
    return re.sub(r'(csrfmiddlewaretoken|idempotency_key)" value="\w+"', "", page)


def test_no_message_mail_ledger_entry_or_kept_answer_says_it(client):
    session = make.open_session(members=3)
    canaries = scored(session)
    sheet = make.sheets_in(session)[0]
    client.force_login(sheet.member)
    client.post(
        reverse("evaluation:sheet_revise", args=[sheet.pk]),
        {"idempotency_key": "k" * 20},
    )
    queue.run_waiting()

    told = [str(row) for model in TOLD for row in model.objects.values()]
    letters = [letter.subject + letter.body for letter in mail.outbox]
    kept = tables_except("evaluation_scoresheet")
    assert LedgerEntry.objects.filter(verb="sheet.submitted").count() == 4
    for word in canaries.values():
        assert not [text for text in (*told, *letters, kept) if word in text]


def tables_except(own):
    """Everything the database holds outside the sheets, as one text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != own:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                texts.append(str(cursor.fetchall()))
    return "\n".join(texts)


def test_after_closing_the_panel_and_the_office_read_points_but_never_notes(client):
    session = make.open_session(members=3, spread_limit="50")
    canaries = scored(session)
    chair = make.seated(session, Position.CHAIR)
    closing.close_session(actor=chair, session=session, at=timezone.now())
    secretary = make.seated(session, Position.SECRETARY)

    for person in (secretary, make.user(Role.PROVINCE_OFFICER, session.round.unit)):
        client.force_login(person)
        page = client.get(session.get_results_url()).content.decode()
        assert 'class="plot"' in page
        assert not [word for word in canaries.values() if word in page]


@pytest.mark.parametrize(
    ("role", "state", "status"),
    [
        (Role.MINISTRY_OFFICER, Session.State.CLOSED, 404),
        (Role.MINISTRY_OFFICER, Session.State.CONCLUDED, 200),
        (Role.PROVINCE_LEADER, Session.State.CLOSED, 200),
        (Role.ADMIN, Session.State.CONCLUDED, 403),
        (Role.PRODUCER, Session.State.CONCLUDED, 403),
    ],
)
def test_who_reads_results_when(client, role, state, status):
    session = make.open_session()
    for sheet in make.sheets_in(session):
        make.submit(sheet)
    chair = make.seated(session, Position.CHAIR)
    closing.close_session(actor=chair, session=session, at=timezone.now())
    if state == Session.State.CONCLUDED:
        closing.conclude(actor=chair, session=session, at=timezone.now())
    unit = session.round.unit if role == Role.PROVINCE_LEADER else None
    client.force_login(make.user(role, unit))

    assert client.get(session.get_results_url()).status_code == status


def test_another_provinces_officer_finds_no_session(client):
    session = make.open_session()
    client.force_login(make.user(Role.PROVINCE_OFFICER))

    assert client.get(session.get_absolute_url()).status_code == 404


def test_pages_with_own_scores_are_not_kept_by_anybody(client):
    sheet = make.sheets_in(make.open_session())[0]
    client.force_login(sheet.member)

    for name in ("sheet", "tally"):
        answer = client.get(reverse(f"evaluation:{name}", args=[sheet.pk]))
        assert "no-store" in answer["Cache-Control"]
