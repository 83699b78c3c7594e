"""Which dossiers join a round and when its sessions may sit (article 5)."""

from datetime import date


def in_time(received_on: date, cutoff_on: date) -> bool:
    """Whether a request arrived before the cut-off, as the decision words it."""
    return received_on < cutoff_on


def may_sit(on: date, hold_by_on: date) -> bool:
    """Whether a session on a day still belongs to the round."""
    return on < hold_by_on
