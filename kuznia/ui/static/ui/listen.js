// Reads the page aloud: what is selected, or the main text. The server puts the text into words, sentence by sentence;
// the browser says them with a voice of its own that needs no network, or plays the sound that the server makes.

const NEVER = "script,style,template,noscript,svg,select,textarea,dialog:not([open]),audio,video,[aria-hidden=true],.listen";
const NOT_READ = "nav,button,[role=status]";
const SPEED_KEY = "kuznia_speed";
const VOICES_WITHIN = 800;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let reading = null;

export function toggle(form) {
  if (reading) reading.stop();
  else reading = new Reading(form);
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
  return selection.getRangeAt(0).cloneRange();
}

function isRead(element, left) {
  return !element.closest(left) && element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
}

function blockOf(element) {
  let block = element;
  while (block.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return block;
}

function textNodes(root, range, left) {
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (range && !range.intersectsNode(node)) continue;
    if (node.data.trim() === "" ? isRead(node.parentElement, NEVER) : isRead(node.parentElement, left)) nodes.push(node);
  }
  return nodes;
}

function isAfterBreak(node, block) {
  let outermost = node;
  while (!outermost.previousSibling && outermost.parentNode !== block) outermost = outermost.parentNode;
  return outermost.previousSibling?.nodeName === "BR";
}

// One paragraph for each stretch of text in one block; `at` knows for every sign where it stands on the page.
export function paragraphsIn(root, range) {
  const paragraphs = [];
  let last = null;
  for (const node of textNodes(root, range, range ? NEVER : `${NEVER},${NOT_READ}`)) {
    const block = blockOf(node.parentElement);
    const language = node.parentElement.closest("[lang]").lang.slice(0, 2);
    if (last?.block !== block || last.language !== language || isAfterBreak(node, block)) {
      paragraphs.push((last = { block, language, text: "", at: [] }));
    }
    const from = range?.startContainer === node ? range.startOffset : 0;
    const to = range?.endContainer === node ? range.endOffset : node.length;
    append(last, node, from, to);
  }
  return paragraphs.filter((paragraph) => paragraph.text.trim());
}

function append(paragraph, node, from, to) {
  for (let index = from; index < to; index++) {
    const sign = /\s/.test(node.data[index]) ? " " : node.data[index];
    if (sign === " " && (!paragraph.text || paragraph.text.endsWith(" "))) continue;
    paragraph.text += sign;
    paragraph.at.push([node, index]);
  }
}

function located(sentences, paragraphs) {
  const passed = new Map();
  for (const sentence of sentences) {
    const { text, at, block } = paragraphs[sentence.paragraph];
    const start = text.indexOf(sentence.text, passed.get(sentence.paragraph) ?? 0);
    if (start < 0) continue;
    const end = start + sentence.text.length;
    passed.set(sentence.paragraph, end);
    sentence.block = block;
    sentence.range = document.createRange();
    sentence.range.setStart(...at[start]);
    sentence.range.setEnd(at[end - 1][0], at[end - 1][1] + 1);
  }
  return sentences;
}

// Only voices of the machine itself: others send the text to whoever made the browser.
function ownVoices() {
  return window.speechSynthesis ? speechSynthesis.getVoices().filter((voice) => voice.localService) : [];
}

function voiceFor(language) {
  return ownVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

async function ownLanguages(paragraphs) {
  if (window.speechSynthesis && !speechSynthesis.getVoices().length) {
    await new Promise((ready) => {
      speechSynthesis.addEventListener("voiceschanged", ready, { once: true });
      setTimeout(ready, VOICES_WITHIN);
    });
  }
  const languages = new Set(paragraphs.map((paragraph) => paragraph.language));
  return [...languages].filter(voiceFor);
}

class BrowserVoice {
  say(sentence, speed, whenDone, whenSilent) {
    const words = new SpeechSynthesisUtterance(sentence.spoken);
    words.voice = voiceFor(sentence.language);
    words.lang = sentence.language;
    words.rate = speed;
    words.onend = () => this.words === words && whenDone();
    words.onerror = () => this.words === words && whenSilent();
    this.words = words;
    speechSynthesis.speak(words);
  }

  // Not every browser goes on where it paused, so a paused sentence begins again.
  pause() {
    this.stop();
    return false;
  }

  stop() {
    this.words = null;
    speechSynthesis.cancel();
  }

  set speed(_speed) {}
}

class ServerVoice {
  say(sentence, speed, whenDone, whenSilent) {
    const sound = this.next?.dataset.of === sentence.sound ? this.next : new Audio(sentence.sound);
    sound.onended = () => this.sound === sound && whenDone();
    sound.onerror = () => this.sound === sound && whenSilent();
    this.sound = sound;
    this.play(speed, whenSilent);
  }

  play(speed, whenSilent) {
    const sound = this.sound;
    sound.playbackRate = speed;
    sound.play().catch(() => this.sound === sound && whenSilent());
  }

  fetch(sentence) {
    this.next = new Audio(sentence.sound);
    this.next.dataset.of = sentence.sound;
    this.next.preload = "auto";
  }

  pause() {
    this.sound?.pause();
    return true;
  }

  stop() {
    this.sound?.pause();
    this.sound = null;
  }

  set speed(speed) {
    if (this.sound) this.sound.playbackRate = speed;
  }
}

class Reading {
  constructor(form) {
    this.form = form;
    this.button = form.querySelector("button");
    this.button.setAttribute("aria-pressed", "true");
    this.status = form.querySelector("[role=status]") ?? newStatus(form);
    this.path = location.pathname;
    this.index = 0;
    this.voices = { own: new BrowserVoice(), server: new ServerVoice() };
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.stop(), { signal });
    addEventListener("pagehide", () => this.stop(), { signal });
    document.addEventListener("htmx:after:swap", () => this.path !== location.pathname && this.stop(), { signal });
    this.ask();
  }

  async ask() {
    const range = selected();
    const root = range ? document.body : (document.querySelector("main") ?? document.body);
    const paragraphs = paragraphsIn(root, range);
    const answer = await this.answerTo(paragraphs);
    if (this.listeners.signal.aborted) return;
    this.show(answer.bar);
    this.sentences = located(answer.sentences, paragraphs);
    if (this.sentences.length) this.begin();
  }

  async answerTo(paragraphs) {
    const body = JSON.stringify({
      page: location.pathname + location.search,
      voices: await ownLanguages(paragraphs),
      paragraphs: paragraphs.map(({ language, text }) => [language, text]),
    });
    try {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(this.form.dataset.listen, { method: "POST", headers, body });
      return await response.json();
    } catch {
      return { bar: "", sentences: [] };
    }
  }

  show(html) {
    if (!html) {
      const lost = document.createElement("p");
      lost.textContent = this.form.dataset.lost;
      html = `<section class="listen on-dark"><div class="wrap"><div role="alert">${lost.innerHTML}</div></div></section>`;
    }
    document.body.insertAdjacentHTML("beforeend", html);
    this.bar = document.body.lastElementChild;
    this.bar.addEventListener("click", (event) => this.press(event.target.closest("button")?.dataset.do));
  }

  begin() {
    this.speedChoice = this.bar.querySelector("select");
    const kept = localStorage.getItem(SPEED_KEY);
    if ([...this.speedChoice.options].some((option) => option.value === kept)) this.speedChoice.value = kept;
    this.speedChoice.addEventListener("change", () => this.changeSpeed());
    this.tell("started");
    this.bar.querySelector("[data-do=pause]").focus({ preventScroll: true });
    this.say();
  }

  press(act) {
    if (act === "stop") this.stop();
    else if (act === "back") this.go(Math.max(0, this.index - 1));
    else if (act === "forward") this.next();
    else if (act === "pause") this.state === "paused" ? this.resume() : this.pause();
  }

  get speed() {
    return Number(this.speedChoice.value);
  }

  get voice() {
    return this.sentences[this.index].sound ? this.voices.server : this.voices.own;
  }

  say() {
    const sentence = this.sentences[this.index];
    this.setState("reading");
    this.goesOn = false;
    this.bar.querySelector("[data-at]").textContent = this.index + 1;
    this.bar.querySelector("progress").value = this.index;
    mark(sentence);
    this.voice.say(sentence, this.speed, () => this.next(), () => this.pause("silent"));
    const following = this.sentences[this.index + 1];
    if (following?.sound) this.voices.server.fetch(following);
  }

  next() {
    if (this.index + 1 < this.sentences.length) this.go(this.index + 1);
    else this.stop();
  }

  go(index) {
    this.voice.stop();
    this.index = index;
    this.say();
  }

  pause(why = "paused") {
    this.goesOn = this.voice.pause() && why === "paused";
    this.setState("paused");
    this.tell(why);
  }

  resume() {
    this.tell("resumed");
    if (!this.goesOn) return this.say();
    this.setState("reading");
    this.voice.play(this.speed, () => this.pause("silent"));
  }

  changeSpeed() {
    localStorage.setItem(SPEED_KEY, this.speedChoice.value);
    this.voice.speed = this.speed;
    if (this.voice === this.voices.own && this.state === "reading") this.go(this.index);
  }

  setState(state) {
    this.state = this.bar.dataset.state = state;
    const words = state === "paused" ? this.bar.dataset.play : this.bar.dataset.pause;
    this.bar.querySelector("[data-do=pause] span").textContent = words;
  }

  tell(what) {
    this.status.textContent = this.bar.dataset[what];
  }

  stop() {
    if (reading !== this) return;
    reading = null;
    this.listeners.abort();
    if (this.sentences?.length) this.voice.stop();
    mark(null);
    this.button.setAttribute("aria-pressed", "false");
    const hadFocus = this.bar?.contains(document.activeElement);
    if (this.sentences?.length) this.tell("ended");
    this.bar?.remove();
    if (hadFocus) this.button.focus({ preventScroll: true });
  }
}

// What a screen reader is told; it stands there before it holds words, and after the bar is gone.
function newStatus(form) {
  form.insertAdjacentHTML("beforeend", '<span class="vh" role="status"></span>');
  return form.lastElementChild;
}

function mark(sentence) {
  document.querySelector("[data-saying]")?.removeAttribute("data-saying");
  globalThis.CSS?.highlights?.delete("saying");
  if (!sentence?.range?.startContainer.isConnected) return;
  if (globalThis.CSS?.highlights) CSS.highlights.set("saying", new Highlight(sentence.range));
  else sentence.block.setAttribute("data-saying", "");
  scrollTo(sentence.range);
}

function scrollTo(range) {
  const { top, bottom, height } = range.getBoundingClientRect();
  const floor = document.querySelector(".listen")?.getBoundingClientRect().top ?? innerHeight;
  if (!height || (top >= 0 && bottom <= floor)) return;
  const behavior = calm.matches ? "instant" : "smooth";
  window.scrollBy({ top: top - Math.max(0, (floor - height) / 3), behavior });
}
