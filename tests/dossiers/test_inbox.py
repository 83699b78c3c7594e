"""A producer sends many papers at once, and says afterwards what each of them is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import EvidenceLink, Status
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services import inbox as services
from saolang.evidence import queries
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import Particulars
from saolang.files import services as files
from saolang.files.models import StoredFile, Upload
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(client):
    made = make.producer()
    client.force_login(make.owner_of(made))
    return made


def page_of(producer, name="inbox", **asked) -> str:
    return reverse(f"dossiers:{name}", args=[producer.pk], query=asked or None)


def filled(*uploads, **fields) -> dict[str, object]:
    """The form of these rows; `fields` are typed into every one of them."""
    rows = {"tep": [upload.pk for upload in uploads], "luu": "tat-ca"}
    for upload in uploads:
        rows |= {f"tep{upload.pk}-{name}": value for name, value in fields.items()}
    return rows


def photo(name: str, width: int = 40) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, corpus.picture("JPEG", (width, 30)))


def kept_photo(maker, name: str, width: int) -> Upload:
    """A photo with its bytes in store, waiting."""
    actor = make.owner_of(maker)
    file = files.store(
        actor=actor,
        name=name,
        content=corpus.picture("JPEG", (width, 30)),
        media_type="image/jpeg",
        at=timezone.now(),
    )
    return make.arrived(maker, name, file=file)


def test_what_arrived_is_shown_with_a_guess_that_says_so(client, producer):
    make.arrived(producer, "Giay_DKKD_HTX.jpg")
    make.arrived(producer, "IMG_2031.jpg")

    answer = client.get(page_of(producer))

    guesses = [row.guess for row in answer.context["rows"]]
    html = answer.content.decode()
    assert guesses == ["business_registration", ""]
    assert html.count("Đoán theo tên tệp") == 1
    assert '<option value="business_registration" selected>' in html
    assert not Evidence.objects.exists()


def test_every_row_is_saved_by_itself(client, producer):
    good, bad, later = (make.arrived(producer, f"{n}.jpg") for n in "abc")
    form = filled(good, kind="awards", number="1/BK")
    form |= filled(bad, kind="awards", number="SỐ GÕ DỞ", issued_on="31/02/2026")
    form |= filled(later, kind="") | {"tep": [good.pk, bad.pk, later.pk]}

    answer = client.post(page_of(producer), form)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert [(p.number, p.file) for p in Evidence.objects.all()] == [("1/BK", good.file)]
    assert "SỐ GÕ DỞ" in html
    assert f'id="tep-{good.pk}"' not in html
    assert html.count("field wrong") == 1
    assert f'id="tep-{later.pk}"' in html


def test_one_row_is_saved_and_the_others_keep_what_was_typed(client, producer):
    first, second = make.arrived(producer), make.arrived(producer)
    form = filled(first, second, kind="awards", number="GIỮ-LẠI")

    answer = client.post(page_of(producer), form | {"luu": str(first.pk)})

    assert answer.status_code == 200
    assert Evidence.objects.get().file == first.file
    assert answer.content.decode().count("GIỮ-LẠI") == 1


def test_a_row_asked_for_without_a_kind_says_so(client, producer):
    upload = make.arrived(producer)

    answer = client.post(
        page_of(producer), filled(upload, kind="") | {"luu": str(upload.pk)}
    )

    assert answer.status_code == 422
    assert "Hãy chọn loại giấy." in answer.content.decode()


def test_when_all_are_put_away_the_page_is_empty(client, producer):
    uploads = [make.arrived(producer, f"{n}.jpg") for n in range(3)]

    answer = client.post(
        page_of(producer), filled(*uploads, kind="awards"), follow=True
    )

    assert answer.redirect_chain[0][0] == page_of(producer)
    assert "Đã xếp 3 giấy." in answer.content.decode()
    assert "Không còn tệp nào chờ xếp." in answer.content.decode()
    assert Evidence.objects.filter(producer=producer).count() == 3


def test_sent_twice_is_saved_once(client, producer):
    upload = make.arrived(producer)
    form = filled(upload, kind="awards")

    client.post(page_of(producer), form)
    client.post(page_of(producer), form)

    assert Evidence.objects.count() == 1


def test_opened_from_a_dossier_papers_are_used_there_at_once(client, producer):
    dossier = make.dossier(product=make.product(producer=producer))
    upload = make.arrived(producer, "scan1.jpg")
    page = reverse(
        "dossiers:inbox",
        args=[producer.pk],
        query={"ho-so": dossier.pk, "giay": "awards", "tieu-chi": ["A.1.1", "Z.9"]},
    )

    shown = client.get(page)
    answer = client.post(page, filled(upload, kind="awards"))

    link = EvidenceLink.objects.get(dossier=dossier)
    assert [row.guess for row in shown.context["rows"]] == ["awards"]
    assert "tiêu chí A.1.1" in shown.content.decode()
    assert (link.criterion, link.evidence.file) == ("A.1.1", upload.file)
    assert link.added_by == make.owner_of(producer)
    assert f"ho-so={dossier.pk}" in answer.url


def test_a_dossier_an_office_holds_takes_nothing(client, producer):
    dossier = make.dossier(
        Status.COMMUNE_REVIEW, product=make.product(producer=producer)
    )
    upload = make.arrived(producer)
    page = page_of(producer, **{"ho-so": dossier.pk})

    answer = client.post(page, filled(upload, kind="awards"), follow=True)

    assert "nên không sửa được" in answer.content.decode()
    assert not Evidence.objects.exists()


# --- the same file twice ---------------------------------------------------------


def test_the_same_bytes_under_another_name_are_recognised(client, producer):
    paper = make.evidence(producer, title="Giấy đã có")
    again = make.stored_file("tên khác.jpg", media_type="image/jpeg")
    StoredFile.objects.filter(pk=again.pk).update(sha256=paper.file.sha256)
    again.refresh_from_db()
    upload = make.arrived(producer, "tên khác.jpg", file=again)

    html = client.get(page_of(producer)).content.decode()
    answer = client.post(page_of(producer), filled(upload, kind="awards"))

    assert "Tệp này đã có: Giấy đã có" in html
    assert answer.status_code == 422
    assert "Tệp này đã có: Giấy đã có" in answer.content.decode()
    assert Evidence.objects.get() == paper


def test_the_paper_that_is_there_is_used_instead(client, producer):
    dossier = make.dossier(product=make.product(producer=producer))
    paper = make.evidence(producer, "environment_file")
    upload = make.arrived(producer, file=paper.file)
    page = page_of(producer, **{"ho-so": dossier.pk})

    client.post(page, {"bo": upload.pk})

    assert {link.evidence for link in dossier.links.all()} == {paper}
    assert not Upload.objects.exists()
    assert Evidence.objects.get() == paper


def test_another_producers_same_file_is_its_own_affair(producer):
    theirs = make.evidence(make.producer())
    upload = make.arrived(producer, file=theirs.file)

    kept = evidence.add(
        actor=make.owner_of(producer),
        producer=producer,
        upload=upload,
        particulars=Particulars("awards"),
        at=timezone.now(),
    )

    assert kept.file.sha256 == theirs.file.sha256


def test_a_refused_file_may_be_tried_again(producer):
    bad = make.stored_file(state="refused", refusal_code="pdf.locked")
    make.evidence(producer, file=bad)

    assert queries.with_bytes(producer, bad.sha256) is None


def test_in_a_draft_a_known_file_becomes_the_paper_it_is():
    dossier = make.dossier()
    maker = dossier.product.producer
    actor, at = make.owner_of(maker), timezone.now()
    particulars = Particulars("awards", number="mới")

    first = papers.attach(
        actor=actor,
        dossier=dossier,
        uploads=[photo("a.jpg")],
        particulars=particulars,
        at=at,
    )
    second = papers.attach(
        actor=actor,
        dossier=make.dossier(product=make.product(producer=maker)),
        uploads=[photo("b.jpg"), photo("c.jpg", 41)],
        particulars=particulars,
        at=at,
    )

    assert second.known == first.papers
    assert len(second.papers) == 1
    assert Evidence.objects.count() == 2


# --- without scripts, strangers, joining ----------------------------------------


def test_without_scripts_a_form_sends_several_and_names_the_bad(client, producer):
    page = page_of(producer, "send_files")
    program = SimpleUploadedFile("virus.pdf", b"MZ" + bytes(100))

    answer = client.post(page, {"uploads": [photo("nhan.jpg"), program]})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.pdf" in html
    assert [row.upload.name for row in answer.context["rows"]] == ["nhan.jpg"]
    assert client.post(page, {"uploads": [photo("x.jpg", 44)]}).status_code == 302


def test_a_file_not_wanted_is_dropped(client, producer):
    upload = make.arrived(producer)

    client.post(page_of(producer), {"bo": upload.pk})

    assert not Upload.objects.exists()
    assert client.post(page_of(producer), {"bo": upload.pk}).status_code == 404


def test_files_of_others_are_not_there(client, producer):
    other = make.producer()
    foreign = make.arrived(other, "bi-mat.jpg")
    same_folder = make.arrived(producer, "cua-ban.jpg", owner=make.owner_of(other))

    html = client.get(page_of(producer)).content.decode()
    client.post(page_of(producer), filled(foreign, same_folder, kind="awards"))

    assert "bi-mat" not in html
    assert "cua-ban" not in html
    assert not Evidence.objects.exists()
    for upload in (foreign, same_folder):
        page = reverse("dossiers:arrived_file", args=[producer.pk, upload.pk])
        assert client.get(page).status_code == 404
        assert client.post(page_of(producer), {"bo": upload.pk}).status_code == 404
    assert client.get(page_of(other)).status_code == 404


def test_photos_become_one_paper_in_the_order_chosen(client, producer):
    first = kept_photo(producer, "anh 2.jpg", 50)
    second = kept_photo(producer, "anh 10.jpg", 60)
    page = reverse("dossiers:join_photos", args=[producer.pk])

    shown = client.get(page, {"chon": [first.pk, second.pk], "len": second.pk})
    named = client.get(page, {"chon": [second.pk, first.pk], "xep": "ten"})
    answer = client.post(page, {"chon": [second.pk, first.pk], "ten": "Hợp đồng"})

    assert [photo for photo, _url in shown.context["photos"]] == [second, first]
    assert [photo for photo, _url in named.context["photos"]] == [first, second]
    assert answer.url == page_of(producer)
    joined = Upload.objects.get(taken_at=None)
    assert (joined.name, joined.file.pages) == ("Hợp đồng.pdf", 2)
    assert joined.folder == queries.folder_of(producer)


def test_one_photo_alone_is_not_joined(client, producer):
    upload = kept_photo(producer, "a.jpg", 50)
    page = reverse("dossiers:join_photos", args=[producer.pk])

    answer = client.post(page, {"chon": [upload.pk], "ten": "Tên tôi gõ"})

    assert answer.status_code == 422
    assert "ít nhất hai ảnh" in answer.content.decode()
    assert "Tên tôi gõ" in answer.content.decode()
    assert Upload.objects.get(taken_at=None) == upload


def test_photos_of_another_folder_are_not_joined(producer):
    other = make.producer(owner=make.owner_of(producer))
    uploads = [kept_photo(other, f"{n}.jpg", 50 + n) for n in range(2)]

    with pytest.raises(PermissionDenied):
        services.join(
            actor=make.owner_of(producer),
            producer=producer,
            uploads=uploads,
            name="x.pdf",
            at=timezone.now(),
        )

    assert Upload.objects.filter(taken_at=None).count() == 2


def test_two_hundred_files_come_in_pages(client, producer):
    for number in range(45):
        make.arrived(producer, f"{number}.jpg")

    answer = client.get(page_of(producer))

    assert len(answer.context["rows"]) == 20
    assert "1–20" in answer.content.decode()
    assert len(client.get(page_of(producer, page=3)).context["rows"]) == 5
