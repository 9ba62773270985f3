"""`python -m server --port 5005`: the assistant in one process, on loopback."""
import argparse
import os
import socket
import sys
import tarfile
from pathlib import Path
from typing import Any, List, NoReturn, Optional, Text

import yaml

from server import light_tensorflow, logs

HOST = "127.0.0.1"
WORDS = yaml.load(
    Path(__file__).with_name("paroles.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def main(arguments: Optional[List[Text]] = None) -> None:
    """Serves until Ctrl-C or SIGTERM. Exits with a sentence and code 1 when it cannot."""
    options = _options(arguments)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logs.configure(options.debug)
    for file in (options.endpoints, options.credentials):
        if not Path(file).is_file():
            _stop("fichier_absent", fichier=file)
    listening = _listen(options.port)
    model = _model(Path(options.modele))
    if not options.tensorflow:
        _without_tensorflow(model)
    _say("demarrage")
    try:
        _serve(options, model, listening)
    except KeyboardInterrupt:  # before Sanic handles signals
        pass
    _say("arret")


def _serve(options: argparse.Namespace, model: Path, listening: socket.socket) -> None:
    import skops.io  # noqa: F401  before Rasa: its import scans every module already loaded

    from server.application import NoModel, build

    address = f"http://{HOST}:{options.port}"

    def ready() -> None:
        _say("pret", page=f"{address}/assistant", api=f"{address}/webhooks/rest/webhook")

    app = build(model, options.endpoints, options.credentials, ready)
    try:
        # One process, whatever SANIC_WORKERS says: the store is in this one.
        app.run(sock=listening, workers=1, access_log=False, motd=False)
    except NoModel as error:
        _stop("modele_vide", modele=error)


def _options(arguments: Optional[List[Text]]) -> argparse.Namespace:
    help_of = WORDS["options"]
    parser = argparse.ArgumentParser(prog="python -m server", description=help_of["description"])
    parser.add_argument("--port", type=int, default=5005, help=help_of["port"])
    for name, default in (
        ("modele", "models"),
        ("endpoints", "endpoints.yml"),
        ("credentials", "credentials.yml"),
    ):
        parser.add_argument(f"--{name}", default=default, help=help_of[name])
    for name in ("tensorflow", "debug"):
        parser.add_argument(f"--{name}", action="store_true", help=help_of[name])
    return parser.parse_args(arguments)


def _listen(port: int) -> socket.socket:
    """A socket bound before anything heavy is imported: a port that is taken is said at once."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(100)
    except OverflowError:
        _stop("port_impossible", port=port)
    except PermissionError:
        _stop("port_impossible", port=port)
    except OSError:
        _stop("port_pris", port=port, autre=port + 1)
    return listening


def _model(path: Path) -> Path:
    if path.is_file():
        return path
    models = sorted(path.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        _stop("sans_modele", dossier=path)
    return models[-1]


def _without_tensorflow(model: Path) -> None:
    try:
        needing = light_tensorflow.needing_tensorflow(model)
    except (OSError, tarfile.TarError, KeyError, ValueError):
        _stop("modele_illisible", modele=model)
    if needing:
        _stop("besoin_de_tensorflow", composants=", ".join(name.rpartition(".")[2] for name in needing))
    light_tensorflow.install()


def _say(key: Text, **values: Any) -> None:
    print(WORDS[key].format(**values), flush=True)


def _stop(key: Text, **values: Any) -> NoReturn:
    print(WORDS[key].format(**values), file=sys.stderr, flush=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
