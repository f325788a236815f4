// Takes a rating: by stars, of which a click with the mouse or a finger answers at once, and where there would be too many by a slider.
const $ = (id) => document.getElementById(id);
const MOST_STARS = 11;
// Of a slider without steps: so many values, at least, that its numbers stay short.
const FINE = 100;

// Shows the scale, with a rating that was given before or null.
export function offer(scale, rating) {
  const all = values(scale);
  const isSlider = all.length === 0;
  // Where the mouse clicked last it is over a star of the next card, which it has not pointed at.
  $("stars").classList.add("unmoved");
  $("stars").replaceChildren(...(isSlider ? slider(scale, rating) : all.map((value) => star(scale, value, rating))));
  $("answer").hidden = !isSlider;
  hint(isSlider && rating === null ? "Move the slider to your rating." : "");
}

// The rating that is chosen, or null.
export function chosen() {
  const input = document.querySelector("#stars input:checked, #stars input.moved");
  return input === null ? null : Number(input.dataset.rating);
}

function hint(text) {
  $("hint").textContent = text;
}

function values({ min, max, step }) {
  const count = step === null ? Infinity : Math.round((max - min) / step) + 1;
  return count <= MOST_STARS ? Array.from({ length: count }, (_, n) => min + n * step) : [];
}

function star(scale, value, rating) {
  const label = document.createElement("label");
  label.classList.toggle("half", scale.step < 1);
  label.classList.toggle("on", rating !== null && value <= rating);
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "rating";
  input.value = value;
  input.dataset.rating = value;
  input.checked = value === rating;
  input.setAttribute("aria-label", value + " of " + scale.max);
  // Arrows move between the stars and choose none yet; Enter, Space and the button do, and so does a click with the mouse.
  input.addEventListener("change", () => {
    fill(value);
    if (!input.disabled) hint(value + " of " + scale.max + ": press Enter or Answer.");
  });
  label.append(input, document.createTextNode(String(value)));
  return label;
}

function fill(value) {
  document.querySelectorAll("#stars label").forEach((label) => {
    label.classList.toggle("on", Number(label.firstChild.value) <= value);
  });
}

function slider({ min, max, step }, rating) {
  const input = document.createElement("input");
  const value = document.createElement("p");
  const digits = Math.max(0, Math.ceil(Math.log10(FINE / (max - min))));
  input.type = "range";
  input.name = "rating";
  input.min = min;
  input.max = max;
  input.step = step ?? "any";
  input.value = rating ?? (min + max) / 2;
  input.setAttribute("aria-label", "Your rating, " + min + " to " + max);
  value.id = "value";
  const tell = (text) => {
    value.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  const choose = (to) => {
    input.classList.add("moved");
    input.dataset.rating = to;
    tell(String(to));
    hint("");
  };
  // What is sent is what is read: of a slider without steps a rounded number.
  const round = (number) => (step === null ? Math.min(max, Math.max(min, Number(number.toFixed(digits)))) : number);
  const take = () => choose(round(Number(input.value)));
  input.addEventListener("input", take);
  // A click where it stands chooses that.
  input.addEventListener("click", take);
  if (rating === null) tell("not chosen yet");
  else choose(rating);
  return [value, input, ends(min, max)];
}

function ends(min, max) {
  const row = document.createElement("p");
  row.id = "ends";
  row.append(...[min, max].map((end) => {
    const made = document.createElement("span");
    made.textContent = end;
    return made;
  }));
  return row;
}
