"""Build the demo: people, products, certificates, dossiers and sessions, in one go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from saolang.certificates.models import Certificate
from saolang.demo import cast, letterhead, notices, photos, plans
from saolang.demo.archive import Archive
from saolang.demo.cast import MAIN_PRODUCER, Cast
from saolang.demo.data import makers, table
from saolang.demo.days import Days
from saolang.demo.library import Library
from saolang.demo.papers import Cabinet
from saolang.demo.register import Register
from saolang.demo.road import Road, Stage
from saolang.demo.sittings import HELD_AGO, LATELY_AGO, Sittings
from saolang.demo.talks import Talks
from saolang.dossiers.models import Dossier
from saolang.evaluation.models import ScoreSheet, Session
from saolang.evidence.models import Evidence
from saolang.files import services as files
from saolang.products.models import Product, ProductPhoto
from saolang.products.services import products, story

Say = Callable[[str], None]
ON_TODAYS_LIST = "session_scoring"
RENEWED, HELPED = "Gạo ruộng rươi An Thanh", "Khô cá lao Triều Dương"
OF_THE_TIME = (
    "haccp-cu.pdf",
    "kiem-nghiem-gao.pdf",
    "so-giao-lua.pdf",
    "dieu-le-2018.pdf",
)
PAST = ("recognised_here", "not_recognised_here")


@dataclass
class Demo:
    """What was built, as far as somebody is sent to look at it."""

    cast: Cast
    certificates: dict[str, Certificate] = field(default_factory=dict)
    draft: Dossier = field(init=False)
    compared: Dossier = field(init=False)
    renewed: Product = field(init=False)
    long_paper: Evidence = field(init=False)
    session: Session = field(init=False)
    sheet: ScoreSheet = field(init=False)


@transaction.atomic
def build(now: datetime, say: Say) -> Demo:
    """Everything or nothing; `say` is told what is being made."""
    return _Building(now, say).build()


@dataclass
class _Building:
    now: datetime
    say: Say
    products: dict[str, tuple[Product, Mapping[str, Any], Mapping[str, Any]]] = field(
        default_factory=dict
    )
    roads: dict[str, list[Road]] = field(default_factory=dict)

    def build(self) -> Demo:
        self.say("People, producers and their products")
        days = Days(self.now)
        self.stage = Stage(days, cast.gather(days), Cabinet(days))
        self.demo = Demo(self.stage.cast)
        letterhead.put_in_force(self.stage)
        self._enter_products()
        self.say("Certificates of earlier years, and pictures")
        self._enter_certificates()
        self.say("Dossiers on their way from commune to province")
        self._walk_roads()
        self.say("The council and its sessions")
        self._sit()
        self._take_pictures()
        notices.post_old_ones(days)
        return self.demo

    def _enter_products(self) -> None:
        for maker in makers():
            producer = self.stage.cast.producers[maker["key"]]
            for item in maker["products"]:
                product = products.register(
                    actor=self.stage.cast.owners[maker["key"]],
                    producer=producer,
                    set_slug=item["set"],
                    description=products.Description(
                        name=item["name"],
                        commune=producer.commune,
                        specification=item["spec"],
                        standard="" if item["plan"] == "none" else "TCCS 01:2026",
                        summary=item["summary"],
                        name_en=item["name_en"],
                    ),
                    at=self.now,
                    art=item["art"],
                )
                self._tell(product, item, maker)
                self.products[item["name"]] = (product, item, maker)

    def _tell(
        self, product: Product, item: Mapping[str, Any], maker: Mapping[str, Any]
    ) -> None:
        """The story: an opening, and answers by question where the data has them."""
        asked = table("stories").get(item["name"], {})
        told = {
            "vi": {"opening": item["story"]} | asked.get("vi", {}),
            "en": {"opening": item.get("story_en", "")} | asked.get("en", {}),
        }
        for language, passages in told.items():
            for heading, text in passages.items() if any(passages.values()) else ():
                story.write(
                    actor=self.stage.cast.owners[maker["key"]],
                    product=product,
                    heading=heading,
                    language=language,
                    text=text,
                    version=0,
                    at=self.now,
                )

    def _enter_certificates(self) -> None:
        register = Register(self.stage)
        register.enter_decisions()
        for product, item, maker in self.products.values():
            if item["plan"].startswith("certificate_"):
                given = register.enter(product, item, maker["former_place"])
                condition = item["plan"].removeprefix("certificate_")
                self.demo.certificates.setdefault(condition, given)

    def _walk_roads(self) -> None:
        for product, item, maker in self.products.values():
            if item["plan"] in plans.HAVE_DOSSIERS:
                owner = self.stage.cast.owners[maker["key"]]
                road = Road(self.stage, product, item, owner)
                self.roads.setdefault(road.plan, []).append(road)
        library = Library(self.stage, self._of_main_producer())
        library.open_sites()
        own, household, discussed = (
            next(r for r in self.roads[plan] if name in ("", r.product.name))
            for plan, name in (
                ("draft_nearly", ""),
                ("draft_started", HELPED),
                (plans.DUE_TODAY, ""),
            )
        )
        talks = Talks(own, household, discussed)
        plans.walk(
            [road for roads in self.roads.values() for road in roads],
            [*library.agenda(), *talks.agenda()],
        )
        self._fill_archive(library)
        self.demo.draft = own.dossier
        self.demo.compared = self.roads["commune_again"][0].dossier
        self.demo.long_paper = self.stage.citations[own.product.producer_id][0].paper

    def _of_main_producer(self) -> list[Product]:
        every = self.products.values()
        return [product for product, _, m in every if m["key"] == MAIN_PRODUCER]

    def _fill_archive(self, library: Library) -> None:
        """The dossier behind a certificate that is to be renewed now."""
        self.demo.renewed = self.products[RENEWED][0]
        given = Certificate.objects.get(product=self.demo.renewed)
        papers = [library.kept[name] for name in OF_THE_TIME]
        registered = given.product.producer_id, "business_registration"
        papers.append(self.stage.cabinet.kept[registered])
        Archive(self.stage, given).enter(papers)

    def _sit(self) -> None:
        sittings = Sittings(self.stage)
        sittings.found_council()
        past = [road for plan in PAST for road in self.roads[plan]]
        held = sittings.held(sittings.past_round(), HELD_AGO, past)
        sittings.decide(held, days_after=9, number=2871)
        present = sittings.present_round()
        lately = sittings.held(present, LATELY_AGO, self.roads["decision_pending"])
        sittings.decide(lately, days_after=3, number=None)
        today = self.roads[ON_TODAYS_LIST]
        self.demo.session = sittings.in_progress(present, today)
        day = self.stage.days.working(self.stage.days.today + timedelta(days=11), 1)
        coming = self.stage.days.moment(day, 8)
        sittings.planned(present, coming, self.roads["council_scheduled"])
        self.demo.sheet = (
            ScoreSheet.objects.filter(
                session=self.demo.session,
                member=self.stage.cast.members[0],
                submitted_at=None,
            )
            .order_by("saved_at", "pk")
            .filter(saved_at__isnull=False)[0]
        )

    def _take_pictures(self) -> None:
        for product in _with_stars():
            owner = self.stage.cast.owners[self.products[product.name][2]["key"]]
            place = f"{product.producer.address}, {product.commune.full_name}"
            pictures = (
                (photos.on_a_plate, product.name),
                (photos.on_the_table, f"{product.name}, {product.specification}"),
                (photos.of_the_place, place),
            )
            for position, (draw, caption) in enumerate(pictures):
                file = files.store(
                    actor=owner,
                    name=f"{product.slug}-{position + 1}.jpg",
                    content=draw(product),
                    media_type="image/jpeg",
                    at=self.now - timedelta(days=60),
                    public=True,
                )
                ProductPhoto.objects.create(
                    product=product, file=file, caption=caption, position=position
                )


def _with_stars() -> list[Product]:
    held = Certificate.objects.values("product")
    return list(
        Product.objects.filter(pk__in=held)
        .select_related("producer", "commune")
        .order_by("pk")
    )
