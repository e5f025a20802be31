"""Questions that know their right answers and their typical wrong ones, and what tells a learner which of them an answer is.

A notebook begins with ``from shopstream.lessons import ...`` and ``%load_ext shopstream.lessons``.
"""

from shopstream.lessons.case import open_case
from shopstream.lessons.exercises import exercise
from shopstream.lessons.figures import show
from shopstream.lessons.question import Mistake, PythonQuestion, Question
from shopstream.lessons.script import Probe, ScriptQuestion
from shopstream.lessons.shop import euro, open_database, open_day, open_shop
from shopstream.lessons.sql import Rows, SqlQuestion
from shopstream.lessons.verdict import Status, Verdict, check

__all__ = [
    "Mistake", "Probe", "PythonQuestion", "Question", "Rows", "ScriptQuestion", "SqlQuestion", "Status", "Verdict",
    "check", "euro", "exercise", "open_case", "open_database", "open_day", "open_shop", "show",
]  # fmt: skip


def load_ipython_extension(shell) -> None:
    """Give a notebook ``%%sql``, ``%%answer`` and ``%%plan``."""
    from shopstream.lessons.magics import LessonMagics

    shell.register_magics(LessonMagics)
