// The door on a phone: each entry is kept in the browser until the site has answered it, and sent with the same key.
// Without this script the same forms are sent one by one.

const page = document.querySelector("[data-door-queue]");
const RETRY_EVERY = 5_000;
const GIVE_UP_ANSWER = 15_000;

// One key of the storage per entry: two windows never overwrite each other's.
const prefix = `kuznia-door:${page?.dataset.doorQueue}:`;

const keep = (entry) => localStorage.setItem(prefix + entry.key, JSON.stringify(entry));
const forget = (entry) => localStorage.removeItem(prefix + entry.key);
const kept = () =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix))
    .map((name) => JSON.parse(localStorage.getItem(name)))
    .sort((one, other) => one.fields.came_at.localeCompare(other.fields.came_at));

// crypto.randomUUID is not there on a site without a certificate, such as one in a hall's own network.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const result = document.querySelector("[data-door-result]");
const log = document.querySelector("[data-door-log]");
const net = document.querySelector("[data-door-net]");
const plural = new Intl.PluralRules(document.documentElement.lang);
let latest = "";
let isUnanswered = false;

function fromTemplate(name, label = "") {
  const copy = document.querySelector(`template[data-door-${name}]`).content.firstElementChild.cloneNode(true);
  const heading = copy.querySelector("[data-label]");
  if (heading) heading.textContent = label;
  return copy;
}

function showState() {
  const count = kept().length;
  const isOff = count > 0 || !navigator.onLine;
  const words = net.dataset[plural.select(count)] ?? net.dataset.many;
  const why = isUnanswered ? net.dataset.unanswered : navigator.onLine ? "" : net.dataset.offline;
  const line = [count ? `${words.replace("{n}", count)}.` : "", why].filter(Boolean).join(" ");
  net.classList.toggle("net--off", isOff);
  net.querySelector("[data-door-icon=on]").hidden = isOff;
  net.querySelector("[data-door-icon=off]").hidden = !isOff;
  const place = net.querySelector("[data-door-words]");
  const text = line || net.dataset.online;
  if (place.textContent !== text) place.textContent = text;
}

function mark(code, tag) {
  const row = code && document.querySelector(`[data-row="${CSS.escape(code)}"]`);
  if (!row || row.classList.contains("here")) return;
  row.querySelectorAll("form, .tag").forEach((old) => old.remove());
  row.append(tag);
}

function showCard(card, key) {
  if (key === latest) {
    result.replaceChildren(card);
    return;
  }
  // The officer has gone on meanwhile: she reads of those who were not simply let in.
  if (card.dataset.verdict === "in") return;
  const item = document.createElement("li");
  item.append(card);
  log.prepend(item);
}

function takeAnswer(card, key) {
  const tag = card.querySelector("template[data-row-tag]")?.content.firstElementChild;
  if (tag) {
    mark(card.dataset.code, tag.cloneNode(true));
    document.querySelector(`[data-row="${CSS.escape(card.dataset.code)}"]`)?.classList.add("here");
  }
  showCard(card, key);
  document.getElementById("liczby")?.dispatchEvent(new Event("doorchange"));
}

// Return the card, null where no answer came, or false where something else than the door answered.
async function ask(action, body) {
  try {
    const response = await fetch(action, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP_ANSWER),
    });
    if (!response.ok) return response.status >= 500 || response.status === 429 ? null : false;
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    const card = parsed.querySelector("[data-answered]");
    return card ? document.importNode(card, true) : false;
  } catch {
    return null;
  }
}

function bodyOf(fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.append("answer", "card");
  return body;
}

let isSending = false;

async function send() {
  if (isSending) return;
  isSending = true;
  try {
    for (const entry of kept()) {
      const card = await ask(entry.action, bodyOf(entry.fields));
      isUnanswered = card === false;
      if (!card) break;
      forget(entry);
      takeAnswer(card, entry.key);
      showState();
    }
  } finally {
    isSending = false;
  }
  showState();
}

function takeEntry(form) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  if (!fields.code.trim()) return false;
  fields.key = newKey();
  fields.came_at = new Date().toISOString();
  const row = document.querySelector(`[data-row="${CSS.escape(fields.code.replace(/[\s-]+/g, "").toUpperCase())}"]`);
  const label = form.dataset.label ?? row?.querySelector("b").textContent ?? fields.code;
  const entry = { key: fields.key, action: form.action, fields };
  keep(entry);
  latest = entry.key;
  result.replaceChildren(fromTemplate("saved", label));
  if (row) mark(row.dataset.row, fromTemplate("row"));
  const typed = form.querySelector("input.in");
  if (typed) typed.value = "";
  showState();
  send();
  return true;
}

async function takePhoto(form) {
  const body = new FormData(form);
  const key = newKey();
  body.set("key", key);
  body.set("came_at", new Date().toISOString());
  body.set("answer", "card");
  latest = key;
  result.replaceChildren(fromTemplate("reading"));
  const card = await ask(form.action, body);
  form.reset();
  if (card) takeAnswer(card, key);
  else if (latest === key) result.replaceChildren(fromTemplate("unread"));
}

function start() {
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-door-entry]") && takeEntry(event.target)) event.preventDefault();
    if (event.target.matches("[data-door-photo]")) {
      event.preventDefault();
      takePhoto(event.target);
    }
  });
  document.querySelector("[data-door-photo] [type=file]")?.addEventListener("change", (event) => {
    if (event.target.files.length) takePhoto(event.target.form);
  });
  const search = document.querySelector("[data-door-search]");
  search?.addEventListener("input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    for (const row of document.querySelectorAll("[data-row]")) {
      row.hidden = !row.querySelector("div").textContent.toLocaleLowerCase().includes(wanted);
    }
  });
  addEventListener("online", send);
  addEventListener("offline", showState);
  addEventListener("storage", showState);
  setInterval(() => kept().length && send(), RETRY_EVERY);
  for (const entry of kept()) mark(entry.fields.code, fromTemplate("row"));
  showState();
  send();
}

if (page) start();
