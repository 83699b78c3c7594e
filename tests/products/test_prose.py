"""What Markdown of a story may become: a few tags, links to the web, nothing else."""

import re

import pytest

from saolang.products import prose

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://x.vn'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](/tai-khoan/dang-xuat/)",
    "[x](//evil.example/)",
    "[x](#x)",
    "[x](mailto:a@b.vn)",
    "![x](https://tracker.example/p.gif)",
    "![x](javascript:alert(1))",
    '[x](https://a.vn "onmouseover=alert(1)")',
    '[x](https://a.vn/" onclick="alert(1))',
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "```html\n<script>alert(1)</script>\n```",
    "<style>*{display:none}</style>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "**<b onmouseover=alert(1)>đậm</b>**",
    "> <form action=https://x.vn><input name=q></form>",
]
ALLOWED = re.compile(
    r"</?(?:p|strong|em|ul|ol|li|blockquote)>|<br ?/?>|</a>|<a>"
    r'|<a (?:rel="nofollow noopener noreferrer" )?href="https?://[^"<>]*"'
    r'(?: rel="nofollow noopener noreferrer")?>|<a rel="nofollow noopener noreferrer">'
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_but_the_small_subset_comes_out(hostile):
    html = prose.html(f"Mở đầu\n\n{hostile}")

    assert "<p>Mở đầu</p>" in html
    assert "<" not in ALLOWED.sub("", html), html


def test_links_lead_to_the_web_and_lend_no_weight():
    html = prose.html("[báo](https://bao.example.vn/rươi)")

    assert 'href="https://bao.example.vn/' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_the_subset_is_drawn():
    html = prose.html("**đậm** *nghiêng*\n\n- một\n- hai\n\n> lời bà")

    for part in ("<strong>đậm</strong>", "<em>nghiêng</em>", "<li>một</li>"):
        assert part in html
    assert "<blockquote>\n<p>lời bà</p>" in html


def test_plain_words_carry_no_marks():
    assert prose.plain("**Bà** *Lan*\n\n- dệt [lụa](https://a.vn)") == "Bà Lan\ndệt lụa"
