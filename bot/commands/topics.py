"""`bidragslots topics`: what can be asked about, and how well questions are told apart."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App
from bot.commands.running import run
from bot.understanding.letters import parts_of
from bot.understanding.names import NameIndex, mask
from bot.understanding.text import clean
from bot.understanding.topic_trial import Judged, Trial, judged, read_cases, summary
from bot.understanding.topics import TopicClassifier


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="The topics that questions are told apart by.")
    group.command(name="test")(try_topics)
    group.command(name="list")(list_topics)
    app.add_typer(group, name="topics")


def list_topics(
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Name the topics, each with how many phrasings it was trained on."""
    counts = TopicClassifier.load().phrasing_counts()
    print(json.dumps(counts) if as_json else "\n".join(f"{topic:22} {count:4}" for topic, count in counts.items()))


def try_topics(
    file: Annotated[
        Path, typer.Argument(readable=False, help='JSON lines: {"text": ..., "topic": ..., "also": [...]}.')
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Score the questions in FILE and say which were taken for another topic.

    `also` names topics that are right as well. A question outside every topic has the topic out_of_scope.
    """
    cases = read_cases(file)

    async def command(app: App) -> Trial:
        index = NameIndex.from_facts(await app.facts.current())
        classifier = TopicClassifier.load()

        def masked(text: str) -> str:
            asked = parts_of(clean(text)).asked
            return mask(asked, index.find(asked))

        return summary([judged(case, classifier.scores(masked(case.text)), classifier) for case in cases])

    trial = run(command)
    print(json.dumps(asdict(trial), ensure_ascii=False) if as_json else described(trial))


def described(trial: Trial) -> str:
    """The trial for people: shares, confusions, then each line that failed."""
    lines = [
        f"{trial.questions} questions, {trial.accuracy:.1%} right",
        f"answered {trial.answered:.1%}, of those right {trial.right_of_answered:.1%}",
        f"offered {trial.offered:.1%}, declined {trial.declined:.1%}",
    ]
    if trial.confusions:
        lines += ["", "Taken for another topic:"]
        lines += [f"  {each.topic} for {each.taken_for}: {each.count}" for each in trial.confusions]
    if trial.failures:
        lines += ["", "Lines that failed:", *map(described_failure, trial.failures)]
    return "\n".join(lines)


def described_failure(failure: Judged) -> str:
    return f"  {failure.line}: {failure.topic}, taken for {failure.taken_for} ({failure.score:.2f}): {failure.text}"
