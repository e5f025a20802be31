"""Questions that know their right answers and their typical wrong ones, and what tells a learner which of them an answer is."""

from shopstream.lessons.question import Mistake, PythonQuestion, Question
from shopstream.lessons.script import Probe, ScriptQuestion
from shopstream.lessons.sql import Rows, SqlQuestion
from shopstream.lessons.verdict import Status, Verdict, check

__all__ = ["Mistake", "Probe", "PythonQuestion", "Question", "Rows", "ScriptQuestion", "SqlQuestion", "Status", "Verdict", "check"]
