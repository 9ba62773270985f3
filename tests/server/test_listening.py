"""Who can reach the server, and what they can reach."""
import socket

import psutil
import pytest


def test_it_listens_on_loopback_and_nowhere_else(server):
    process = psutil.Process(server.process.pid)
    listening = [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert [(c.laddr.ip, c.laddr.port) for c in listening] == [("127.0.0.1", server.port)]


def test_another_address_of_the_machine_is_refused(server):
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.2", server.port)) != 0


@pytest.mark.parametrize(
    "path", ["/conversations/x/tracker", "/model", "/domain", "/status", "/conversations/x/execute"]
)
def test_nobody_can_read_a_conversation_through_the_management_api(server, path):
    server.rest("x", "bonjour")
    assert server.request("GET", path)[0] == 404


def test_it_is_one_process(server):
    assert psutil.Process(server.process.pid).children(recursive=True) == []


def test_another_site_cannot_read_the_answers(server):
    _, _, headers = server.request("GET", "/webhooks/site/")
    assert "Access-Control-Allow-Origin" not in headers
