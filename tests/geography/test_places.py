"""Finding a place by the name one knows, and what became of old ones."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from saolang.geography import queries, services
from saolang.geography.models import AdminUnit, Level, Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db):
    services.import_units()


def names(text: str, level: Level | None = None) -> list[str]:
    return [queries.place_line(unit) for unit in queries.find(text, level)]


def test_a_place_is_found_by_old_or_new_name_with_or_without_tones(country):
    for typed in ["kinh mon", "Kinh Môn", "thị xã Kinh Môn", "KINH MON, hai duong"]:
        assert "phường Nhị Chiểu, thành phố Hải Phòng" in names(typed)
    assert names("kinh mon")[0] == "phường Kinh Môn, thành phố Hải Phòng"
    assert names("Tứ Kỳ")[0] == "xã Tứ Kỳ, thành phố Hải Phòng"
    assert "xã Chí Minh, thành phố Hải Phòng" in names("tu ky")
    assert "thành phố Hồ Chí Minh" in names("Bình Dương")
    assert names("hoang sa")[0] == "đặc khu Hoàng Sa, thành phố Đà Nẵng"
    assert names("truong sa")[0] == "đặc khu Trường Sa, tỉnh Khánh Hòa"
    assert names("Thanh Sơn Thanh Hà Hải Dương", Level.COMMUNE)[0] == (
        "xã Thanh Hà, thành phố Hải Phòng"
    )
    assert names("") == names("'; drop table --") == names("xyzzy") == []


def test_old_units_lead_to_the_present_ones(country):
    kinh_mon = AdminUnit.objects.get(name="Kinh Môn", level=Level.DISTRICT)
    tu_ky = queries.find("Tứ Kỳ")[0]

    assert len(queries.successors(kinh_mon)) == 8
    assert queries.successors(tu_ky) == [tu_ky]
    assert "thị trấn Tứ Kỳ, huyện Tứ Kỳ, tỉnh Hải Dương" in queries.former_names(tu_ky)


def test_a_second_import_changes_nothing_and_an_edit_comes_in(country, tmp_path):
    before = (AdminUnit.objects.count(), Succession.objects.count())
    for path in services.DATA.glob("*.tsv"):
        shutil.copy(path, tmp_path)
    with (tmp_path / "changes-2027.tsv").open("w", encoding="utf-8") as file:
        header = (services.DATA / "changes-2026.tsv").read_text().splitlines()[0]
        change = ["2027-01-01", "31", "province", "Hải Phòng", "name", "Hải Phòng"]
        rest = ["Hải Phòng Mới", "1/2026/QH16", "2026-12-01", "one", "x"]
        file.write(header + "\n" + "\t".join(change + rest) + "\n")

    services.import_units(tmp_path)

    renamed = AdminUnit.objects.get(code="31", valid_to=None)
    assert renamed.name == "Hải Phòng Mới"
    assert (AdminUnit.objects.count(), Succession.objects.count()) == (
        before[0] + 1,
        before[1],
    )


def test_a_bad_table_writes_nothing(tmp_path):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_units", tmp_path)

    assert AdminUnit.objects.count() == 0
