"""What a producer agrees to when somebody writes its dossiers, and for how long."""

from collections.abc import Mapping
from datetime import date, timedelta

from saolang.kernel.wording import Sentence

LONGEST = timedelta(days=366)
CODE_LIFETIME = timedelta(days=7)
CODE_ATTEMPTS = 5
# a change of wording is a new version: a yes holds for the text it was given to
TEXTS: Mapping[str, Sentence] = {
    "2026-11": Sentence(
        "Cơ sở đồng ý để người này viết hồ sơ OCOP, thêm giấy tờ và viết câu chuyện "
        "sản phẩm thay cơ sở, trong thời hạn ghi ở đây. Người giúp không nộp và không "
        "rút hồ sơ, không sửa thông tin cơ sở, không xem số căn cước, không ký thay. "
        "Cơ sở thu lại lời đồng ý lúc nào cũng được, có hiệu lực ngay. Mọi việc người "
        "giúp làm đều được ghi lại."
    ),
}
CURRENT = "2026-11"


def is_fitting(starts_on: date, ends_on: date) -> bool:
    """Whether a mandate may last this long: from tomorrow, up to a year.

    >>> day = date(2026, 11, 22)
    >>> is_fitting(day, date(2027, 11, 22)), is_fitting(day, date(2027, 12, 1))
    (True, False)
    >>> is_fitting(day, day)
    False
    """
    return starts_on < ends_on <= starts_on + LONGEST
