"""The library of the main producer, sent in as people send their papers.

Every file takes the road of an upload: received, checked in a process of its own, put
away. The other producers' papers come from the cabinet.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from saolang.demo import desk, photos
from saolang.demo.cast import MAIN_PRODUCER
from saolang.demo.citations import Citation
from saolang.demo.data import table
from saolang.demo.papers import check_at, checked
from saolang.demo.plans import Appointment
from saolang.demo.road import Stage
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services import inbox
from saolang.evidence import queries
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import Particulars, Source
from saolang.files import arrivals
from saolang.files.models import Upload
from saolang.people.models import Producer, User
from saolang.products.models import Product, ProductionSite
from saolang.products.services import sites

Described = Mapping[str, Any]
_DRAWN = (photos.of_the_place, photos.on_the_table, photos.pack_shot)


@dataclass
class Library:
    """One producer's papers, sites and unsorted files."""

    stage: Stage
    products: list[Product]
    kept: dict[str, Evidence] = field(default_factory=dict)
    sites: dict[str, ProductionSite] = field(default_factory=dict)

    def open_sites(self) -> None:
        """The two places where the producer makes things."""
        for described in table("library")["sites"]:
            self.sites[described["key"]] = sites.open_site(
                actor=self.owner,
                producer=self.producer,
                place=sites.Place(
                    described["name"], self.producer.commune, described["address"]
                ),
            )

    def agenda(self) -> Iterator[Appointment]:
        """When each paper was sent, and when the unsorted files arrived."""
        days = self.stage.days
        for place, described in enumerate(table("library")["papers"]):
            at = days.moment(days.ago(described["sent"]), 7, place)
            yield Appointment(at, partial(self._send, described))
        for place, described in enumerate(table("library")["arrived"]):
            ago = timedelta(days=described["ago"])
            at = days.moment(days.today - ago, 20, place)
            yield Appointment(at, partial(self._lay, described))

    def _send(self, described: Described, at: datetime) -> None:
        """Keep one paper, or a newer one in the place of an older one."""
        particulars = self._particulars(described)
        source = self._source(described, particulars, at)
        if older := described.get("replaces"):
            paper = papers.replace(
                actor=self.owner,
                paper=self.kept[older],
                upload=source,
                particulars=particulars,
                at=at,
            ).paper
        else:
            paper = evidence.add(
                actor=self.owner,
                producer=self.producer,
                upload=source,
                particulars=particulars,
                at=at,
            )
        self.kept[described["file"]] = checked(paper, at)
        if described.get("serves"):
            self.stage.cabinet.kept[self.producer.pk, paper.kind] = paper
        self._cite(described["file"], paper)

    def _cite(self, name: str, paper: Evidence) -> None:
        if proofs := table("library")["citations"].get(name):
            cited = Citation(paper, tuple(tuple(proof) for proof in proofs))
            self.stage.citations.setdefault(self.producer.pk, []).append(cited)

    def _particulars(self, described: Described) -> Particulars:
        today = self.stage.days.today
        issued = today + timedelta(days=described["issued"])
        until = described.get("until")
        return Particulars(
            kind=described["kind"],
            title=described["title"].format(year=issued.year),
            number=described.get("number", "").format(year=issued.year),
            issuer=described["issuer"],
            issued_on=issued,
            valid_until=None if until is None else today + timedelta(days=until),
            site=self.sites.get(described.get("site", "")),
        )

    def _source(
        self, described: Described, particulars: Particulars, at: datetime
    ) -> Source:
        if described["how"] == "photos":
            return self._joined(described["file"], at)
        content = _CONTENT[described["how"]](self, described, particulars)
        return SimpleUploadedFile(described["file"], content)

    def _joined(self, name: str, at: datetime) -> Upload:
        """Photos of a phone, made into one PDF in the order of its pages."""
        photographed = [
            self._sent(f"IMG_{1200 + place}.jpg", draw(product), at)
            for place, (draw, product) in enumerate(
                (draw, product) for product in self.products[:2] for draw in _DRAWN
            )
        ]
        return inbox.join(
            actor=self.owner,
            producer=self.producer,
            uploads=photographed,
            name=name,
            at=at,
        )

    def _lay(self, described: Described, at: datetime) -> None:
        """A file that arrived and that nobody has put away yet."""
        if described["how"] == "photo":
            place = int(described["file"][4:8])
            product = self.products[place % len(self.products)]
            content = _DRAWN[place % len(_DRAWN)](product)
        else:
            particulars = Particulars(
                kind="other",
                title=described.get("title", ""),
                issuer=self.producer.name,
                issued_on=at.date(),
            )
            content = _CONTENT[described["how"]](self, described, particulars)
        self._sent(described["file"], content, at)

    def _sent(self, name: str, content: bytes, at: datetime) -> Upload:
        """One file received and checked, waiting to be put away."""
        upload = arrivals.send(
            actor=self.owner,
            folder=queries.folder_of(self.producer),
            content=SimpleUploadedFile(name, content),
            at=at,
        )
        if upload.file:
            check_at(upload.file, at)
        return upload

    def sheet(self, described: Described, particulars: Particulars) -> bytes:
        """One page, drawn like every paper of the cabinet."""
        return self.stage.cabinet.sheet(
            self.products[0], particulars, described["lines"]
        )

    @property
    def producer(self) -> Producer:
        return self.stage.cast.producers[MAIN_PRODUCER]

    @property
    def owner(self) -> User:
        return self.stage.cast.owners[MAIN_PRODUCER]


def _diary(library: Library, described: Described, printed: Particulars) -> bytes:
    return desk.diary(printed.title, library.producer.name)


def _word(library: Library, described: Described, printed: Particulars) -> bytes:
    producer = library.producer
    return desk.word(printed.title, [producer.history, producer.organisation])


def _table(library: Library, described: Described, printed: Particulars) -> bytes:
    people = [(str(n), name) for n, name in enumerate(desk.HOUSEHOLDS, start=1)]
    return desk.table([("Số", described["file"]), *people])


_CONTENT: Mapping[str, Callable[[Library, Described, Particulars], bytes]] = {
    "sheet": Library.sheet,
    "scan": _diary,
    "docx": _word,
    "xlsx": _table,
    "corrupt": lambda *_asked: desk.CORRUPT,
}
