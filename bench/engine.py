"""How many score sheets the engine grades in a second."""

from time import perf_counter

from saolang.criteria import engine, library

ROUNDS, SHEETS = 5, 500


def sheets_per_second(rounds: int = ROUNDS, sheets: int = SHEETS) -> list[float]:
    """The rate of each round, one sheet of each current set in turn."""
    pack_id = "qd-26-2026"
    cards = [library.load_set(pack_id, entry.slug) for entry in library.sets(pack_id)]
    filled = [
        (card, {leaf.code: leaf.options[-1].id for leaf in card.leaves})
        for card in cards
    ]
    rates = []
    for _ in range(rounds):
        started = perf_counter()
        for number in range(sheets):
            engine.assess(*filled[number % len(filled)])
        rates.append(sheets / (perf_counter() - started))
    return rates
