"""A conversation left alone disappears by itself."""
import time

from live import SHORT, texts


def test_a_conversation_left_alone_expires_though_nobody_writes(faulty):
    sender = faulty.conversation()
    faulty.site(sender, "bonjour")
    assert sender in faulty.kept()
    time.sleep(SHORT + 6)  # the purge runs every 5 seconds
    assert sender not in faulty.kept()


def test_on_the_site_the_person_is_told_that_nothing_was_kept(faulty):
    sender = faulty.conversation()
    faulty.site(sender, "bonjour")
    time.sleep(SHORT + 1)
    answer = faulty.site(sender, "bonjour")
    assert "terminée" in answer[0]["text"] and "Rien n'a été gardé" in answer[0]["text"]
    assert answer[0]["recipient_id"] != sender


def test_each_message_gives_the_conversation_its_time_again(faulty):
    sender = faulty.conversation()
    for _ in range(4):
        time.sleep(SHORT / 2)
        assert "terminée" not in texts(faulty.site(sender, "bonjour"))
