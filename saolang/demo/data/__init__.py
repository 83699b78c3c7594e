"""What the demo is made of, as tables that people can read."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """One file of this folder, read once; never changed by whoever reads it."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


def makers() -> list[Any]:
    """The producers of both provinces, with their products."""
    return [*table("producers_hai_phong"), *table("producers_lam_dong")]
