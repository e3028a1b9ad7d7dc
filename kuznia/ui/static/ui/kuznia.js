// Small improvements; every page works without them.

// The error summary takes the focus, so that a screen reader begins there.
document.querySelector("[data-focus]")?.focus();

// Theme and text size change at once: what is typed on the page stays.
const root = document.documentElement;
const appearance = document.querySelector("form[data-appearance]");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function show(name, value) {
  if (value === "auto" || value === "1") root.removeAttribute(`data-${name}`);
  else root.setAttribute(`data-${name}`, value);
  press();
}

function press() {
  const size = root.dataset.size ?? "1";
  const theme = root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");
  for (const button of appearance.querySelectorAll("button")) {
    const of = button.dataset.themeOf;
    const pressed = of ? theme === of : button.value === size;
    button.setAttribute("aria-pressed", String(pressed));
    if (of) button.value = !pressed ? of : of === "dark" ? "light" : "auto";
  }
}

if (appearance) {
  press();
  appearance.addEventListener("submit", (event) => {
    const { name, value } = event.submitter ?? {};
    if (!name) return;
    event.preventDefault();
    const body = new URLSearchParams({ [name]: value, next: "/" });
    fetch(appearance.action, { method: "POST", body, redirect: "manual" }).catch(() => appearance.submit());
    show(name, value);
  });
}

// Live seats: htmx fetches the numbers; the line beside them speaks only when its words change
// (an element with data-live-words among the fetched ones), and says when no answer comes.
const STALE_AFTER = 120_000;
const CHECK_EVERY = 5_000;

for (const line of document.querySelectorAll("[data-live]")) {
  const staleAfter = Number(line.dataset.staleAfter ?? STALE_AFTER);
  let answered = Date.now();
  let words = line.textContent;

  const say = (text) => {
    if (line.textContent !== text) line.textContent = text;
  };

  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail?.ctx?.response?.status < 400) answered = Date.now();
  });
  document.addEventListener("htmx:after:swap", () => {
    words = document.querySelector("[data-live-words]")?.dataset.liveWords ?? words;
  });
  setInterval(() => {
    const isStale = Date.now() - answered > staleAfter;
    line.toggleAttribute("data-stale", isStale);
    say(isStale ? line.dataset.staleText : words);
  }, CHECK_EVERY);
}

// A question that depends on an answer stands on the page while that answer is given; the server judges the same.
const dependent = document.querySelectorAll("[data-asked-if]");

function isGiven({ askedIf, askedValue }, form) {
  const answers = [...form.querySelectorAll(`[name="${askedIf}"][value="${askedValue}"]`)];
  return answers.some((answer) => answer.checked && !answer.closest("[data-asked-if][hidden]"));
}

function ask() {
  for (const question of dependent) question.hidden = !isGiven(question.dataset, question.closest("form"));
}

if (dependent.length) {
  ask();
  document.addEventListener("change", ask);
}

// Reading aloud: its script comes with the first press. Whoever presses keeps what she selected.
const listening = document.querySelector("form[data-listen]");

async function listen() {
  const { toggle } = await import(listening.dataset.script);
  toggle(listening);
}

if (listening) {
  listening.addEventListener("mousedown", (event) => event.preventDefault());
  listening.addEventListener("submit", (event) => {
    event.preventDefault();
    listen();
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyR" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    listen();
  });
}
