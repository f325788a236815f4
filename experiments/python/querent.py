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
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict


class QuerentError(Exception):
    """What Querent says went wrong."""


class Service:
    """A running `querent serve`."""

    def __init__(self, address="http://127.0.0.1:8080", token=None, token_file=None):
        self.address = address.rstrip("/")
        self.token = token or pathlib.Path(token_file).read_text().strip()

    def request(self, method, path, body=None):
        """Sends a request; returns what the reply holds, or None."""
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                text = reply.read()
        except urllib.error.HTTPError as error:
            raise QuerentError(json.loads(error.read())["detail"]) from None
        except urllib.error.URLError as error:
            raise QuerentError(f"nobody answers at {self.address}: {error.reason}") from None
        return json.loads(text) if text else None

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


def run(experiment, *options, querent="querent"):
    """Plays an experiment; returns its folder. Options are those of `querent run`."""
    command = [querent, "run", str(experiment), *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise QuerentError(done.stderr.strip())
    return pathlib.Path(done.stdout.split("\n")[-2]).parent


def curves(folder, metric="rmse"):
    """The learning curves of a folder: by strategy, by seed, a list of (queries, value)."""
    found = defaultdict(lambda: defaultdict(list))
    with open(pathlib.Path(folder, "curves-by-seed.csv"), newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["metric"] == metric:
                point = (int(row["queries"]), float(row["value"]))
                found[row["strategy"]][int(row["seed"])].append(point)
    return {strategy: dict(seeds) for strategy, seeds in found.items()}
