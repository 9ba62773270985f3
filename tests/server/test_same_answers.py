"""What makes the server light and quick changes nothing in its answers."""
from live import Server

STORY = [
    "bonjour",
    "j'ai porté plainte la semaine dernière et j'ai 17 ans",
    '/repondre{"nationalite":"autre"}',
    "oui",
    "je ne sais pas",
    "ai-je droit à un hébergement ?",
    "il me frappe, au secours",
    "pourquoi cette question ?",
    "quel temps fait-il à Lyon ?",
    "/bilan",
    "/inconnu",
    "/effacer",
]


def test_the_answers_with_the_stand_in_are_those_with_tensorflow(server, tmp_path):
    whole = Server(tmp_path / "output", ["--tensorflow"], ["-m", "server"])
    try:
        for message in STORY:
            assert server.rest("jumeau", message) == whole.rest("jumeau", message), message
    finally:
        whole.stop()
