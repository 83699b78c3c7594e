"""The texts people are asked to agree to; one that was shown is never edited."""

from collections.abc import Mapping

from saolang.kernel.wording import Sentence

# a change of wording is a new version: a yes holds for the text it was given to
TEXTS: Mapping[str, Sentence] = {
    "2026-11": Sentence(
        "Tôi đồng ý để Sao Làng đăng số điện thoại và thư điện tử liên hệ của cơ sở "
        "trên trang sản phẩm, để người mua hỏi hàng. Tôi có thể rút lại bất cứ lúc "
        "nào ở trang tài khoản; không đồng ý thì vẫn nộp hồ sơ được như thường."
    ),
}
CURRENT = "2026-11"
