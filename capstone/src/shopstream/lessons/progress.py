"""What a learner has solved, exercise by exercise."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from shopstream.lessons import records
from shopstream.lessons.exercises import exercises, questions_of
from shopstream.lessons.verdict import Status


@dataclass(frozen=True)
class Standing:
    """How far an exercise is. ``next_question`` is the first that is not solved, None where all are."""

    exercise: str
    solved: int
    questions: int
    core_solved: int
    core: int
    next_question: str | None


def standings(kept: Iterable[records.Record]) -> list[Standing]:
    """The standing of each exercise. What was right once is solved; records of questions that are gone count nothing."""
    solved = {(record.exercise, record.question) for record in kept if record.status == Status.RIGHT}
    return [_standing(id, {name for exercise, name in solved if exercise == id}) for id in exercises()]


def _standing(id: str, solved: set[str]) -> Standing:
    questions = questions_of(id)
    core = [name for name, question in questions.items() if question.level == "core"]
    left = [name for name in questions if name not in solved]
    return Standing(
        id, len(questions) - len(left), len(questions), sum(name in solved for name in core), len(core), left[0] if left else None
    )


def show(console: Console) -> None:
    """Print the standings, and where to go on."""
    folder = records.work()
    told = standings(records.read(folder) if folder else ())
    table = Table("exercise", "core", "all", "next question")
    for standing in told:
        table.add_row(
            standing.exercise,
            f"{standing.core_solved} of {standing.core}",
            f"{standing.solved} of {standing.questions}",
            standing.next_question or "done",
        )
    console.print(table)
    solved, questions = (sum(getattr(standing, name) for standing in told) for name in ("solved", "questions"))
    begun = next((standing for standing in told if standing.next_question), None)
    console.print(f"{solved} of {questions} questions solved." + (f" Next: exercise {begun.exercise}." if begun else ""))
    console.print("The records stand in work/progress.jsonl, on this machine only.")
