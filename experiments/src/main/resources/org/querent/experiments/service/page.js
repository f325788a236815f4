import { chosen, offer } from "./rating.js";

// Holds an interview. The token comes in the fragment of the address, which browsers send to nobody; the
// session is kept until the tab is closed, so that a page that is loaded again goes on.
const $ = (id) => document.getElementById(id);
const SESSION = "querent-session";
const GOES_ON = "querent-goes-on";
const UNREADABLE = 409;
const WORDS = {
  401: "this page was opened by an address that is incomplete or no longer valid; open the whole address that was given to you",
  [UNREADABLE]: "what you answered here cannot be read; whoever asks you is told and can mend it, or you delete it and begin anew",
};
const NOT_REACHED = "no connection; your answers so far are kept, try again";
const NOT_KNOWN = "no connection; whether your answers are deleted is not known, try again";
let session = sessionStorage.getItem(SESSION);
let state = null;
let shown = null;
let isBusy = false;
let goesOn = sessionStorage.getItem(GOES_ON) !== null;

async function ask(method, path, body) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (path === "sessions") headers.Authorization = "Bearer " + location.hash.slice(1);
  const reply = await fetch(path, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
  if (reply?.status === 204) return null;
  // What is no JSON is not the service's, but of something between that does not reach it.
  const told = await reply?.json().catch(() => null);
  if (!told) {
    throw Object.assign(new Error(method === "DELETE" ? NOT_KNOWN : NOT_REACHED), { isPassing: true });
  }
  if (!reply.ok) {
    throw Object.assign(new Error(WORDS[reply.status] ?? told.detail), { status: reply.status });
  }
  return told;
}

const inSession = (method, path, body) => ask(method, "sessions/" + session + path, body);

async function begin() {
  if (session) {
    try {
      state = await inSession("GET", "");
      return;
    } catch (error) {
      // Nobody can see them then, but delete them.
      $("save").hidden = error.status === UNREADABLE;
      $("given").hidden = !$("save").hidden;
      if (error.status !== 404) throw error;
    }
  }
  state = await ask("POST", "sessions", {});
  session = state.session;
  sessionStorage.setItem(SESSION, session);
}

// One thing at a time: what is pressed meanwhile is not heard.
async function doing(work) {
  const buttons = document.querySelectorAll("button, #stars input");
  buttons.forEach((button) => { button.disabled = true; });
  isBusy = true;
  $("error").hidden = true;
  try {
    await work();
  } catch (error) {
    $("wrong").textContent = "That did not work: " + error.message;
    $("again").hidden = !error.isPassing;
    $("again").onclick = () => doing(work);
    $("error").hidden = false;
  } finally {
    document.querySelectorAll("button, #stars input").forEach((button) => { button.disabled = false; });
    isBusy = false;
    enable();
  }
}

function enable() {
  if (isBusy) return;
  $("back").disabled = before() === undefined;
  $("last").disabled = !state?.answers.length;
  $("answer").disabled = chosen() === null;
}

async function next(focus) {
  state = await inSession("GET", "");
  const [asked, liked] = await Promise.all([
    inSession("GET", "/questions?n=1"), inSession("GET", "/recommendations?n=5")]);
  $("deleted").hidden = true;
  const isEnd = asked.questions.length === 0 || (asked.enough && !goesOn);
  $("enough").hidden = !isEnd;
  $("more").hidden = asked.questions.length === 0;
  $("enough-title").textContent = (asked.questions.length === 0 ? "There is nothing left to ask" : "That is enough") + ", thank you";
  if (isEnd) {
    $("card").hidden = true;
    if (focus) $("enough-title").focus();
  } else {
    show(asked.questions[0], null, focus);
  }
  recommend(liked);
  list();
  $("liked").hidden = false;
  $("given").hidden = false;
}

// How many answers were given before that on the card.
function place() {
  const given = state.answers.findIndex((answer) => answer.item.id === shown.id);
  return given < 0 ? state.answers.length : given;
}

const before = () => (shown && state ? state.answers[place() - 1] : undefined);

function show(item, rating, focus) {
  shown = item;
  $("card").hidden = false;
  $("enough").hidden = true;
  $("number").textContent = "Question " + (place() + 1);
  $("name").replaceChildren(element("bdi", item.name));
  $("details").replaceChildren(element("bdi", item.details));
  offer(state.scale, rating);
  enable();
  if (focus) $("name").focus();
}

function answer(rating) {
  doing(async () => {
    const said = rating === null ? { unknown: true } : { rating };
    await inSession("POST", "/answers", { item: shown.id, ...said });
    await next(true);
  });
}

const shortened = (rating) => rating.toFixed(1);

function element(name, text, type) {
  const made = document.createElement(name);
  made.textContent = text;
  if (type) made.className = type;
  return made;
}

function recommend(liked) {
  const learnt = Math.min(1, Math.max(0, 1 - liked.uncertainty));
  $("learnt").value = learnt;
  $("percent").textContent = Math.round(100 * learnt) + " % less uncertain";
  // Cut off, all that is liked very much would be alike, and the order have no reason.
  const { min, max } = state.scale;
  $("meaning").textContent = "The rating that is expected of you, and in brackets what it lies between 9 times out of 10."
    + " Neither is cut off at the ends of the scale, " + min + " and " + max + ", so that the order can be seen.";
  $("meaning").hidden = liked.recommendations.length === 0;
  $("best").replaceChildren(...liked.recommendations.map((one) => {
    const row = element("li", "");
    const name = element("strong", "");
    name.append(element("bdi", one.item.name));
    row.append(
      name, " ",
      element("span", shortened(one.mean) + " (" + shortened(one.low) + " to " + shortened(one.high) + ")", "range"),
      element("p", one.why, "why"));
    return row;
  }));
}

function list() {
  const count = state.answers.length;
  $("progress").textContent = count === 1 ? "1 question answered" : count + " questions answered";
  $("own").hidden = count === 0;
  $("save").hidden = false;
  $("answers").replaceChildren(...state.answers.map((given) => {
    const row = element("li", "");
    const said = given.rating === null ? "not known" : String(given.rating);
    const button = element("button", "Change");
    button.type = "button";
    button.setAttribute("aria-label", "Change " + given.item.name);
    button.addEventListener("click", () => show(given.item, given.rating, true));
    const text = element("span", "");
    text.append(element("bdi", given.item.name), ": " + said);
    row.append(text, button);
    return row;
  }));
}

// A file of ratings, as querent inspect, run and train read it.
function save() {
  const quoted = (text) => '"' + text.replaceAll('"', '""') + '"';
  const rows = state.answers.filter((given) => given.rating !== null).map((given) =>
    [quoted(state.user), quoted(given.item.id), given.rating, given.time].join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([["user,item,rating,timestamp", ...rows, ""].join("\n")], { type: "text/csv" }));
  link.download = "answers.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const rating = chosen();
  if (rating !== null) answer(rating);
});
$("stars").addEventListener("click", (event) => {
  // A key that moves between stars clicks them as well, at no place.
  if (event.target.type === "radio" && event.detail > 0) answer(Number(event.target.value));
  else {
    // So does what helps people who use neither: it presses a button instead.
    if (event.target.type === "radio") $("answer").hidden = false;
    enable();
  }
});
$("stars").addEventListener("input", enable);
$("stars").addEventListener("mousemove", (event) => {
  if (event.movementX !== 0 || event.movementY !== 0) $("stars").classList.remove("unmoved");
});
$("stars").addEventListener("keydown", (event) => {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (event.target.type === "radio") event.target.checked = true;
    $("form").requestSubmit();
  }
});
$("unknown").addEventListener("click", () => answer(null));
const review = (given) => show(given.item, given.rating, true);
$("back").addEventListener("click", () => review(before()));
$("last").addEventListener("click", () => review(state.answers.at(-1)));
$("more").addEventListener("click", () => {
  goesOn = true;
  sessionStorage.setItem(GOES_ON, "");
  doing(() => next(true));
});
$("save").addEventListener("click", save);
$("delete").addEventListener("click", () => $("sure").showModal());
$("keep").addEventListener("click", () => $("sure").close());
$("really").addEventListener("click", () => {
  $("sure").close();
  doing(async () => {
    await inSession("DELETE", "").catch((error) => {
      // Tried again, it may be gone since.
      if (error.status !== 404) throw error;
    });
    session = null;
    state = null;
    goesOn = false;
    sessionStorage.clear();
    ["card", "enough", "liked", "given"].forEach((id) => { $(id).hidden = true; });
    $("progress").textContent = "";
    $("deleted").hidden = false;
    $("deleted-title").focus();
  });
});
$("anew").addEventListener("click", () => doing(async () => {
  await begin();
  await next(true);
}));
doing(async () => {
  await begin();
  await next(false);
});
