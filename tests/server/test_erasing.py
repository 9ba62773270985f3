"""Erasing means that nothing is left, at once, by every way there is to ask for it."""
import re
import threading
import time
import urllib.parse

import pytest

from live import texts

ENDED = "terminée"


def erase_as_json(server, sender):
    return server.request("POST", "/webhooks/site/effacer", {"sender": sender})


def erase_as_beacon_text(server, sender):
    body = ('{"sender": "%s"}' % sender).encode()
    return server.request("POST", "/webhooks/site/effacer", body, "text/plain;charset=UTF-8")


def erase_as_form(server, sender):
    body = urllib.parse.urlencode({"sender": sender}).encode()
    return server.request("POST", "/webhooks/site/effacer", body, "application/x-www-form-urlencoded")


def erase_by_delete(server, sender):
    return server.request("DELETE", "/webhooks/site/conversation", {"sender": sender})


WAYS = [erase_as_json, erase_as_beacon_text, erase_as_form, erase_by_delete]


@pytest.mark.parametrize("erase", WAYS)
def test_an_erased_conversation_leaves_nothing(faulty, erase):
    sender = faulty.conversation()
    faulty.site(sender, "bonjour")
    assert sender in faulty.kept()
    status, body, _ = erase(faulty, sender)
    assert (status, body) == (204, "")
    assert sender not in faulty.kept()


@pytest.mark.parametrize("channel", ["rest", "site"])
@pytest.mark.parametrize("words", ["/effacer", "Effacer", " /EFFACER svp"])
def test_the_word_effacer_erases_on_every_channel(faulty, channel, words):
    sender = faulty.conversation()
    talk = faulty.rest if channel == "rest" else faulty.site
    talk(sender, "bonjour")
    assert texts(talk(sender, words))
    assert sender not in faulty.kept()


def test_after_erasing_the_site_gives_a_new_conversation_and_says_so(server):
    sender = server.conversation()
    server.site(sender, "bonjour")
    erase_as_json(server, sender)
    answer = server.site(sender, "bonjour")
    new = answer[0]["recipient_id"]
    assert ENDED in answer[0]["text"]
    assert new != sender and {m["recipient_id"] for m in answer} == {new}
    assert ENDED not in texts(server.site(new, "bonjour"))


def test_erasing_during_a_turn_is_not_undone_by_its_end(faulty):
    sender = faulty.conversation()
    turn = threading.Thread(target=faulty.site, args=(sender, "zzpatience"))
    turn.start()
    time.sleep(0.5)
    erase_as_json(faulty, sender)
    turn.join()
    assert sender not in faulty.kept()


@pytest.mark.parametrize("body", [b"", b"{", b'{"sender": 3}', b'{"sender": "../../x"}', b"sender="])
def test_erasing_nothing_is_answered_the_same(server, body):
    assert server.request("POST", "/webhooks/site/effacer", body)[0] == 204


def test_the_server_issues_ids_that_cannot_be_guessed(server):
    ids = {server.conversation() for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch("[0-9a-f]{32}", sender) for sender in ids)


@pytest.mark.parametrize("sender", [None, "", "moi", "A" * 32, "0" * 31, 3, {"a": 1}])
def test_an_id_that_the_server_could_not_have_issued_is_replaced_in_silence(server, sender):
    answer = server.site(sender, "bonjour")
    assert re.fullmatch("[0-9a-f]{32}", answer[0]["recipient_id"])
    assert ENDED not in texts(answer)


def test_an_id_that_the_server_does_not_know_is_replaced_with_a_sentence(server):
    answer = server.site("0" * 32, "bonjour")
    assert ENDED in answer[0]["text"] and answer[0]["recipient_id"] != "0" * 32
    assert len(answer) > 1, "the message itself was not answered"


def test_the_same_message_sent_again_by_the_network_counts_once(server):
    sender = server.conversation()
    first = server.site(None, "bonjour")
    assert server.site(sender, "bonjour", message_id="m1") == server.site(sender, "bonjour", message_id="m1")
    gone = "1" * 32
    first = server.site(gone, "bonjour", message_id="m1")
    assert server.site(gone, "bonjour", message_id="m1") == first, "a second conversation was opened"
    assert server.site(gone, "bonjour", message_id="m2") != first


def test_the_answer_kept_for_the_network_goes_with_the_conversation(server):
    sender = server.conversation()
    server.site(sender, "bonjour", message_id="m1")
    erase_as_json(server, sender)
    assert ENDED in server.site(sender, "bonjour", message_id="m1")[0]["text"]
