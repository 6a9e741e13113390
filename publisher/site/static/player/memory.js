// What the browser remembers between visits. A browser may refuse; then nothing is remembered.

const MEMORY = "podcast:";

function recall(name) {
  try {
    return localStorage.getItem(MEMORY + name);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(MEMORY + name);
    else localStorage.setItem(MEMORY + name, String(value));
  } catch {
    // Blocked or full: the page works without.
  }
}

const NEAR_END_SECONDS = 10;
const NOT_WORTH_SECONDS = 5;

/** Remember where an episode was left; return where that was. One that is over starts anew. */
function rememberPosition(deck) {
  const isWorth = (at) => at >= NOT_WORTH_SECONDS && (!deck.length() || at < deck.length() - NEAR_END_SECONDS);
  const name = `at:${location.pathname.replace(/index\.html$/, "")}`;
  let last = -1;
  const keep = () => {
    const at = Math.floor(deck.at());
    if (at === last || !deck.started) return;
    last = at;
    remember(name, isWorth(at) ? at : null);
  };
  deck.onTime(keep);
  deck.audio.addEventListener("ended", () => remember(name, null));
  addEventListener("pagehide", keep);
  const at = Number(recall(name));
  return Number.isFinite(at) && isWorth(at) ? at : 0;
}
