"""The sentences of the channels themselves, said when the assistant behind cannot answer."""
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Text

import yaml

SENTENCES = Path(__file__).resolve().parent.parent / "data" / "responses" / "secours.yml"


@lru_cache(maxsize=1)
def _responses() -> Dict[Text, Any]:
    # The channels read the file themselves: the model, which holds it too, may be what fails.
    with SENTENCES.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)["responses"]


def messages(response: Text, recipient: Text) -> List[Dict[Text, Any]]:
    """The response as Rasa's REST channel would send it: its paragraphs one by one, then its `custom` if any.

    Raises KeyError when the file has no such response.
    """
    said = _responses()[response][0]
    texts = [part.strip() for part in said["text"].strip().split("\n\n")]
    answer: List[Dict[Text, Any]] = [{"recipient_id": recipient, "text": text} for text in texts]
    if "custom" in said:
        answer.append({"recipient_id": recipient, "custom": said["custom"]})
    return answer
