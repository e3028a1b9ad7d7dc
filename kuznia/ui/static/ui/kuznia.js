// Small improvements; every page works without them.

// The error summary takes the focus, so that a screen reader begins there.
document.querySelector("[data-focus]")?.focus();

// Theme and text size change at once: what is typed on the page stays.
const root = document.documentElement;
const appearance = document.querySelector("form[data-appearance]");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function show(name, value) {
  if (name === "size") root.toggleAttribute("data-size", false);
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

// Live seats: htmx asks; the words change only when the answer does, and say when no answer comes.
const STALE_AFTER = 120_000;

for (const status of document.querySelectorAll("[data-live]")) {
  let answered = Date.now();
  let words = status.textContent;
  document.addEventListener("htmx:after:swap", () => {
    answered = Date.now();
    if (status.dataset.stale) {
      delete status.dataset.stale;
      status.textContent = words;
    }
  });
  setInterval(() => {
    if (Date.now() - answered < STALE_AFTER || status.dataset.stale) return;
    words = status.textContent;
    status.dataset.stale = "true";
    status.textContent = status.dataset.staleText;
  }, 5_000);
}
