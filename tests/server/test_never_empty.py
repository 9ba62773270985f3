"""Whatever fails behind, a person who writes gets a sentence and numbers to call."""
import pytest
import yaml

from live import PROJECT, customs, texts

NUMBERS = ["17", "112", "114", "115", "119", "3919", "3114", "15"]
FAULTS = {
    "an action that raises": "zzpanne",
    "an action that says nothing": "zzmuet",
    "an action that takes too long": "zzlent",
    "an action whose answer is not valid": "zzfaux",
}


def numbers(messages):
    return [n["numero"] for m in messages if "custom" in m for n in m["custom"].get("numeros", [])]


@pytest.mark.parametrize("word", FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("channel", ["rest", "site"])
def test_a_failure_gives_a_sentence_and_the_emergency_numbers(faulty, channel, word):
    if channel == "rest":
        answer = faulty.rest(f"panne-{word}", f"bonjour {word}")
    else:
        answer = faulty.site(faulty.conversation(), f"bonjour {word}")
    assert customs(answer) == ["urgence"]
    assert numbers(answer) == NUMBERS
    assert all(number in texts(answer) for number in NUMBERS)


def test_the_next_message_after_a_failure_is_answered(faulty):
    faulty.rest("apres", "zzpanne")
    assert "urgence" not in customs(faulty.rest("apres", "bonjour"))


@pytest.mark.parametrize("message", ["", "   ", "\n\t"])
def test_only_an_empty_message_gets_an_empty_list(server, message):
    assert server.rest("vide", message) == []


@pytest.mark.parametrize(
    "message", ["/", "/inconnu", '/repondre{"', "????", "🙂", "\u0000", "a" * 7000, "/restart", "/session_start"]
)
def test_no_odd_message_gets_an_empty_list(server, message):
    assert texts(server.rest("bizarre", message))


def test_a_message_too_long_to_be_read_gets_the_numbers(server):
    answer = server.rest("long", "au secours " * 2000)
    assert numbers(answer) == NUMBERS


@pytest.mark.parametrize("channel", ["rest", "site"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"bonjour"', b"\xff\xfe", b'{"sender": "a"}',
             b'{"sender": "a", "message": 3}', b'{"sender": "a", "message": null}', b"[" * 5000]
)
def test_a_request_that_cannot_be_read_gets_a_french_sentence(server, channel, body):
    status, answer, _ = server.request("POST", f"/webhooks/{channel}/webhook", body)
    assert status == 400
    assert texts(answer).startswith(("Cette demande", "Il manque"))


@pytest.mark.parametrize("sender", [None, "", {}, [], True, "x" * 201])
def test_a_request_without_sender_shares_no_conversation(server, sender):
    answer = server.rest(sender, "bonjour")
    assert "sender" in texts(answer) and len(answer) == 1


def test_the_sentences_of_the_channels_are_said_nowhere_else():
    ours = yaml.safe_load((PROJECT / "data/responses/secours.yml").read_text())["responses"]
    for file in (PROJECT / "data/responses").glob("*.yml"):
        if file.name != "secours.yml":
            assert not set(ours) & set(yaml.safe_load(file.read_text()).get("responses", {})), file
