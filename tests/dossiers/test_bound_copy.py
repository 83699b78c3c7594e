"""A hand-over bound into one PDF, in the order of Form 02."""

import io

import pikepdf
import pytest
from django.utils import timezone

from saolang.dossiers import snapshots
from saolang.dossiers.models import Status
from saolang.dossiers.queries import offices
from saolang.dossiers.services import binding
from saolang.files import services as files
from saolang.files import storage
from saolang.people.models import Role
from saolang.tasks import queue
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored(content, name="giay.pdf", media_type="application/pdf"):
    return files.store(
        actor=None,
        name=name,
        content=content,
        media_type=media_type,
        at=timezone.now(),
    )


def paper(dossier, title, **values):
    file = stored(corpus.pdf(pages=3), f"{title}.pdf")
    return make.evidence(dossier.product.producer, title=title, file=file, **values)


@pytest.fixture
def dossier():
    """Handed in with three papers, one of them for two criteria."""
    made = make.dossier(Status.COMMUNE_REVIEW)
    contract = paper(made, "Hợp đồng liên kết", number="12/HĐ")
    make.link(made, criterion="A.1.3", evidence=contract, pages="2-3")
    make.link(made, criterion="A.1.1", evidence=contract, proves="nguồn gốc")
    photo = stored(corpus.picture("JPEG", (600, 400)), "anh.jpg", "image/jpeg")
    picture = make.evidence(made.product.producer, title="Ảnh nhãn", file=photo)
    make.link(made, criterion="A.1.2", evidence=picture)
    make.link(made, evidence=paper(made, "Giấy khác"))
    return made


@pytest.fixture
def officer(dossier):
    return make.user(Role.COMMUNE_OFFICER, dossier.commune)


def bound(dossier, reader):
    copy = binding.bind(actor=reader, snapshot=offices.latest_snapshot(dossier))
    queue.run_waiting()
    copy.refresh_from_db()
    assert copy.job.last_error == ""
    return copy


def bookmarks(copy):
    with pikepdf.open(io.BytesIO(storage.read(copy.file))) as pdf:
        numbers = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}

        def told(items, depth):
            for item in items:
                yield depth, item.title, numbers[item.destination[0].objgen]
                yield from told(item.children, depth + 1)

        with pdf.open_outline() as outline:
            return list(told(outline.root, 1)), len(pdf.pages)


def test_papers_stand_in_the_order_of_the_sheet_each_once(dossier, officer):
    copy = bound(dossier, officer)

    marks, pages = bookmarks(copy)
    assert pages == copy.pages == copy.file.pages
    papers = [(title, page) for depth, title, page in marks if depth == 2]
    start = papers[0][1]
    assert papers == [
        ("Hợp đồng liên kết, số 12/HĐ", start),  # A.1.1
        ("Ảnh nhãn", start + 3),  # A.1.2
        ("Hợp đồng liên kết, số 12/HĐ", start + 1),  # A.1.3, its page 2
        ("Giấy khác", start + 4),
    ]
    assert pages == start + 6
    heads = [title for depth, title, _page in marks if depth == 1]
    assert heads[:3] == [
        "Mẫu 01. Phiếu đăng ký",
        "Mẫu 02. Báo cáo tự đánh giá",
        "Mục lục",
    ]
    assert [head.split(".")[:2] for head in heads[3:6]] == [["A", "1"]] * 3


def test_two_who_ask_at_once_wait_for_one_copy(dossier, officer):
    snapshot = offices.latest_snapshot(dossier)

    first = binding.bind(actor=officer, snapshot=snapshot)
    second = binding.bind(actor=officer, snapshot=snapshot)

    assert first.job_id == second.job_id


def test_a_paper_that_breaks_is_named_and_the_last_good_copy_stays(dossier, officer):
    good = bound(dossier, officer)
    broken = paper(dossier, "Giấy hỏng")
    storage.write(storage.path_of(broken.file), b"%PDF-1.7 cut off")
    make.link(dossier, criterion="A.1.2", evidence=broken)

    again = bound(dossier, officer)

    assert (again.file, again.bound_at) == (good.file, good.bound_at)
    assert "Giấy hỏng (Giấy hỏng.pdf)" in again.job.progress_note
    assert again.job.state == "done"


def test_a_new_copy_takes_the_place_of_the_old_one(dossier, officer):
    former = bound(dossier, officer).file

    again = bound(dossier, officer)

    assert again.file.pk != former.pk
    assert not type(former).objects.filter(pk=former.pk).exists()


def test_what_was_handed_in_is_bound_not_what_stands_now(dossier, officer):
    snapshot = offices.latest_snapshot(dossier)
    dossier.links.all().delete()
    snapshots.take(
        actor=dossier.created_by, dossier=dossier, links=[], at=dossier.filed_at
    )

    copy = binding.bind(actor=officer, snapshot=snapshot)
    queue.run_waiting()
    copy.refresh_from_db()

    assert "Giấy khác" in [title for _, title, _page in bookmarks(copy)[0]]


def test_what_tells_of_persons_is_named_only_for_who_does_not_check(dossier, officer):
    workers = paper(dossier, "Danh sách lao động", kind="labour_list")
    make.link(dossier, criterion="A.1.2", evidence=workers)
    dossier.status = Status.ADVISORY_REVIEW
    dossier.save()
    adviser = make.user(Role.ADVISORY_MEMBER, dossier.commune.parent)

    full, other = bound(dossier, officer), bound(dossier, adviser)

    assert (full.is_full, other.is_full) == (True, False)
    assert full.pages == other.pages + 3
    for copy in (full, other):
        assert "Danh sách lao động" in [t for _, t, _page in bookmarks(copy)[0]]
