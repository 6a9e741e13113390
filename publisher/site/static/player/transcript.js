// The transcript: follows the audio, leads into it, can be searched. What of a long one isn't on
// the page is fetched when it is needed (not from a disk, where browsers forbid it: then a link
// leads to the whole).

function makeTranscript(element, deck) {
  const text = element.querySelector(".transcript-text");
  if (!text) return;
  const transcript = { element, text, deck, rest: makeRest(element, text) };
  const bar = make("div", { class: "transcript-bar" });
  bar.append(makeTranscriptSearch(transcript));
  text.before(bar);
  if (!deck || !text.querySelector("[data-t]")) return;
  bar.append(followAudio(transcript));
  text.classList.add("is-timed");
  text.addEventListener("click", (event) => {
    const cue = event.target.closest("span[data-t]");
    if (cue && !event.target.closest("a") && getSelection().isCollapsed) deck.playFrom(Number(cue.dataset.t));
  });
}

/** Mark the words that are heard; returns the switch that keeps them in sight. */
function followAudio({ text, deck, rest }) {
  let cues = [];
  let current = null;
  let moved = 0; // when the page was last scrolled by us
  const toggle = make("button", { type: "button", class: "button follow", "aria-pressed": "false" }, "Follow along");
  const follows = () => toggle.getAttribute("aria-pressed") === "true";
  const bring = () => {
    if (!current || !follows()) return;
    moved = Date.now();
    current.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
  };
  const gather = () => {
    cues = [...text.querySelectorAll("span[data-t]")].map((cue) => ({ cue, seconds: Number(cue.dataset.t) }));
  };
  const show = (at) => {
    if (!deck.started && at === 0) return;
    if (rest.needed(at)) rest.load();
    let low = 0;
    let high = cues.length; // the last cue that has begun
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cues[middle].seconds <= at + 0.25) low = middle + 1;
      else high = middle;
    }
    const heard = low ? cues[low - 1].cue : null;
    if (heard === current) return;
    for (const [cue, on] of [[current, false], [heard, true]]) {
      cue?.classList.toggle("is-heard", on);
      cue?.closest(".turn")?.classList.toggle("is-heard", on);
    }
    current = heard;
    bring();
  };
  const set = (on) => {
    toggle.setAttribute("aria-pressed", String(on));
    bring();
  };
  toggle.addEventListener("click", () => set(!follows()));
  // Whoever scrolls wants to read elsewhere.
  for (const event of ["wheel", "touchmove"]) addEventListener(event, () => set(false), { passive: true });
  addEventListener("keydown", (event) => {
    if (["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) set(false);
  });
  document.addEventListener("selectionchange", () => {
    if (!getSelection().isCollapsed && Date.now() - moved > 100 && text.contains(getSelection().anchorNode)) set(false);
  });
  gather();
  rest.onLoad(gather);
  deck.onTime(show);
  show(deck.at());
  return toggle;
}

/** What of the transcript isn't on the page: JSON of the podcast namespace, fetched once. */
function makeRest(element, text) {
  const { json, from } = element.dataset;
  const more = element.querySelector(".transcript-more");
  let loading = null;
  let loaded = () => {};
  const load = () => (loading ??= fetch(json).then((answer) => answer.json()).then(add).catch(() => {}));
  const add = (data) => {
    let speaker = null;
    let turn = null;
    for (const segment of data.segments || []) {
      if (!(segment.startTime >= Number(from))) continue;
      const name = typeof segment.speaker === "string" ? segment.speaker : "";
      if (!turn || name !== speaker || turn.textContent.length > 700) {
        turn = makeTurn(name === speaker ? "" : name, segment.startTime);
        text.append(turn);
        speaker = name;
      }
      turn.append(make("span", { "data-t": String(segment.startTime) }, String(segment.body ?? "")), " ");
    }
    more?.remove();
    loaded();
  };
  const onLoad = (listener) => (loaded = listener);
  if (!json || !from) return { needed: () => false, load: () => Promise.resolve(), onLoad };
  if (more) new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), { rootMargin: "600px" }).observe(more);
  return { needed: (at) => !loading && at >= Number(from), load, onLoad };
}

function makeTurn(speaker, seconds) {
  const clock = writeClock(seconds);
  const turn = make("p", { class: "turn", dir: "auto" });
  if (speaker) turn.append(make("cite", {}, speaker), " ");
  turn.append(make("a", { href: `#t=${Math.floor(seconds)}` }, clock), " ");
  return turn;
}
