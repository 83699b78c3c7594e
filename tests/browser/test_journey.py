"""One claypot of ragworm, from a new account to the page behind its QR code."""

from decimal import Decimal

import pytest
from django.urls import reverse

from saolang.certificates.models import Certificate
from saolang.dossiers.models import Dossier
from saolang.people.models import Role
from saolang.tasks import queue
from tests import make
from tests.browser import act_council as council
from tests.browser import act_offices as offices
from tests.browser import act_producer as producer
from tests.browser import act_shopper as shopper
from tests.browser import luggage
from tests.browser.harness import PHONE
from tests.browser.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

GIVEN = [luggage.ticks_for(4, Decimal(points)) for points in (75, 78, 80, 84)]
MEAN = luggage.mean_of(*GIVEN)


@pytest.fixture
def home():
    """The commune of Tứ Kỳ in Hải Phòng, findable as people type it."""
    city = make.province("Hải Phòng", kind="thành phố")
    return make.findable(make.commune("Tứ Kỳ", province=city))


@pytest.fixture
def phone_of(visit):
    """A signed-in person's phone."""

    def enter(person):
        walker = Walker(visit(**PHONE))
        walker.enter(person)
        return walker

    return enter


def test_a_product_from_registration_to_the_page_behind_its_code(
    visit, phone_of, home, live_server
):
    lanh = Walker(visit(**PHONE))
    dossier = handed_in(lanh)
    through_the_commune(phone_of, home, dossier)
    officer = phone_of(make.user(Role.PROVINCE_OFFICER, home.parent))
    through_the_province(phone_of, home, officer, dossier)
    scored(phone_of, home, officer)
    certificate, code = recognised(phone_of, home, officer)

    assert (
        code == f"{live_server.url}{reverse('stamps:truth', args=[certificate.code])}"
    )
    old_phone = Walker(visit(**PHONE, java_script_enabled=False), has_scripts=False)
    shopper.scan(old_phone, code, certificate.last_day)
    new_phone = Walker(visit(**PHONE))
    shopper.scan(new_phone, code, certificate.last_day)
    shopper.find_in_catalogue(new_phone)
    lanh.open(reverse("notifications:list"))
    lanh.open(dossier.get_absolute_url())
    lanh.reads("Sản phẩm đã được công nhận")


def handed_in(lanh):
    producer.register(lanh, commune="tu ky")
    producer.register_product(lanh)
    producer.start_dossier(lanh)
    dossier = Dossier.objects.get()
    producer.fill_forms(lanh, dossier.pk)
    producer.attach_papers(lanh, dossier.pk)
    queue.run_waiting()
    producer.hand_in(lanh, dossier.pk)
    return dossier


def through_the_commune(phone_of, home, dossier):
    officer = phone_of(make.user(Role.COMMUNE_OFFICER, home))
    offices.take_in(officer)
    offices.check_papers(officer)
    offices.write_report(officer, dossier.pk)
    offices.sign_report(phone_of(make.user(Role.COMMUNE_LEADER, home)))
    offices.forward(officer, dossier.pk)


def through_the_province(phone_of, home, officer, dossier):
    offices.receive(officer)
    offices.hand_to_advisers(officer, dossier.pk)
    adviser = phone_of(make.user(Role.ADVISORY_MEMBER, home.parent))
    offices.appraise(adviser, luggage.ticks_for(4))


def scored(phone_of, home, officer):
    city = home.parent
    chair = make.user(Role.COUNCIL_CHAIR, city)
    secretary = make.user(Role.COUNCIL_SECRETARY, city)
    members = [make.user(Role.COUNCIL_MEMBER, city) for _each in range(3)]
    seats = {chair: "chair", secretary: "secretary"} | dict.fromkeys(members, "member")
    council.plan_round(officer)
    council.found_council(officer, seats)
    session = council.plan_session(officer)
    desk = phone_of(secretary)
    council.open_sitting(desk)
    for number, (person, ticks) in enumerate(
        zip([*members, chair], GIVEN, strict=True)
    ):
        council.score(phone_of(person), ticks, watches=number == 0)
    given = [str(luggage.points_of(ticks)) for ticks in GIVEN]
    council.sees_no_points(desk, session, given)
    council.close_and_conclude(desk, session, MEAN)
    council.draw_up_minutes(desk, session, MEAN)


def recognised(phone_of, home, officer):
    decision = council.draft_decision(officer)
    leader = phone_of(make.user(Role.PROVINCE_LEADER, home.parent))
    council.sign_decision(leader, decision)
    queue.run_waiting()
    certificate = Certificate.objects.get()
    assert certificate.stars == 4
    return certificate, shopper.print_code(leader)
