"""Fill a Word template that an office may keep and edit."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment


def render(template: Path, data: Mapping[str, Any]) -> bytes:
    """The DOCX of a template; values are text, never markup or code."""
    document = DocxTemplate(template)
    document.render(dict(data), SandboxedEnvironment(), autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
