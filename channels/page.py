"""The chat page, served by the same application as the assistant: same origin, no third party."""
from pathlib import Path
from typing import Any, Awaitable, Callable, Dict, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

WIDGET = Path(__file__).resolve().parent.parent / "widget"
FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class PageInput(InputChannel):
    """`GET /assistant`: the page of `widget/`. It receives no message: the page speaks to the channel "site"."""

    @classmethod
    def name(cls) -> Text:
        return "page"

    def url_prefix(self) -> Text:
        """Absolute, so that Rasa does not put it under /webhooks."""
        return "/assistant"

    def blueprint(self, _: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """One route per file, read once: the page must open even when the disk does not answer any more."""
        blueprint = Blueprint("page")
        for route, (name, kind) in FILES.items():
            body = (WIDGET / name).read_bytes()
            blueprint.add_route(_serving(body, kind), route, methods=["GET"], name=name.replace(".", "_"))
        return blueprint


def _serving(body: bytes, kind: Text) -> Callable[[Request], Awaitable[HTTPResponse]]:
    headers: Dict[Text, Text] = {**HEADERS}

    async def serve(_: Request) -> HTTPResponse:
        return raw(body, content_type=kind, headers=headers)

    return serve
