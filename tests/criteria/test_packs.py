"""The law in the library is whole, and a broken copy of it is refused by name."""

import shutil

import pytest
import yaml

from saolang.criteria import library
from saolang.criteria.checking import pack_findings, safely, set_findings
from saolang.criteria.pack import PackError
from saolang.criteria.reading import parse

CURRENT, OLD, GAPPED = "qd-26-2026", "qd-1048-2019", "qd-148-2023"
CARD = "ca-phe-ca-cao"  # has a sum, an applies_if, minimums and disqualifiers
PARTIAL = "gao-ngu-coc-hat-so-che"


def test_every_pack_and_set_in_the_library_is_sound():
    found = [p for id_ in library.pack_ids() for p in library.problems(_pack(id_))]

    assert found == []
    assert library.pack_ids() == (OLD, GAPPED, CURRENT)


def test_every_set_can_be_read():
    cards = [
        library.load_set(pack_id, entry.slug)
        for pack_id in library.pack_ids()
        for entry in library.sets(pack_id)
    ]

    criteria = [criterion for card in cards for criterion in card.criteria.values()]
    assert (len(cards), len(criteria)) == (78, 1548)
    assert sum(len(criterion.options) for criterion in criteria) == 5273
    assert sum(not criterion.verified for criterion in criteria) == 9
    assert [library.load(id_).is_complete for id_ in library.pack_ids()] == [0, 0, 1]


def _pack(pack_id):
    return library.PACKS / pack_id


def broken(tmp_path, pack_id, slug, change):
    """A copy of a pack in which one file was changed."""
    folder = tmp_path / pack_id
    shutil.copytree(_pack(pack_id), folder)
    path = folder / f"{slug}.yaml"
    raw = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    change(raw)
    path.write_text(yaml.dump(raw, Dumper=yaml.CSafeDumper, allow_unicode=True))
    return folder


def find(raw, code):
    """A criterion, section or option of a raw set file by its code."""

    def look(node):
        if isinstance(node, dict):
            if code in (node.get("code"), node.get("id")):
                return node
            node = list(node.values())
        if isinstance(node, list):
            return next(filter(None, map(look, node)), None)
        return None

    return look(raw["parts"])


def put(**changes):
    return lambda raw: raw.update(changes)


def at(code, /, **changes):
    return lambda raw: find(raw, code).update(changes)


def without(code, key):
    return lambda raw: find(raw, code).pop(key)


def band(stars, **changes):
    def change(raw):
        next(b for b in raw["star_bands"] if b["stars"] == stars).update(changes)

    return change


PACK_BREAKS = {
    "schema": (put(schema="other"), "schema"),
    "id": (put(pack="qd-1-1999"), "khác tên thư mục"),
    "total": (put(total_points=99), "không cộng thành total_points"),
    "a band is missing": (lambda raw: raw["star_bands"].pop(), "không đúng 1 đến 5"),
    "lowest band": (band(1, min=1), "không bắt đầu từ 0"),
    "top band": (band(5, max_inclusive=False), "không kết thúc ở tổng điểm"),
    "bands overlap": (band(3, max=71), "chồng hoặc hở"),
    "bands share a point": (band(3, max_inclusive=True), "chồng hoặc hở"),
    "band is empty": (band(1, min=30), "bắt đầu từ 0"),
    "evidence twice": (
        lambda raw: raw["evidence"].append(raw["evidence"][0]),
        "bị lặp",
    ),
    "set number": (lambda raw: raw["sets"][0].update(number=2), "lặp hay bị hở"),
    "set slug": (lambda raw: raw["sets"][0].update(slug="hoa"), "lặp hay bị hở"),
    "groups": (
        lambda raw: raw["groups"][0]["subgroups"][0]["sets"].pop(),
        "mỗi bộ đúng một lần",
    ),
    "status": (lambda raw: raw["sets"][0].update(status="done"), "status 'done'"),
    "coverage": (lambda raw: raw["coverage"].update(sets_complete=25), "số bộ đủ"),
    "no parts": (lambda raw: raw.pop("parts"), "không đọc được"),
}


@pytest.mark.parametrize("breaks", PACK_BREAKS.values(), ids=PACK_BREAKS)
def test_a_broken_pack_is_refused(tmp_path, breaks):
    change, reason = breaks
    folder = broken(tmp_path, CURRENT, "pack", change)

    refused = refuses_to_read(folder, CARD)

    assert refused.file == "qd-26-2026/pack.yaml"
    assert reason in refused.reason


def test_an_empty_band_is_named():
    index = parse(_pack(CURRENT) / "pack.yaml")
    band(2, min=50)(index)

    assert ("", "khung 2 rỗng") in pack_findings(index, CURRENT, frozenset())


SET_BREAKS = {
    "pack": (put(pack=OLD), "", "pack là"),
    "set": (put(set="hoa"), "", "set là"),
    "schema": (put(schema="other"), "", "schema là"),
    "name": (put(name_vi=""), "", "thiếu name_vi"),
    "source": (put(source=None), "", "thiếu source"),
    "status": (put(status="partial"), "", "khác pack.yaml"),
    "number": (put(number=1), "", "khác pack.yaml"),
    "disqualifier kind": (
        lambda raw: raw["disqualifiers"][0].update(kind="warn"),
        "",
        "điều kiện loại hỏng",
    ),
    "disqualifier text": (
        lambda raw: raw["disqualifiers"][0].pop("text"),
        "",
        "điều kiện loại hỏng",
    ),
    "disqualifier without a place": (
        lambda raw: raw["disqualifiers"][0].update(when="any_zero_in_section"),
        "",
        "chỉ có nghĩa ở một tiêu chí",
    ),
    "part maximum": (
        lambda raw: raw["parts"][0].update(max=41),
        "",
        "điểm tối đa khác pack.yaml",
    ),
    "total": (put(total=99), "", "khác tổng các phần"),
    "section twice": (at("A.2", code="A.1"), "A.1", "dùng hai lần"),
    "section code": (at("A.2", code="B.2"), "B.2", "mã mục sai"),
    "section title": (at("A.2", title=""), "A.2", "thiếu tên mục"),
    "section sum": (at("A.2", max=11), "A.2", "các tiêu chí cộng"),
    "section incomplete": (at("A.2", incomplete=True), "A.2", "«incomplete»"),
    "points missing": (
        lambda raw: raw["parts"][0]["sections"].pop(),
        "",
        "thiếu điểm: {'A'",
    ),
    "code twice": (at("A.1.2", code="A.1.1"), "A.1.1", "dùng hai lần"),
    "code prefix": (at("A.1.2", code="A.9.2"), "A.9.2", "không bắt đầu bằng A.1."),
    "unknown key": (at("A.1.2", aplies_if={}), "A.1.2", "khóa lạ: aplies_if"),
    "title": (without("A.1.2", "title"), "A.1.2", "thiếu title"),
    "topic": (without("A.1.2", "topic"), "A.1.2", "thiếu topic"),
    "criterion source": (without("A.1.2", "source"), "A.1.2", "thiếu source"),
    "ref": (without("A.1.2", "ref"), "A.1.2", "thiếu ref"),
    "verified": (at("A.1.2", verified="yes"), "A.1.2", "không phải true/false"),
    "unverified": (
        at("A.1.2", verified=False, notes=[]),
        "A.1.2",
        "không có ghi chú",
    ),
    "select": (at("A.1.2", select="two"), "A.1.2", "select 'two'"),
    "evidence": (at("A.1.2", evidence=["E99"]), "A.1.2", "không có minh chứng E99"),
    "disqualify": (at("A.1.2", disqualify=[{}]), "A.1.2", "điều kiện loại hỏng"),
    "sum without children": (at("C.6.1", children=[]), "C.6.1", "cần children"),
    "sum with options": (
        at("C.6.1", options=[{"id": "C.6.1.o1"}]),
        "C.6.1",
        "không có options",
    ),
    "sum of children": (at("C.6.1", max=99), "C.6.1", "children cộng"),
    "no options": (at("A.1.2", options=[]), "A.1.2", "không có options"),
    "option twice": (at("A.1.2.o2", id="A.1.2.o1"), "A.1.2", "dùng hai lần"),
    "option id": (at("A.1.2.o2", id="A.1.3.o9"), "A.1.2", "không theo A.1.2.oN"),
    "option key": (at("A.1.2.o2", poins=1), "A.1.2", "khóa lạ: poins"),
    "points are words": (at("A.1.2.o2", points="2"), "A.1.2", "điểm '2'"),
    "points are truth": (at("A.1.2.o2", points=True), "A.1.2", "điểm True"),
    "points are negative": (at("A.1.2.o2", points=-1), "A.1.2", "điểm -1"),
    "label": (at("A.1.2.o2", label=" "), "A.1.2", "nhãn trống"),
    "label is unread": (at("A.1.2.o2", label="a??b"), "A.1.2", "nhãn trống"),
    "maximum": (at("A.1.2", max=99), "A.1.2", "mức cao nhất cho"),
    "case": (at("A.1.2.o2", case="c1"), "A.1.2", "cases và options"),
    "cases": (at("A.1.2", select="one_of_cases"), "A.1.2", "cases và options"),
    "points fall": (at("A.1.2.o1", points=2), "A.1.2", "không tăng dần"),
    "star of two": (at("A.1.2.o1", min_for_star=2), "A.1.2", "ngoài 3 đến 5"),
    "star unsaid": (at("A.1.2.o2", min_for_star=3), "A.1.2", "cần là {3:"),
    "star untrue": (
        at("A.1.2", min_points_for_star={5: 1}),
        "A.1.2",
        "min_points_for_star {5: 1}",
    ),
    "depends on nothing": (
        at("B.5.2", applies_if={"criterion": "B.9.9", "min_points": 1}),
        "B.5.2",
        "không có ở phía trên",
    ),
    "depends on what follows": (
        at("B.5.2", applies_if={"criterion": "B.5.3", "min_points": 1}),
        "B.5.2",
        "không có ở phía trên",
    ),
    "depends on itself": (
        at("B.5.2", applies_if={"criterion": "B.5.2", "min_points": 1}),
        "B.5.2",
        "không có ở phía trên",
    ),
    "no sections": (lambda raw: raw["parts"][0].pop("sections"), "", "không đọc được"),
}


@pytest.mark.parametrize("breaks", SET_BREAKS.values(), ids=SET_BREAKS)
def test_a_broken_set_is_refused(tmp_path, breaks):
    change, code, reason = breaks
    folder = broken(tmp_path, CURRENT, CARD, change)
    card, index = (parse(folder / f"{slug}.yaml") for slug in (CARD, "pack"))

    found = list(safely(lambda: set_findings(card, CARD, index)))

    assert any(where == code and reason in why for where, why in found)
    refused = refuses_to_read(folder, CARD)
    assert refused.file == f"{CURRENT}/{CARD}.yaml"
    assert (refused.code, refused.reason) == found[0]


@pytest.mark.parametrize(
    ("pack_id", "slug", "change", "reason"),
    [
        (GAPPED, PARTIAL, put(gap={"A": 1}), "tính ra {'A': 32, 'B': 25, 'C': 35}"),
        (
            OLD,
            "gao-ngu-coc",
            lambda raw: raw["parts"][0].update(sections=[{}]),
            "mà có nội dung",
        ),
    ],
)
def test_a_set_with_gaps_must_state_them_truly(tmp_path, pack_id, slug, change, reason):
    folder = broken(tmp_path, pack_id, slug, change)

    assert reason in refuses_to_read(folder, slug).reason


def test_a_missing_and_an_unlisted_file_are_refused(tmp_path):
    folder = broken(tmp_path, CURRENT, CARD, lambda raw: None)
    (folder / "hoa.yaml").rename(folder / "hoa-la.yaml")

    found = [(p.file, p.code, p.reason) for p in library.problems(folder)]

    index = "qd-26-2026/pack.yaml"
    assert (index, "hoa", "thiếu tệp của bộ này") in found
    assert (index, "hoa-la", "tệp không có trong danh mục của pack.yaml") in found
    assert refuses_to_read(folder, CARD).code == "hoa"


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1\na: 2", "- 1", "", "\x00", "a: !!python/name:os.system"]
)
@pytest.mark.parametrize("slug", ["pack", CARD])
def test_a_file_that_is_no_pack_is_refused_not_raised_through(tmp_path, text, slug):
    folder = broken(tmp_path, CURRENT, CARD, lambda raw: None)
    (folder / f"{slug}.yaml").write_text(text)

    refused = refuses_to_read(folder, CARD)

    assert refused.file == f"{CURRENT}/{slug}.yaml"
    assert "\n" not in str(refused)


def refuses_to_read(folder, slug):
    with pytest.raises(PackError) as refused:
        library.read_set(folder, slug)
    return refused.value
