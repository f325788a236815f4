"use strict";
// Keeps the page up to date. The answer to "state":
//   version     number  of the page that shows it: a higher one is to be fetched
//   phase       text    waiting, running, stopped, failed, complete; the last two are the end
//   runs, complete, failed      numbers of runs
//   asked       number  of queries in all runs; left: those still to be asked, or null
//   secondsLeft number  or null
//   changed     text    the time of the last change in the folder, ISO 8601, or null
//   unfinished  texts   strategies of which a run that is under way is shown
//   trouble     text    what keeps the page from being made anew, or null
//   errors      {run, message}  of the first runs that have failed
(() => {
  const MILLIS = 1000;
  const FAR_MILLIS = 5000;
  const PHASES = {
    waiting: "Waiting for the first result",
    running: "Running",
    stopped: "Stopped; run the experiment again to go on",
    failed: "Ended, with failed runs",
    complete: "Complete",
    disconnected: "Disconnected; the page stays as it is",
  };

  const element = (id) => document.getElementById("live" + (id ? "-" + id : ""));
  const count = (n) => Math.round(n).toLocaleString("en-US");
  const counted = (n, thing, things) => `${count(n)} ${n === 1 ? thing : things}`;
  let version = Number(element().dataset.version);

  // A status is read out when its text changes: every second would be too often.
  function say(id, text) {
    const place = element(id);
    if (place.textContent !== text) place.textContent = text;
    place.hidden = !text;
  }

  function phase(name) {
    element().dataset.phase = name;
    say("phase", PHASES[name] || name);
  }

  function duration(seconds) {
    if (seconds < 1) return "a moment";
    if (seconds < 90) return `${Math.round(seconds)} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 90) return `${minutes} min`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }

  function numbers(state) {
    const queries = (n) => counted(n, "query", "queries");
    const asked =
      state.left === null
        ? queries(state.asked)
        : `${count(state.asked)} of ${queries(state.asked + state.left)}`;
    return `${count(state.complete)} of ${counted(state.runs, "run", "runs")} complete, ${asked}`;
  }

  function timeLeft(state) {
    if (state.phase !== "running" && state.phase !== "waiting") return "";
    return state.secondsLeft === null
      ? "time left unknown yet"
      : `about ${duration(state.secondsLeft)} left`;
  }

  function unfinished(names) {
    element().toggleAttribute("data-unfinished", names.length > 0);
    if (!names.length) return "";
    return (
      `No run is complete yet of ${names.join(", ")}: the first one is shown as far as it is. ` +
      "What the tables call final is not, until all runs are complete."
    );
  }

  function errors(state) {
    const place = element("errors");
    place.hidden = !state.failed;
    if (!state.failed) return;
    const more = state.failed - state.errors.length;
    const items = state.errors.map((error) => error.message);
    if (more > 0) items.push(`and ${count(more)} more`);
    const text = items.join("\n");
    if (place.dataset.text === text) return;
    place.dataset.text = text;
    place.querySelector("summary").textContent =
      state.failed === 1 ? "1 run has failed" : `${count(state.failed)} runs have failed`;
    place
      .querySelector("ul")
      .replaceChildren(
        ...items.map((item) => Object.assign(document.createElement("li"), { textContent: item })),
      );
  }

  function show(state) {
    phase(state.phase);
    const bar = element("progress");
    bar.hidden = state.left === null;
    if (state.left !== null) {
      bar.max = state.asked + state.left || 1;
      bar.value = state.asked;
    }
    say("numbers", numbers(state));
    say("left", timeLeft(state));
    say(
      "changed",
      state.changed ? "last change " + new Date(state.changed).toLocaleTimeString() : "",
    );
    say("unfinished", unfinished(state.unfinished));
    say("trouble", state.trouble || "");
    errors(state);
  }

  const parts = (page) =>
    new Map([...page.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));

  // Whether the parts could be renewed; a page of another form has to be loaded as a whole.
  function renew(fresh) {
    const old = parts(document);
    const next = parts(fresh);
    if (!old.size || [...old.keys()].join() !== [...next.keys()].join()) return false;
    for (const [name, part] of old) {
      if (part.innerHTML !== next.get(name).innerHTML) part.innerHTML = next.get(name).innerHTML;
    }
    document.title = fresh.title;
    const detail = JSON.parse(fresh.getElementById("data").textContent);
    document.dispatchEvent(new CustomEvent("querent:data", { detail }));
    return true;
  }

  async function get(what) {
    const answer = await fetch(what, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  }

  async function look() {
    const state = await (await get("state")).json();
    if (state.version > version) {
      const text = await (await get("./")).text();
      const fresh = new DOMParser().parseFromString(text, "text/html");
      version = Number(fresh.getElementById("live").dataset.version);
      if (!renew(fresh)) {
        location.reload();
        return false;
      }
    }
    show(state);
    return version < state.version || (state.phase !== "complete" && state.phase !== "failed");
  }

  async function keep() {
    let wait = MILLIS;
    try {
      if (!(await look())) return;
    } catch (error) {
      console.debug(error);
      phase("disconnected");
      say("left", "");
      wait = FAR_MILLIS;
    }
    setTimeout(keep, wait);
  }

  keep();
})();
