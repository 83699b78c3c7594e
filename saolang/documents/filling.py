"""Look at and fill a Word template that somebody brought, in a process of its own.

Run as a program it limits its own time, memory and disk, reads a request as JSON, and
prints a verdict as JSON. It knows no Django and no database. A template may name
fields, loop over lists and ask whether a value is there; it may do nothing else.
"""

import difflib
import html
import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from saolang.documents.own_disk import is_own

CPU_SECONDS = 20
MEMORY_BYTES = 768 * 1024 * 1024
WRITTEN_BYTES = 32 * 1024 * 1024
ENTRIES = 300
PART_BYTES = 8 * 1024 * 1024
WHOLE_BYTES = 24 * 1024 * 1024
DOTS = "…" * 20
FILTERS = {
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
    "length": len,
    "cham": lambda value: value or DOTS,
    "tung_dong": lambda value: [x for x in str(value).split("\n") if x.strip()],
}
LOOP = frozenset({"index", "first", "last", "length"})
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
PLACES = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích"}
REACHING = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|MACROBUTTON)\b"
)
_TAGS = re.compile(r"<[^>]+>")
_INSTRUCTIONS = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a template from being used, and where it stands."""

    code: str
    name: str = ""
    where: str = ""
    near: list[str] = field(default_factory=list)


class _Stop(Exception):
    """Looking on would be pointless or dangerous."""

    def __init__(self, code: str, name: str = "", where: str = "") -> None:
        self.problem = Problem(code, name, where)


class _Strict(DocxTemplate):  # type: ignore[misc]
    """A template whose filled parts must be whole: half a table is not mended."""

    def render_xml_part(self, *args: Any, **values: Any) -> str:
        made: str = super().render_xml_part(*args, **values)
        parse_xml(made.encode())
        return made


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja with nothing in it but the few filters a template may use."""
    made = ImmutableSandboxedEnvironment(autoescape=True)
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests.clear()
    return made


def fill(template: bytes, data: Mapping[str, Any]) -> bytes:
    """The DOCX of a template; values are text, never markup or code."""
    document = _Strict(BytesIO(template))
    document.render(dict(data), environment(), autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def problems(template: bytes, fields: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with a template, in the order of its pages."""
    try:
        parts = _opened(template)
        found: list[Problem] = []
        for name, text in _in_order(parts):
            found += _Part(name, text, fields).problems()
        return found
    except _Stop as stop:
        return [stop.problem]


# --- the envelope ---------------------------------------------------------------


def _opened(template: bytes) -> dict[str, str]:
    """The XML parts of a plain Word file that carries and fetches nothing else."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            entries = archive.infolist()
            if (
                len(entries) > ENTRIES
                or sum(e.file_size for e in entries) > WHOLE_BYTES
            ):
                raise _Stop("template.too_heavy")
            parts = {e.filename: _read(archive, e) for e in entries}
    except (zipfile.BadZipFile, RuntimeError, OSError) as broken:
        raise _Stop("template.not_word") from broken
    _refuse_cargo(parts)
    return {
        name: _canonical(content)
        for name, content in parts.items()
        if name.endswith(".xml")
    }


def _canonical(content: bytes) -> str:
    """A part as it is filled in: letters written as numbers or as CDATA are letters."""
    try:
        return serialize_part_xml(parse_xml(content)).decode()
    except SyntaxError:  # not XML, so nobody reads it as that
        return content.decode("utf-8", "replace")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        content = stream.read(PART_BYTES + 1)
    if len(content) > PART_BYTES:
        raise _Stop("template.too_heavy")
    return content


def _refuse_cargo(parts: Mapping[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaProject" in name for name in parts):
        raise _Stop("template.macros")
    if MAIN not in types or "word/document.xml" not in parts:
        raise _Stop("template.not_word")
    for name, content in parts.items():
        if re.search(r"/(embeddings|activeX)/|afchunk", name, re.IGNORECASE):
            raise _Stop("template.embedded")
        if not name.endswith((".xml", ".rels")):
            continue
        text = content.decode("utf-8", "replace")
        if "\x00" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise _Stop("template.not_word")
        text = _canonical(content)
        if name.endswith(".rels"):
            _refuse_relations(text)
        said = " ".join("".join(pair) for pair in _INSTRUCTIONS.findall(text))
        if fetched := REACHING.search(said) or REACHING.search(said.replace(" ", "")):
            raise _Stop("template.reaching_out", fetched[0])


def _refuse_relations(text: str) -> None:
    for relation in _RELATION.findall(text):
        kind = relation.lower()
        if 'targetmode="external"' in kind.replace("'", '"'):
            if not _names_own_template(kind) and not re.search(
                r"/hyperlink[\"']", kind
            ):
                raise _Stop("template.reaching_out", "liên kết ra ngoài tệp")
        elif re.search(r"/(afchunk|oleobject|subdocument|package|control)[\"']", kind):
            raise _Stop("template.embedded")


def _names_own_template(relation: str) -> bool:
    """Whether it is Word's note of a template on the writer's own disk."""
    targets = re.findall(r"\starget\s*=\s*[\"']([^\"']*)[\"']", relation)
    is_template = re.search(r"/attachedtemplate[\"']", relation)
    return bool(is_template and targets) and all(
        is_own(html.unescape(target)) for target in targets
    )


def _in_order(parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parts that are filled in; a field anywhere else would stay as it is."""
    for name in sorted(parts, key=lambda n: (n != "word/document.xml", n)):
        if FILLED.fullmatch(name):
            yield name, parts[name]
            continue
        words = _TAGS.sub("", parts[name])
        if "{{" in words or "{%" in words:
            raise _Stop("template.unfillable", where=name)


# --- what is written in it ------------------------------------------------------


class _Part:
    """The instructions of one part: body, header, footer or notes.

    `fields` maps a name to "" for a text, [] for a list of texts, or a mapping for a
    list whose items have fields of their own.
    """

    def __init__(self, name: str, text: str, fields: Mapping[str, Any]) -> None:
        self.name, self.fields = name, fields
        body = DocxTemplate(BytesIO()).patch_xml(text)
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", body)
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        try:
            tree = environment().parse(self.source)
        except TemplateSyntaxError as wrong:
            tag = re.search(r"'(end\w+)'", wrong.message or "")
            missing = tag and "Unexpected end" in (wrong.message or "")
            code = "template.unclosed" if missing and tag else "template.syntax"
            name = tag[1] if missing and tag else ""
            return [Problem(code, name, self._where(wrong.lineno))]
        self._walk(tree.body, dict(self.fields), frozenset())
        return self.found

    def _walk(
        self, body: list[nodes.Node], scope: dict[str, Any], inner: frozenset[str]
    ) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self._value(part, scope)
            elif isinstance(node, nodes.If):
                self._value(node.test, scope)
                self._walk([*node.body, *node.elif_, *node.else_], scope, inner)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, inner)
            else:
                self._add("template.forbidden", node, type(node).__name__.lower())

    def _loop(
        self, node: nodes.For, scope: dict[str, Any], inner: frozenset[str]
    ) -> None:
        target = node.target
        if not isinstance(target, nodes.Name) or node.recursive or node.else_:
            self._add("template.forbidden", node, "for")
            return
        told = self._value(node.iter, scope)
        if told == "":
            self._add("template.not_a_list", node, _written(node.iter))
        if inner and _root(node.iter) not in inner:
            self._add("template.loop_in_loop", node, _written(node.iter))
        item = (
            {"·": told} if isinstance(told, Mapping) else told if told is None else ""
        )
        within = {**scope, target.name: item, "loop": {"·": dict.fromkeys(LOOP, "")}}
        if node.test:
            self._value(node.test, within)
        self._walk(node.body, within, inner | {target.name})

    def _value(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """What a value is: a text, a list, one item of a list; None is unknown."""
        if isinstance(node, nodes.Const):
            return ""
        if isinstance(node, nodes.Name):
            return self._named(node, node.name, scope)
        if isinstance(node, nodes.Getattr):
            holder = self._value(node.node, scope)
            if isinstance(holder, Mapping) and "·" in holder:
                return self._named(node, node.attr, holder["·"])
            if holder is not None:
                self._add("template.forbidden", node, f".{node.attr}")
            return None
        if isinstance(node, nodes.Filter):
            if node.name not in FILTERS or node.args or node.kwargs or not node.node:
                self._add("template.forbidden", node, f"|{node.name}")
                return None
            self._value(node.node, scope)
            return [] if node.name == "tung_dong" else ""
        if isinstance(node, nodes.Not):
            return self._value(node.node, scope) and ""
        if isinstance(node, nodes.And | nodes.Or):
            self._value(node.left, scope)
            self._value(node.right, scope)
            return ""
        if isinstance(node, nodes.Compare):
            for part in (node.expr, *(operand.expr for operand in node.ops)):
                self._value(part, scope)
            return ""
        self._add("template.forbidden", node, _written(node))
        return None

    def _named(self, node: nodes.Node, name: str, known: Mapping[str, Any]) -> Any:
        if name in known:
            return known[name]
        near = difflib.get_close_matches(name, [*known], 3, 0.6)
        self._add("template.unknown_field", node, name, near)
        return None

    def _add(
        self, code: str, node: nodes.Node, name: str, near: list[str] | None = None
    ) -> None:
        problem = Problem(code, name[:60], self._where(node.lineno), near or [])
        if problem not in self.found:
            self.found.append(problem)

    def _where(self, line: int) -> str:
        """Which part, and the words of the paragraph."""
        stem = re.sub(r"\d", "", self.name.removeprefix("word/").removesuffix(".xml"))
        rows = self.source.splitlines()
        words = _TAGS.sub("", rows[min(line, len(rows)) - 1]) if rows else ""
        words = " ".join(words.split())
        near = (
            f", ở đoạn “{words[:70]}{'…' if len(words) > 70 else ''}”" if words else ""
        )
        return PLACES.get(stem, "thân văn bản") + near


def _root(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr | nodes.Filter) and node.node:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Call):
        return f"{_written(node.node)}(…)"
    return type(node).__name__.lower()


# --- the program ----------------------------------------------------------------


def limit_this_process() -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main(folder: Path) -> None:
    """Look at `template.docx` and fill it with each of the data of `request.json`."""
    limit_this_process()
    logging.disable()
    template = (folder / "template.docx").read_bytes()
    request = json.loads((folder / "request.json").read_text())
    try:
        found = problems(template, request["fields"])
        for place, data in enumerate([] if found else request["data"]):
            filled = fill(template, data)
            Document(BytesIO(filled))
            (folder / f"filled-{place}.docx").write_bytes(filled)
    except (MemoryError, RecursionError):
        found = [Problem("template.too_heavy")]
    except (TemplateError, ValueError, KeyError, TypeError, SyntaxError):
        found = [Problem("template.broken_result")]
    print(json.dumps([asdict(problem) for problem in found]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
