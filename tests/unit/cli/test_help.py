"""``--help`` of every command: what it is for, what each word means, an example, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.cli.helping import Parser, language_of
from wallet.cli.main import COMMANDS, Command, main
from wallet.words import LANGUAGES, system_language


class Recorder(Parser):
    """Remembers the help that each argument was given."""

    def __init__(self, language: str) -> None:
        self.helped: dict[str, object] = {}
        super().__init__(language=language)

    def add_argument(self, *names: Any, **options: Any) -> Any:
        self.helped[names[0]] = options.get("help")
        return super().add_argument(*names, **options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_argument_is_explained_and_there_is_an_example(command: Command, language: str) -> None:
    recorder = Recorder(language)
    command.add_arguments(recorder)
    assert [name for name, sentence in recorder.helped.items() if not sentence] == []
    assert command.name == "version" or f"studieregister {command.name}" in (recorder.epilog or "")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_speaks_the_language_that_was_asked(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    for language, words in (("nl", ("Voorbeeld:", "opties:")), ("en", ("Example:", "options:"))):
        with pytest.raises(SystemExit) as left:
            main([*command.name.split(), "--language", language, "--help"])
        assert left.value.code == 0
        shown = capsys.readouterr().out
        assert all(word in shown for word in words)


def test_wrong_words_are_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["verify", "--language=en"])
    assert left.value.code == 64
    assert "Type --help for an example." in capsys.readouterr().err


def test_the_language_is_found_before_anything_is_parsed() -> None:
    assert language_of(["verify", "--language", "en", "x"]) == "en"
    assert language_of(["--language=nl", "verify"]) == "nl"
    for words in (["--language"], ["--language", "fr"], ["verify", "--", "--language", "en"]):
        assert language_of(words) == system_language()
