"""Many situations, one a line."""
import json

from commandline import run


def lines(process):
    return [json.loads(line) for line in process.stdout.decode().splitlines()]


def test_one_answer_a_line_in_the_same_order():
    text = '{"plainte": "oui"}\n\n{"plainte": "non", "temoignage": "non"}\n'
    process = run("--le", "2026-04-03", "--lot", text=text)
    assert (process.returncode, process.stderr) == (0, b"")
    assert [b["situation"] for b in lines(process)] == [{"plainte": "oui"}, {"plainte": "non", "temoignage": "non"}]
    assert lines(process)[0] == json.loads(run("--le", "2026-04-03", text='{"plainte": "oui"}').stdout)


def test_a_refused_line_loses_none_of_the_others():
    text = '{"plainte": "oui"}\n{"plainte": "peut-être"}\npas du JSON\n'.encode() + b"\xff\xfe\n" + b"{}\n"
    process = run("--le", "2026-04-03", "--lot", "--verdicts", text=text)
    answers = lines(process)
    assert process.returncode == 2 and len(answers) == 5
    assert [a.get("ligne") for a in answers] == [None, 2, 3, 4, None]
    assert answers[4]["carte_sejour"] == "inconnu" and "plainte" in answers[1]["refus"]
    errors = process.stderr.decode().splitlines()
    assert len(errors) == 3 and all(e.startswith(f"Ligne {n} : ") for e, n in zip(errors, (2, 3, 4)))


def test_a_file_of_situations(tmp_path):
    file = tmp_path / "situations.jsonl"
    file.write_text('{"victime": "non"}', encoding="utf-8")
    [answer] = lines(run("--verdicts", "--lot", file))
    assert answer["information_droits"] == "non"
    missing = run("--lot", tmp_path / "absent.jsonl")
    assert missing.returncode == 2 and "absent.jsonl" in missing.stderr.decode() and not missing.stdout


def test_a_reader_who_has_read_enough_stops_it_quietly():
    process = run("--verdicts", "--lot", text="{}\n" * 20000, pipe_to="head -1")
    assert process.returncode == 0 and b"Traceback" not in process.stderr and len(process.stdout.splitlines()) == 1
