"""The action server without a server: custom actions run in the process that holds the dialogue."""
import json as json_text
from typing import Any, Dict, Optional, Text

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection


class ActionsInProcess(EndpointConfig):
    """Same contract as the action server, no network.

    Must subclass EndpointConfig: Rasa silently runs no action with a bare object. The domain is not sent with each
    call (turning it into a dictionary costs more than the action); an action that needs it says so in the domain
    with `send_domain: true`.
    """

    def __init__(self, package: Text = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self.executor = ActionExecutor()
        self.executor.register_package(package)

    async def request(  # type: ignore[override]
        self, json: Optional[Dict[Text, Any]] = None, **_: Any
    ) -> Optional[Dict[Text, Any]]:
        """Runs the action named by `json["next_action"]`; returns {"events": [...], "responses": [...]}.

        Raises what the action raises; a refusal to run becomes the answer 400 that Rasa expects of a server.
        """
        try:
            return await self.executor.run(json)
        except ActionExecutionRejection as refusal:
            body = {"action_name": refusal.action_name, "error": refusal.message}
            raise ClientResponseError(400, "refused", json_text.dumps(body)) from None
