"""Nothing that a person types is kept or printed, even when things fail and the logs say all they can."""
import pytest

WORDS = ["Zorglubine", "zorglub@exemple.invalid", "0612345678"]
SENTENCES = {
    "a sentence": "je m'appelle {} et je suis majeure",
    "a question": "je suis {}, ai-je droit à un hébergement ?",
    "danger": "au secours, {} me frappe",
    "an action that raises": "zzpanne {}",
    "an action that says nothing": "zzmuet {}",
    "an action that takes too long": "zzlent {}",
    "an action whose answer is not valid": "zzfaux {}",
    "a made-up payload": '/repondre{{"plainte":"{}"}}',
    "an unknown slash": "/{} secret",
    "what is not JSON": '/repondre{{"{}',
    "gibberish": "{} {}",
}


def typed(sentence, word):
    return sentence.replace("{{", "{").replace("}}", "}").replace("{}", word)


@pytest.fixture(scope="module")
def after_typing(faulty):
    for name, sentence in SENTENCES.items():
        for word in WORDS:
            faulty.rest(f"prive-{WORDS.index(word)}", typed(sentence, word))
            faulty.site(faulty.conversation(), typed(sentence, word), message_id=name)
    # A request that Rasa's own channel would print.
    faulty.request("POST", "/webhooks/rest/webhook", f'{{"sender": "{WORDS[0]}'.encode())
    faulty.request("POST", f"/webhooks/rest/webhook?message={WORDS[0]}", b"{}")
    faulty.request("GET", "/webhooks/nulle-part", None)
    return faulty


@pytest.mark.parametrize("word", WORDS)
def test_no_typed_word_is_printed_even_with_debug(after_typing, word):
    assert "DEBUG" in after_typing.printed()
    assert word.lower() not in after_typing.printed().lower()


def test_a_failure_is_still_reported_with_its_place(after_typing):
    assert "ValueError (tests/server/faulty_server.py:" in after_typing.printed()
    assert "tour.muet" in after_typing.printed()


@pytest.mark.parametrize("word", WORDS)
def test_no_typed_word_is_kept_between_two_messages(after_typing, word):
    after_typing.rest("temoin", "bonjour")
    kept = after_typing.kept()
    assert "temoin" in kept, "the dump shows no conversation: the test reads nothing"
    assert word.lower() not in kept.lower()


def test_what_fails_is_not_sent_back_in_words(after_typing):
    answer = after_typing.rest("echo", f"zzpanne {WORDS[0]}")
    assert WORDS[0] not in str(answer)
    assert "Traceback" not in str(answer)
