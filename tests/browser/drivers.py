"""Browsers, driven without a library: Chromium through chromedriver, Firefox through its own Marionette."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Protocol

# A reader in the Netherlands: the page tells moments in the reader's own time.
_ENVIRONMENT = {**os.environ, "TZ": "Europe/Amsterdam", "LANG": "C.UTF-8"}
_PATIENCE = 60


class Browser(Protocol):
    """What the tests need of a browser."""

    def open(self, file: Path) -> None: ...

    def run(self, script: str) -> Any: ...

    def close(self) -> None: ...


class Chromium:
    """A headless Chromium behind chromedriver."""

    needs = ("chromium", "chromedriver")

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._driver = subprocess.Popen(
            [str(shutil.which("chromedriver")), "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            text=True,
        )
        assert self._driver.stdout is not None
        port = next(
            found[1] for line in self._driver.stdout if (found := re.search(r"on port (\d+)\.", line))
        )
        self._connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=_PATIENCE)
        options = {
            "binary": shutil.which("chromium"),
            "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}",
                *arguments,
            ],
        }
        wanted = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        self._path = "/session"
        self._path = "/session/" + self._post("", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def open(self, file: Path) -> None:
        self._post("/url", {"url": file.as_uri()})

    def run(self, script: str) -> Any:
        return self._post("/execute/sync", {"script": script, "args": []})

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Entries of the browser's log since the last call: ``browser`` (console) or ``performance``."""
        entries: list[dict[str, Any]] = self._post("/se/log", {"type": kind})
        return entries

    def tool(self, command: str, **parameters: Any) -> Any:
        """A command of the browser's own tools."""
        return self._post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self._send("POST", path, json.dumps(body))

    def _send(self, method: str, path: str, body: str | None) -> Any:
        self._connection.request(method, self._path + path, body, {"Content-Type": "application/json"})
        answer = json.loads(self._connection.getresponse().read())["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise AssertionError(answer["message"])
        return answer

    def close(self) -> None:
        try:
            self._send("DELETE", "", None)
        finally:
            self._connection.close()
            self._driver.terminate()
            self._driver.communicate()


class Firefox:
    """A headless Firefox that listens to its own remote protocol."""

    needs = ("firefox" if shutil.which("firefox") else "firefox-esr",)

    def __init__(self, folder: Path, *arguments: str) -> None:
        port = _free_port()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        self._browser = subprocess.Popen(
            [*self.needs, "--headless", "--no-remote", "--marionette", "--profile", str(folder), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**_ENVIRONMENT, "HOME": str(folder)},
        )
        self._socket = _connected(port)
        self._number = 0
        self._read()
        self._call("WebDriver:NewSession", {})

    def open(self, file: Path) -> None:
        self._call("WebDriver:Navigate", {"url": file.as_uri()})

    def run(self, script: str) -> Any:
        return self._call("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def _call(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        if error:
            raise AssertionError(error["message"])
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        content = b""
        while len(content) < int(length[:-1]):
            content += self._socket.recv(65536)
        return json.loads(content)

    def close(self) -> None:
        try:
            self._call("Marionette:Quit", {"flags": ["eForceQuit"]})
        finally:
            self._socket.close()
            self._browser.wait(_PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _connected(port: int) -> socket.socket:
    for _ in range(_PATIENCE * 10):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the browser does not answer")
