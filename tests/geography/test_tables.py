"""What the place tables promise, and what a bad table gets."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from saolang.geography.rules import tables
from saolang.geography.services import DATA


@pytest.fixture(scope="module")
def places():
    return tables.load(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in DATA.glob("*.tsv"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("day", "provinces", "cities", "districts", "communes", "wards"),
    [
        (date(2025, 6, 30), 63, 6, 696, 10035, 1726),
        (date(2025, 7, 1), 34, 6, 0, 3321, 687),
        (date(2026, 4, 30), 34, 7, 0, 3321, 697),
        (date(2026, 9, 1), 34, 8, 0, 3321, 697),
        (date(2026, 9, 20), 34, 9, 0, 3321, 709),
    ],
)
def test_the_country_has_as_many_units_as_the_resolutions_say(
    places, day, provinces, cities, districts, communes, wards
):
    levels = Counter(u.level for u in places.units if u.in_force(day))
    kinds = Counter((u.level, u.kind) for u in places.units if u.in_force(day))

    assert (levels["province"], levels["district"], levels["commune"]) == (
        provinces,
        districts,
        communes,
    )
    assert kinds["province", "thành phố"] == cities
    assert kinds["commune", "phường"] == wards


def test_every_unit_that_ended_has_a_successor(places):
    went = {s.old for s in places.successions}
    renamed = {
        u.code for u in places.units if "2026" in u.source or "/NQ-UB" in u.source
    }

    gone = [
        u for u in places.units if u.valid_to == date(2025, 7, 1) and u.key not in went
    ]

    assert gone == []
    assert renamed


def test_a_code_used_again_means_another_unit(places):
    named = {u.valid_from: u.name for u in places.units if u.code == "24"}

    assert {"Bắc Giang", "Bắc Ninh"} <= set(named.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("units.tsv", "\tprovince\t", "\tkingdom\t", "line 2: level 'kingdom'"),
        ("units.tsv", "2008-08-01", "2008-13-01", "'2008-13-01' is no date"),
        ("units.tsv", "code\tlevel", "level\tcode", "line 1: columns are"),
        ("units.tsv", "01\tprovince\tthành phố\t", "1\tprovince\tthành phố\t", "'1'"),
        ("successors.tsv", "\twhole\t", "\thalf\t", "'half'"),
        ("successors.tsv", "02\t\t08", "99\t\t08", "no unit 99"),
        ("aliases.tsv", "00181", "99999", "no unit 99999"),
        ("changes-2026.tsv", "\ttỉnh\tthành phố\t", "\txã\tthành phố\t", "kind is not"),
    ],
)
def test_a_bad_table_is_refused_with_file_and_reason(folder, file, old, new, reason):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(tables.TableError) as refused:
        tables.load(folder)

    assert file in str(refused.value)
    assert reason in str(refused.value)


def test_text_that_is_not_nfc_is_refused(folder):
    path = folder / "aliases.tsv"
    decomposed = "01\t2008-08-01\tHa\u0300 No\u0323\u0302i\tx\n"
    path.write_text(path.read_text(encoding="utf-8") + decomposed, encoding="utf-8")

    with pytest.raises(tables.TableError, match="NFC"):
        tables.load(folder)
