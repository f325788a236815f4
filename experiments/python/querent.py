"""Querent from Python, with nothing but the standard library.

    from querent import Service, run, curves

    session = Service(token_file="answers/service-token").begin("ann")   # querent serve is running
    question = session.questions()[0]
    session.answer(question["id"], 4)                # or session.answer(question["id"]), who does not know it

    print(curves(run("experiment.yaml"))["interview"])
"""
import csv
import json
import pathlib
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict


MOST_WAITS = 20     # so often a request that came too soon is made again, when the service says so


class QuerentError(Exception):
    """What Querent says went wrong."""


class Service:
    """A running `querent serve`."""

    def __init__(self, address="http://127.0.0.1:8080", token=None, token_file=None):
        self.address = address.rstrip("/")
        try:
            self.token = token or pathlib.Path(token_file).read_text().strip()
        except (OSError, TypeError) as error:
            raise QuerentError(
                f"cannot read the token in token_file={token_file!r}: {_reason(error)}; "
                "querent serve prints where it is"
            ) from None

    def request(self, method, path, body=None):
        """Sends a request; returns what the reply holds, or None. Waits where there were too many."""
        for wait in range(MOST_WAITS + 1):
            status, seconds, text = self._send(method, path, body)
            if status != 429 or wait == MOST_WAITS:
                break
            time.sleep(seconds)
        if status >= 400:
            raise QuerentError(_detail(text) or f"{self.address}{path} replies with status {status}")
        return json.loads(text) if text else None

    def _send(self, method, path, body):
        """The status of the reply, after how many seconds to come again, and what it holds."""
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, 0, reply.read()
        except urllib.error.HTTPError as error:
            after = error.headers.get("Retry-After", "1")
            return error.code, min(int(after), 10) if after.isdigit() else 1, error.read()
        except urllib.error.URLError as error:
            raise QuerentError(f"nobody answers at {self.address}: {error.reason}") from None

    def begin(self, user=None):
        """Begins a session, or goes on with that of a user."""
        return Session(self, self.request("POST", "/sessions", {"user": user} if user else {}))


class Session:
    """One person who is asked."""

    def __init__(self, service, state):
        self.service = service
        self.path = "/sessions/" + urllib.parse.quote(state["session"], safe="")
        self.user = state["user"]
        self.scale = state["scale"]
        self.enough = False     # whether the rule of serve --stop says so, as of the last questions()

    def state(self):
        """Who is asked, and all answers that count."""
        return self.service.request("GET", self.path)

    def questions(self, n=1):
        """The items to ask about next: id, name and details of each."""
        told = self.service.request("GET", f"{self.path}/questions?n={n}")
        self.enough = told["enough"]
        return told["questions"]

    def answer(self, item, rating=None):
        """Takes a rating, or that the person does not know the item."""
        body = {"item": item, "unknown": True} if rating is None else {"item": item, "rating": rating}
        self.service.request("POST", self.path + "/answers", body)

    def recommendations(self, n=5):
        """What the person would like: item, mean, deviation, low, high and why of each."""
        return self.service.request("GET", f"{self.path}/recommendations?n={n}")["recommendations"]

    def delete(self):
        """Ends the session and deletes its answers."""
        self.service.request("DELETE", self.path)


def _detail(text):
    """Why a request was refused, where the reply says so."""
    try:
        return json.loads(text).get("detail")
    except (ValueError, AttributeError):
        return None


def _reason(error):
    return getattr(error, "strerror", None) or "give token_file or token"


def run(experiment, *options, querent="querent"):
    """Plays an experiment; returns its folder. Options are those of `querent run`."""
    command = [querent, "run", str(experiment), *map(str, options)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise QuerentError(
            f"cannot start {querent}: {error.strerror}; name the launcher, as querent=\"experiments/bin/querent\""
        ) from None
    if done.returncode:
        raise QuerentError(done.stderr.strip())
    return pathlib.Path(done.stdout.split("\n")[-2]).parent


def curves(folder, metric="rmse"):
    """The learning curves of a folder: by strategy, by seed, a list of (queries, value)."""
    found = defaultdict(lambda: defaultdict(list))
    path = pathlib.Path(folder, "curves-by-seed.csv")
    try:
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["metric"] == metric:
                    point = (int(row["queries"]), float(row["value"]))
                    found[row["strategy"]][int(row["seed"])].append(point)
    except OSError as error:
        raise QuerentError(
            f"cannot read {path}: {error.strerror}; folder is what run() returns, and querent report makes the file"
        ) from None
    return {strategy: dict(seeds) for strategy, seeds in found.items()}
