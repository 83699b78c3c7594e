"""Where Word says its own template lies: on the writer's disk, or somewhere else."""

import re

# no host and no share: opening the file fetches nothing
_PATH = re.compile(
    r"(?!.*%(2f|5c))(file:///(?=[a-z]:))?([a-z]:)?[^\\/:]*([\\/][^\\/:]+)*",
    re.IGNORECASE,
)


def is_own(target: str) -> bool:
    """Whether a target is a path on the writer's own disk, as Normal.dotm is.

    >>> is_own("Normal.dotm"), is_own("file:///C:\\\\Mau\\\\Normal.dotm")
    (True, True)
    >>> is_own("https://example.com/a.dotm"), is_own("file://10.0.0.9/a.dotm")
    (False, False)
    """
    return _PATH.fullmatch(target) is not None
