// Keys for those who listen with the hands on a keyboard. Never while somebody types, and never
// where the focused control has its own use of a key. They can be switched off (WCAG 2.1.4).

const OWN_KEYS = {
  range: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"],
  press: [" ", "Enter"],
};

function hasOwnUse(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.closest("dialog[open], [contenteditable]:not([contenteditable=false])")) return true;
  if (target.matches("textarea, select, video, audio")) return true;
  if (target.matches("input")) return target.type !== "range" || OWN_KEYS.range.includes(key);
  if (target.closest("a[href], button, summary, label")) return OWN_KEYS.press.includes(key);
  return false;
}

function makeKeys(player) {
  const { deck, chapters } = player;
  const rows = [
    [["k", " "], "Play or pause", "k, space", () => deck.toggle()],
    [["j", "ArrowLeft"], `Back ${BACK_SECONDS} seconds`, "j, ←", () => deck.move(-BACK_SECONDS)],
    [["l", "ArrowRight"], `Ahead ${AHEAD_SECONDS} seconds`, "l, →", () => deck.move(AHEAD_SECONDS)],
    [["<", ">"], "Slower, faster", "<, >", (key) => player.changeSpeed(key === ">" ? 1 : -1)],
    [[..."0123456789"], "To the start, to 10 %, … 90 %", "0 … 9", (key) => deck.seek((deck.length() * Number(key)) / 10)],
    [["m"], "Sound off or on", "m", () => (deck.audio.muted = !deck.audio.muted)],
  ];
  if (chapters.length) {
    rows.push([["p", "n"], "Previous, next chapter", "p, n", (key) => moveByChapter(deck, chapters, key === "n" ? 1 : -1)]);
  }
  rows.push([["?"], "This list", "?", () => player.showKeys()]);
  return rows;
}

function listenToKeys(player) {
  const rows = makeKeys(player);
  const dialog = makeKeysDialog(rows);
  player.showKeys = () => dialog.showModal();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (hasOwnUse(event.target, event.key)) return;
    const row = rows.find(([keys]) => keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (!row || (recall("keys") === "off" && event.key !== "?")) return;
    // Space scrolls the page, until somebody listens.
    if (event.key === " " && !player.deck.started) return;
    event.preventDefault();
    row[3](event.key);
  });
}

function makeKeysDialog(rows) {
  const list = make("dl");
  for (const [, what, keys] of rows) {
    const names = keys.split(", ").map((key) => make("kbd", {}, key));
    list.append(make("div", {}, make("dt", {}, ...names), make("dd", {}, what)));
  }
  const heading = make("h2", { id: "keys-heading" }, "Keys");
  const use = make("input", { type: "checkbox" });
  use.checked = recall("keys") !== "off";
  use.addEventListener("change", () => remember("keys", use.checked ? null : "off"));
  const close = make("button", { type: "submit", class: "button" }, "Close");
  const form = make("form", { method: "dialog" }, heading, list, make("label", {}, use, " Use these keys on this site"), close);
  const dialog = make("dialog", { class: "keys", "aria-labelledby": "keys-heading" }, form);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  document.body.append(dialog);
  return dialog;
}
