"""Questions that know their right answers and their typical wrong ones, and what tells a learner which of them an answer is."""

from shopstream.lessons.question import Mistake, PythonQuestion, Question
from shopstream.lessons.sql import Rows, SqlQuestion
from shopstream.lessons.verdict import Status, Verdict, check

__all__ = ["Mistake", "PythonQuestion", "Question", "Rows", "SqlQuestion", "Status", "Verdict", "check"]
