"""A printed code never changes, cannot be guessed, and names a typing slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.kernel import codes
from saolang.kernel.codes import ALPHABET, CodeKind, ReadCode

KEY = b"a key for tests, never for stamps"
numbers = st.integers(min_value=0, max_value=2**40 - 1)
kinds = st.sampled_from(list(CodeKind))

# fixed before the first print: these lines may never change
VECTORS = [
    (CodeKind.CERTIFICATE, 0, "C0TKTF3EEKM205S3SNPH"),
    (CodeKind.CERTIFICATE, 1, "C2XG0QD982GKWR96JE6Z"),
    (CodeKind.STAMP, 2**40 - 1, "THG8WHHW1CWVWEPWC7B3"),
    (CodeKind.PRODUCT, 17, "PNGQEDWG42KKE05K15N5"),
    (CodeKind.LOT, 123456789, "MJ7WMDSQT65Y8PCWJNGD"),
]


@pytest.mark.parametrize(("kind", "number", "code"), VECTORS)
def test_the_layout_is_fixed(kind, number, code):
    assert codes.make(kind, number, KEY) == code
    assert codes.read(code, KEY) == ReadCode(kind, number)


@given(kinds, numbers)
def test_what_was_made_reads_back_however_it_is_typed(kind, number):
    code = codes.make(kind, number, KEY)

    typed = codes.grouped(code).lower().replace("0", "o").replace("1", "l")

    assert codes.read(codes.normalise(typed), KEY) == ReadCode(kind, number)


@given(kinds, numbers, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_every_single_slip_shows(kind, number, place, char):
    code = codes.make(kind, number, KEY)
    slipped = code[:place] + char + code[place + 1 :]

    assert codes.has_slip(slipped) == (slipped != code)


@given(kinds, numbers, st.integers(0, 18))
def test_every_swap_of_neighbours_shows(kind, number, place):
    code = codes.make(kind, number, KEY)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert codes.has_slip(swapped) == (swapped != code)


@given(kinds, numbers)
def test_another_key_knows_nothing(kind, number):
    assert codes.read(codes.make(kind, number, KEY), b"another key") is None


def test_neighbouring_numbers_look_nothing_alike():
    made = {codes.make(CodeKind.CERTIFICATE, n, KEY)[1:9] for n in range(5000)}

    assert len(made) == 5000


def test_a_number_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="40 bits"):
        codes.make(CodeKind.CERTIFICATE, 2**40, KEY)
