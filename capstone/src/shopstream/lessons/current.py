"""What is open in this process: the shop that ``%%sql`` asks, and the exercise that ``%%answer`` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from shopstream.lessons.exercises import Exercise

engine: Engine | None = None
exercise: Exercise | None = None
