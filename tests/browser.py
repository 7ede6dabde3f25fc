"""A real browser, driven as a person with a keyboard drives it (Chromium's DevTools protocol)."""

import contextlib
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import websocket

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
# Without these it looks for updates, and for a screen.
_OPTIONS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --remote-debugging-port=0 --remote-allow-origins=* about:blank
""".split()
_KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowRight": (39, "")}
_WAITS = 30


class Page:
    """One tab: what it asks for and says is kept in `requests` and `errors`."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=_WAITS)
        self._ids, self._frames = itertools.count(1), {}
        self.requests, self.errors = [], []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> dict:
        """Call the browser and wait for its answer."""
        at = next(self._ids)
        self._socket.send(json.dumps({"id": at, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("id") == at:
                assert "error" not in said, (method, said["error"])
                return said["result"]
            self._heard(said["method"], said["params"])

    def _heard(self, event: str, about: dict) -> None:
        if event == "Runtime.executionContextCreated":
            context = about["context"]
            self._frames[context["auxData"]["frameId"]] = context["id"]
        elif event == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.errors.append(about["exceptionDetails"]["text"])
        elif event == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.errors.append(about["entry"]["text"])

    def open(self, path: Path) -> None:
        """A file, loaded to its end."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=path.as_uri())
        self.until(
            lambda: self.ask("document.readyState === 'complete' && location.protocol === 'file:'")
        )

    def ask(self, script: str, frame: str = "") -> object:
        """What a line of script comes to, in the page or in a frame of it."""
        context = {"contextId": self._frames[frame]} if frame else {}
        made = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, **context
        )
        assert "exceptionDetails" not in made, made
        return made["result"].get("value")

    def press(self, key: str) -> None:
        code, text = _KEYS[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def frame(self, name: str) -> str:
        """The frame that shows a file of this name, once it is loaded."""
        found = ""

        def is_there() -> bool:
            nonlocal found
            tree = self.send("Page.getFrameTree")["frameTree"].get("childFrames", [])
            frames = {
                one["frame"]["url"].split("#")[0].rsplit("/", 1)[-1]: one["frame"]["id"]
                for one in tree
            }
            found = frames.get(name, "")
            # The tree names a file before it is there: only the document itself can say which it
            # is, and one that is being left has no answer any more.
            itself = "document.readyState === 'complete' && location.pathname.split('/').pop()"
            with contextlib.suppress(AssertionError):
                return found in self._frames and self.ask(itself, found) == name
            return False

        self.until(is_there)
        return found

    def until(self, holds) -> None:
        """Wait until something holds."""
        end = time.monotonic() + _WAITS
        while not holds():
            assert time.monotonic() < end, "the browser did not come to it"
            time.sleep(0.02)


@contextlib.contextmanager
def page() -> Iterator[Page]:
    """A tab of a browser of its own, which knows nothing and keeps nothing."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [CHROMIUM, f"--user-data-dir={profile}", *_OPTIONS],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = Path(profile) / "DevToolsActivePort"
            end = time.monotonic() + _WAITS
            while not (port.is_file() and port.read_text().count("\n")):
                assert time.monotonic() < end and browser.poll() is None, (
                    "the browser did not start"
                )
                time.sleep(0.05)
            yield Page(_tab(port.read_text().splitlines()[0]))
        finally:
            browser.terminate()
            browser.wait(_WAITS)


def _tab(port: str) -> str:
    """The address of its first tab."""
    from urllib.request import urlopen

    with urlopen(f"http://127.0.0.1:{port}/json") as tabs:
        return next(tab["webSocketDebuggerUrl"] for tab in json.load(tabs) if tab["type"] == "page")
