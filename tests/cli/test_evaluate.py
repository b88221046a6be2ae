# SPDX-License-Identifier: Apache-2.0
"""`keiimport evaluate`: what goes in, what comes out, and what goes wrong."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from keiimport.verdict_schema import verdict_schema

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
CARRY = (ROOT / "examples/carry-1998.json").read_text(encoding="utf-8")
SAKURA = (ROOT / "examples/sakura-2022.json").read_text(encoding="utf-8")
ONE_LINE = json.dumps(json.loads(CARRY))


def changed(**facts: Any) -> str:
    """The Carry with other facts of the vehicle, on one line."""
    case = json.loads(CARRY)
    case["vehicle"] |= facts
    return json.dumps(case)


class TestGoodInput:
    def test_an_object_gives_one_verdict_on_one_line(self, run: Run) -> None:
        answer = run("evaluate", data=CARRY)
        assert (answer.code, answer.stderr) == (0, "")
        assert answer.json["outcome"] == "admissible"
        assert answer.stdout.count("\n") == 1

    def test_json_may_stand_in_place_of_a_file(self, run: Run) -> None:
        assert run("evaluate", CARRY).stdout == run("evaluate", data=CARRY).stdout
        assert run("evaluate", f" [{ONE_LINE}, {ONE_LINE}]").stdout.count("\n") == 2
        wrong = run("evaluate", '{"vehicle": {"mke": "Suzuki"}}').error
        assert wrong["at"] == "vehicle.mke"

    def test_a_file_is_read_like_standard_input(self, run: Run) -> None:
        from_file = run("evaluate", str(ROOT / "examples/carry-1998.json"))
        assert from_file.stdout == run("evaluate", "-", data=CARRY).stdout

    def test_lines_give_one_verdict_a_line(self, run: Run) -> None:
        answer = run("evaluate", data=f"{ONE_LINE}\r\n\r\n{json.dumps(json.loads(SAKURA))}")
        assert [row["outcome"] for row in answer.rows] == ["admissible", "not_yet"]

    def test_a_list_gives_one_verdict_a_line(self, run: Run) -> None:
        answer = run("evaluate", data=f"[{CARRY},\n{SAKURA}]")
        assert [row["outcome"] for row in answer.rows] == ["admissible", "not_yet"]

    def test_a_byte_order_mark_is_passed_over(self, run: Run) -> None:
        answer = run("evaluate", data=b"\xef\xbb\xbf" + CARRY.encode())
        assert answer.stdout == run("evaluate", data=CARRY).stdout

    def test_an_empty_list_gives_nothing(self, run: Run) -> None:
        answer = run("evaluate", data="[]")
        assert (answer.code, answer.stdout, answer.stderr) == (0, "", "")

    def test_every_engine_says_the_same(self, run: Run) -> None:
        pytest.importorskip("durable_rules_engine", reason="durable-rules does not run here")
        found = [
            run("evaluate", "--engine", name, data=SAKURA).json
            for name in ("kernel", "naive", "rete", "both")
        ]
        assert found[-1].pop("checked_by") == ["kernel", "rete"]
        for verdict in found[:-1]:
            verdict.pop("checked_by")
            assert verdict == found[-1]

    def test_one_case_has_a_second_opinion(self, run: Run) -> None:
        pytest.importorskip("durable_rules_engine", reason="durable-rules does not run here")
        assert run("evaluate", data=SAKURA).json["checked_by"] == ["kernel", "rete"]
        assert run("evaluate", data=f"[{SAKURA}]").json["checked_by"] == ["kernel"]

    def test_as_of_asks_for_the_law_of_a_day(self, run: Run) -> None:
        verdict = run("evaluate", "--as-of", "2020-02-29", data=SAKURA).json
        assert verdict["law_as_of"] == "2020-02-29"
        assert verdict["entry_date"] == "2026-11-21"

    def test_strict_presumes_nothing(self, run: Run) -> None:
        verdict = run("evaluate", "--strict", data=CARRY).json
        assert verdict["assumptions"] == []
        assert verdict["outcome"] == verdict["strict_outcome"]

    def test_text_is_for_people(self, run: Run) -> None:
        text = run("evaluate", "--format", "text", "--full", data=SAKURA).stdout
        assert "\nAnswer     Not yet" in text
        assert "HS-7 box 1" in text
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) <= 100

    def test_text_of_many_cases_names_each(self, run: Run) -> None:
        text = run("evaluate", "--format", "text", data=f"[{CARRY}, 7]").stdout
        assert "case 1 of the list" in text
        assert "case 2 of the list" in text
        assert "not evaluated:" in text

    def test_the_same_input_gives_the_same_bytes(self, process: Run) -> None:
        first = process("evaluate", data=SAKURA, PYTHONHASHSEED="1")
        second = process("evaluate", data=SAKURA, PYTHONHASHSEED="2", KEIIMPORT_CACHE="off")
        assert first.stdout == second.stdout != ""

    def test_a_verdict_meets_its_schema(self, run: Run) -> None:
        form = jsonschema.Draft202012Validator(verdict_schema())
        for file in sorted((ROOT / "examples").glob("*.json")):
            form.validate(run("evaluate", "--engine", "kernel", str(file)).json)


BAD: list[tuple[str, bytes | str, str, str]] = [
    ("unknown key", changed(gvrw=1200), "vehicle.gvrw", "gvwr"),
    ("wrong type", changed(seats={}), "vehicle.seats", ""),
    ("wrong Boolean", changed(body_replaced="perhaps"), "vehicle.body_replaced", "true"),
    ("wrong choice", changed(body="pickupp"), "vehicle.body", "pickup"),
    ("negative weight", changed(gvwr="-5 kg"), "vehicle.gvwr", ""),
    ("wrong unit", changed(gvwr="25 mph"), "vehicle.gvwr", ""),
    ("impossible date", changed(manufactured="2001-02-30"), "vehicle.manufactured", ""),
    ("impossible era", changed(manufactured="H99"), "vehicle.manufactured", ""),
    ("entry before build", changed(manufactured="2027-01"), "vehicle.manufactured", ""),
    ("no state", '{"entry": {"state": "no"}}', "entry.state", ""),
    ("NaN", '{"vehicle": {"gvwr": NaN}}', "vehicle.gvwr", "a number, or null"),
    ("NaN in a list", '{"vehicle": {"certified_to": [1, NaN]}}', "vehicle.certified_to[1]", "null"),
    ("infinity", '{"vehicle": {"gvwr": -Infinity}}', "vehicle.gvwr", "a number, or null"),
    ("too large a number", '{"vehicle": {"gvwr": 1e999}}', "", ""),
    ("too many digits", '{"vehicle": {"gvwr": ' + "9" * 5000 + "}}", "vehicle.gvwr", "shorter"),
    ("invalid UTF-8", b'{"vehicle": {"make": "\xff\xfe"}}', "", "UTF-8"),
    ("UTF-16", CARRY.encode("utf-16"), "", "UTF-8"),
    ("lone surrogate", '{"vehicle": {"make": "\\ud800"}}', "", ""),
    ("NUL", '{"vehicle": {"make": "\\u0000"}}', "", ""),
    ("deeply nested", '{"vehicle": ' * 200_000, "", ""),
    ("deeply nested and closed", '{"a":' * 20_000 + "1" + "}" * 20_000, "", ""),
    ("deep list", '{"vehicle": {"certified_to": ' + "[" * 5000 + "]" * 5000 + "}}", "", ""),
    ("empty", "", "", "JSON"),
    ("blank", " \r\n\t\n", "", "JSON"),
    ("not JSON", "make,model\nSuzuki,Carry\n", "", ""),
    ("cut off", CARRY.rstrip()[:-1], "", ""),
    ("not an object", "7", "", "object"),
    ("a duplicate key", '{"vehicle": {"make": "a", "make": "b"}}', "vehicle.make", "each key once"),
    ("a duplicate section", '{"entry": {"date": 1}, "entry": {}}', "entry", "each key once"),
    ("a range", changed(gvwr={"min": 5, "max": 1}), "vehicle.gvwr", '"got": {"min": 5, "max": 1}'),
    ("too long", '{"vehicle": {"make": "' + "x" * 2_000_000 + '"}}', "", "1 MiB"),
]


class TestBadInput:
    @pytest.mark.parametrize(("data", "at", "says"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
    def test_alone_it_is_one_error(self, run: Run, data: bytes | str, at: str, says: str) -> None:
        answer = run("evaluate", data=data)
        assert (answer.code, answer.stdout) == (2, "")
        assert says in json.dumps(answer.error)
        if at:
            assert answer.error["at"] == at
        assert answer.error["error"][0].islower() or answer.error["error"][0] == "`"
        assert "Traceback" not in answer.stderr and "Error" not in answer.error["error"]

    @pytest.mark.parametrize(
        "data",
        [b[1] for b in BAD if b[0] not in ("UTF-16", "empty", "blank", "not JSON", "cut off")],
        ids=[b[0] for b in BAD if b[0] not in ("UTF-16", "empty", "blank", "not JSON", "cut off")],
    )
    def test_among_others_it_is_a_row(self, run: Run, data: bytes | str) -> None:
        bad = data.encode() if isinstance(data, str) else data
        good = ONE_LINE.encode()
        answer = run("evaluate", data=b"\n".join([good, bad, good]))
        assert answer.code == 0
        first, middle, last = answer.rows
        assert first == last
        assert first["outcome"] == "admissible"
        assert middle["line"] == 2
        assert list(middle["error"]) == ["error", "at", "got", "expected"]
        assert "1 of 3" in answer.stderr

    def test_a_bad_first_line_stops_nothing(self, run: Run) -> None:
        answer = run("evaluate", data='{"vehicle": \n' + ONE_LINE + "\n")
        assert answer.code == 0
        assert answer.rows[0]["line"] == 1
        assert answer.rows[1]["outcome"] == "admissible"

    def test_a_bad_element_stops_nothing(self, run: Run) -> None:
        answer = run("evaluate", data=f'[{ONE_LINE},\n{{"a": }},\n7,\n{ONE_LINE}]')
        assert answer.code == 0
        assert [row.get("item") for row in answer.rows] == [None, 2, 3, None]
        assert [row.get("line") for row in answer.rows] == [None, 2, 3, None]

    @pytest.mark.parametrize(
        ("data", "line", "at"),
        [
            (f'{ONE_LINE}\n\n{{"vehicle": {{,}}}}\n', 3, "line 3, column 14"),
            (f'[{ONE_LINE},\n {{"vehicle":\n {{,}}}}]', 2, "line 3, column 3"),
            (f'[{ONE_LINE},\n  {{"vehicle": {{,}}}}]', 2, "line 2"),
        ],
    )
    def test_the_line_is_that_of_the_file(self, run: Run, data: str, line: int, at: str) -> None:
        bad = run("evaluate", data=data).rows[1]
        assert bad["line"] == line
        assert bad["error"]["error"] == f"the case is not valid JSON at {at}"

    def test_a_comma_after_the_last_case_is_an_error_row(self, run: Run) -> None:
        answer = run("evaluate", data=f"[{ONE_LINE},\n]")
        good, bad = answer.rows
        assert good["outcome"] == "admissible"
        assert (bad["line"], bad["item"]) == (2, 2)
        assert bad["error"]["error"] == "there is nothing after the last comma of the list"
        assert "1 of 2" in answer.stderr

    def test_it_fails_where_nothing_can_be_evaluated(self, run: Run) -> None:
        answer = run("evaluate", data="[1, 2]")
        assert answer.code == 2
        assert len(answer.rows) == 2
        assert "none of the 2 cases" in answer.error["error"]

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (["evaluate", "--as-of", "2020-02-30", "-"], "2020-02-30"),
            (["evaluate", "--as-of", "yesterday", "-"], "2026-11-21"),
            (["evaluate", "--engine", "quick", "-"], "kernel"),
            (["evaluate", "--fromat", "text"], "--format"),
            (["evaluate", "no-such-file.json"], "no-such-file.json"),
            (["evaluate", "."], "directory"),
            (["evaluat"], "evaluat"),
            (["rules", "lst"], "lst"),
            (["vehicles"], "search"),
        ],
    )
    def test_bad_arguments_are_bad_input(self, run: Run, args: list[str], says: str) -> None:
        answer = run(*args, data=CARRY)
        assert (answer.code, answer.stdout) == (2, "")
        assert says.lower() in json.dumps(answer.error).lower()

    @pytest.mark.parametrize(
        ("option", "text", "expected"),
        [
            ("--as-of", "2020-02-30", "a day such as"),
            ("--state", "Texass", "did you mean `Texas`?"),
            ("--rules-sha256", "abc", "16 to 64 of its digits"),
            ("--engine", "kernal", "`kernel`"),
            ("--format", "xml", "`json`, `text` or `html`"),
        ],
    )
    def test_an_option_says_what_stood_there_and_what_it_expects(
        self, run: Run, option: str, text: str, expected: str
    ) -> None:
        error = run("evaluate", option, text, data=CARRY).error
        assert (error["at"], error["got"]) == (option, text)
        assert expected in error["expected"]

    @pytest.mark.parametrize(
        ("command", "option", "text", "expected"),
        [
            ("batch x", "--workers", "0", "a whole number of 1 or more"),
            ("serve", "--port", "99999", "a whole number from 0 to 65535"),
            ("rules coverage", "--mcdc", "soon", "a number of 0 or more"),
        ],
    )
    def test_a_number_out_of_its_limits_is_told_them(
        self, run: Run, command: str, option: str, text: str, expected: str
    ) -> None:
        error = run(*command.split(), option, text).error
        assert (error["at"], error["got"], error["expected"]) == (option, text, expected)

    def test_an_engine_that_cannot_run_here_says_so(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("keiimport.logic.rete.available", lambda: False)
        assert run("evaluate", data=CARRY).json["checked_by"] == ["kernel", "naive"]
        answer = run("evaluate", "--engine", "rete", data=CARRY)
        assert answer.code == 2
        assert "durable-rules" in answer.error["error"]

    def test_a_defect_costs_one_case_only(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        from keiimport.engine import Engine

        evaluate = Engine.evaluate

        def broken(self: Engine, case: Any, **options: Any) -> Any:
            return 1 // 0 if case.vehicle.make == "broken" else evaluate(self, case, **options)

        monkeypatch.setattr(Engine, "evaluate", broken)
        answer = run("evaluate", data=f"{changed(make='broken')}\n{ONE_LINE}\n")
        assert answer.code == 0
        assert "keiimport itself failed" in answer.rows[0]["error"]["error"]
        assert answer.rows[1]["outcome"] == "admissible"


class TestProcess:
    def test_a_closed_pipe_is_quiet(self) -> None:
        lines = "\n".join([ONE_LINE] * 200)
        with subprocess.Popen(
            [sys.executable, "-m", "keiimport", "evaluate"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as started:
            assert started.stdin and started.stdout and started.stderr
            started.stdin.write(ONE_LINE + "\n" + ONE_LINE + "\n")
            started.stdin.flush()
            assert json.loads(started.stdout.readline())["outcome"] == "admissible"
            started.stdout.close()
            try:
                started.stdin.write(lines)
                started.stdin.close()
            except BrokenPipeError:
                pass
            assert started.stderr.read() == ""
            assert started.wait(60) == 141

    def test_a_line_of_a_hundred_megabytes_is_passed_over(self, tmp_path: Path) -> None:
        resource = pytest.importorskip("resource")
        file = tmp_path / "long.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.write(ONE_LINE + '\n{"vehicle": {"make": "')
            for _ in range(100):
                out.write("x" * 1_000_000)
            out.write('"}}\n' + ONE_LINE + "\n")
        code = "import resource,sys; sys.argv = ['keiimport', 'evaluate', sys.argv[1]]\n"
        code += f"resource.setrlimit(resource.RLIMIT_DATA, ({400 << 20},) * 2)\n"
        code += "from keiimport.cli import main; main()"
        assert resource
        found = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, timeout=120, check=False
        )
        assert found.returncode == 0, found.stderr.decode()
        rows = [json.loads(line) for line in found.stdout.splitlines()]
        assert rows[1]["line"] == 2
        assert "1 MiB" in rows[1]["error"]["error"]
        assert rows[0] == rows[2]

    def test_japanese_is_written_as_utf_8_everywhere(self, process: Run) -> None:
        case = changed(make="丸福自動車")
        answer = process("evaluate", data=case, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert answer.code in (0, 2)
        assert "丸福自動車" in answer.stdout

    def test_nothing_heavy_is_imported(self, process: Run) -> None:
        code = (
            "import sys; from keiimport.cli.app import app\n"
            "try: app(['evaluate', '--engine', 'kernel', 'examples/sakura-2022.json'])\n"
            "except SystemExit as left: assert left.code == 0, left.code\n"
            "heavy = {'rich', 'pytest', 'pytest_bdd', 'durable', 'durable_rules_engine',"
            " 'vininfo', 'gherkin', 'keiimport.report', 'keiimport.cli.commands.rules'}\n"
            "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
        )
        # the first call keeps the compiled rules; the second finds them
        for _ in range(2):
            found = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
            )
        assert found.stderr.decode().strip() == "[]"


class TestStates:
    """The states of the rulebook; what each says has features of its own."""

    def test_a_state_is_asked_by_its_letters(self, run: Run) -> None:
        verdict = run("evaluate", "--state", "ga", data=CARRY).json
        assert verdict["state"]["name"] == "Georgia"
        assert verdict["outcome"] == run("evaluate", data=CARRY).json["outcome"]
        assert "states" not in verdict

    def test_all_of_them_give_the_map(self, run: Run) -> None:
        verdict = run("evaluate", "--state", "all", data=CARRY).json
        assert verdict["state"] is None
        assert len(verdict["states"]) == 51
        jsonschema.validate(verdict, verdict_schema())

    def test_the_text_groups_the_map_by_outcome(self, run: Run) -> None:
        text = run("evaluate", "--state", "all", "--format", "text", "--full", data=CARRY).stdout
        groups = re.findall(r"^Every state: (.*): \d+ of 51 jurisdictions$", text, re.MULTILINE)
        assert groups == [
            "Allowed",
            "Allowed with limits",
            "Not allowed on its roads",
            "Depends on what you haven't said",
            "Unclear",
        ]

    def test_a_state_that_is_none_is_bad_input(self, run: Run) -> None:
        answer = run("evaluate", "--state", "Texass", data=CARRY)
        assert answer.code == 2
        assert "`Texass` is not a state" in answer.error["error"]
        assert "TX" in json.dumps(answer.error)


@pytest.mark.parametrize(
    "command",
    [("evaluate",), ("ask", "--json"), ("why", "nhtsa.box_1", "--json"), ("when",), ("what-if",)],
)
def test_a_question_in_words_may_stand_in_place_of_a_file(
    run: Run, command: tuple[str, ...]
) -> None:
    answer = run(*command, "1999", "Honda", "Akty")
    assert answer.code == 0
    assert "took `Akty` for Acty" in answer.stderr
    assert answer.json["outcome"] == ("open" if "why" in command else "admissible")
    assert "words such as" in run(*command, "nothing.json").error["expected"]
    assert "cannot be read" in run(*command, "no such file.json").error["error"]
    assert run(*command, "bla bla").error["error"] == "no vehicle is named in `bla bla`"
    several = [str(file) for file in sorted((ROOT / "examples").glob("*.json"))[:2]]
    assert run(*command, *several).error["error"] == "there are several files"


@pytest.mark.parametrize("command", ["evaluate", "when", "what-if"])
def test_a_terminal_gets_words_and_a_pipe_gets_json(run: Run, command: str) -> None:
    assert run(command, data=CARRY).json
    assert run(command, "--format", "text", "--json", data=CARRY).json
    ours, theirs = pty.openpty()
    asked = [sys.executable, "-m", "keiimport", command, "1999", "Honda", "Acty"]
    subprocess.run(asked, stdout=theirs, stderr=theirs, timeout=120, check=True)
    os.close(theirs)
    assert os.read(ours, 1 << 10)[:1] not in (b"", b"{")
    os.close(ours)


def test_who_asks_every_state_is_not_told_that_none_was_asked(run: Run) -> None:
    """Without one it is; with all of them it is not."""
    words = "you haven't named a state"
    case = str(ROOT / "examples/carry-1998.json")
    assert any(words in each for each in run("evaluate", case).json["warnings"])
    assert not any(
        words in each for each in run("evaluate", case, "--state", "all").json["warnings"]
    )
