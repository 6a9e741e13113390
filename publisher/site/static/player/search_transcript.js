// Search in the transcript: all places are marked, one after another is shown.

const MOST_FOUND = 500;

/** Find words in an element, across the borders of the elements in it; returns ranges. */
function findWords(element, words) {
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const pattern = new RegExp(words.trim().split(/\s+/).map(RegExp.escape ?? escapePattern).join("\\s+"), "giu");
  const ranges = [];
  let index = 0;
  for (const found of text.matchAll(pattern)) {
    const range = document.createRange();
    while (index + 1 < nodes.length && nodes[index + 1].start <= found.index) index += 1;
    range.setStart(nodes[index].node, found.index - nodes[index].start);
    const end = found.index + found[0].length;
    let last = index;
    while (last + 1 < nodes.length && nodes[last + 1].start < end) last += 1;
    range.setEnd(nodes[last].node, end - nodes[last].start);
    if (ranges.push(range) === MOST_FOUND) break;
  }
  return ranges;
}

function escapePattern(word) {
  return word.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&");
}

/** Mark ranges, one of them above the others. */
function markFound(text, ranges, current) {
  for (const turn of text.querySelectorAll(".is-found")) turn.classList.remove("is-found");
  if (typeof Highlight === "undefined" || !CSS.highlights) {
    const turn = ranges[current]?.startContainer.parentElement?.closest(".turn");
    turn?.classList.add("is-found");
    return;
  }
  CSS.highlights.set("found", new Highlight(...ranges));
  CSS.highlights.set("found-current", new Highlight(...ranges.slice(current, current + 1)));
}

function makeTranscriptSearch({ text, rest }) {
  const field = make("input", { type: "search", id: "transcript-search", autocomplete: "off", spellcheck: "false" });
  const label = make("label", { for: "transcript-search", class: "unseen" }, "Search in the transcript");
  field.placeholder = "Search in the transcript";
  const count = makeStatus("count");
  const previous = makeButton("up", "Previous place found", () => move(-1));
  const next = makeButton("down", "Next place found", () => move(1));
  let ranges = [];
  let current = 0;
  const show = (bring) => {
    markFound(text, ranges, current);
    const most = ranges.length === MOST_FOUND ? `${MOST_FOUND} or more` : ranges.length;
    count.textContent = !field.value.trim() ? "" : ranges.length ? `${current + 1} of ${most}` : "Not found";
    previous.hidden = next.hidden = ranges.length < 1;
    const place = ranges[current]?.startContainer.parentElement;
    if (bring && place) place.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
  };
  const search = async () => {
    const words = field.value;
    if (words.trim()) await rest.load();
    if (words !== field.value) return; // somebody went on typing
    ranges = words.trim() ? findWords(text, words) : [];
    current = 0;
    show(false);
  };
  const move = (steps) => {
    if (!ranges.length) return;
    current = (current + steps + ranges.length) % ranges.length;
    show(true);
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      move(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      search();
    }
  });
  show(false);
  return make("div", { class: "transcript-search", role: "search" }, label, field, count, previous, next);
}
