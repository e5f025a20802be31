"""Words that one accusation opens: the lock of each, and its text as digits. ``case.sql`` opens them, and goes the same steps."""

PRIME, STEPS, SPREAD, CODES = 2_147_483_647, 2_000, 10_000_019, 10_000
"""No product of two numbers below the prime is too large for SQLite. The steps make one try cheap, and all of them dear."""


def sealed(person: int, cents: int, words: str) -> tuple[int, str]:
    """Lock and letter of an accusation. Person 0 is anybody who is accused of these cents.

    Units: each character below 10,000 becomes four digits.
    """
    x = (person * SPREAD + cents) % PRIME
    half = 0
    for step in range(STEPS):
        half = x if step == STEPS // 2 else half
        x = stirred(x, step)
    lock, letter = (half + x) % PRIME, ""
    for place, character in enumerate(words):
        letter += f"{(ord(character) + x) % CODES:04}"
        x = stirred(x, 4 * place + 1)
    return lock, letter


def stirred(x: int, step: int) -> int:
    """One step of a chain. Two chains never meet: the fifth powers of all numbers below the prime differ."""
    return (pow(x, 5, PRIME) + step) % PRIME
