"""The assistant in this process, with its real model and its actions: what a channel sends it, what a person reads."""
from __future__ import annotations

import asyncio
import logging
import uuid
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]


class Assistant:
    """Loaded once. `say` is one message on the rest channel, `new` a new conversation."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        from channels.conversation import Conversations
        from server import action_validation
        from server.in_process_actions import ActionsInProcess
        from server.tracker_store import SlotStore

        configure_structlog(logging.ERROR)  # otherwise Rasa prints every text in a process of ours
        action_validation.install()
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.agent = Agent.load(str(model), action_endpoint=ActionsInProcess())
        self.store = SlotStore(self.agent.domain)
        self.agent.tracker_store = self.agent.processor.tracker_store = self.store
        self._conversations = Conversations(self.agent.handle_message, "rest")

    def new(self) -> str:
        return uuid.uuid4().hex

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        return self.loop.run_until_complete(self._conversations.answer(sender, message))


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    models = sorted((PROJECT / "models").glob("assistant-*.tar.gz"), key=lambda m: m.stat().st_mtime)
    if not models:
        pytest.fail("there is no model: run `make train` first")
    return Assistant(models[-1])
