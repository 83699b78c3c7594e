"""What stands in produced papers, read back with programs that are not ours."""

import re
import subprocess
import tempfile
from pathlib import Path

from tests.programs import need


def pdf_text(content: bytes) -> str:
    """The words of a PDF in reading order, single spaces between them."""
    done = subprocess.run(
        [need("pdftotext"), "-layout", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return re.sub(r"\s+", " ", done.stdout.decode())


def pdf_pages(content: bytes) -> list[str]:
    """The words of each page of a PDF."""
    done = subprocess.run(
        [need("pdftotext"), "-layout", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
        timeout=60,
    )
    pages = done.stdout.decode().split("\f")[:-1]
    return [re.sub(r"\s+", " ", page).strip() for page in pages]


def docx_as_pdf(content: bytes) -> bytes:
    """What LibreOffice makes of a DOCX."""
    soffice = need("soffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "paper.docx")
        source.write_bytes(content)
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(source),
            ],
            capture_output=True,
            check=True,
            timeout=180,
        )
        return source.with_suffix(".pdf").read_bytes()
