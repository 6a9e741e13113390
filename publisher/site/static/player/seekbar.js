// The seek bar: an ordinary range, with marks where chapters start.

function makeSeekBar(deck, chapters) {
  const range = make("input", { type: "range", min: "0", max: "1", step: "1", value: "0", "aria-label": "Position" });
  const marks = make("div", { class: "marks", "aria-hidden": "true" });
  const bar = make("div", { class: "seek" }, range, marks);
  let held = false; // while it is dragged, the audio doesn't move it

  const show = (at) => {
    const length = deck.length();
    range.max = String(Math.max(1, Math.floor(length)));
    if (!held) range.value = String(Math.floor(at));
    describe();
  };
  const describe = () => {
    const at = Number(range.value);
    const length = deck.length();
    const chapter = chapterAt(chapters, at);
    const place = `${sayClock(at)} of ${sayClock(length)}`;
    range.setAttribute("aria-valuetext", chapter ? `${place}, ${chapter.title}` : place);
    bar.style.setProperty("--played", length ? String(Math.min(1, at / length)) : "0");
  };
  const mark = () => {
    const length = deck.length();
    const inside = chapters.filter((chapter) => chapter.seconds > 0 && chapter.seconds < length);
    marks.replaceChildren(
      ...inside.map((chapter) => {
        const tick = make("span");
        tick.style.setProperty("--at", String(chapter.seconds / length));
        return tick;
      }),
    );
  };
  range.addEventListener("input", () => {
    held = true;
    describe();
  });
  range.addEventListener("change", () => {
    held = false;
    deck.seek(Number(range.value));
  });
  range.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 };
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // a second at a time would be of no use
    deck.move(steps[event.key]);
  });
  deck.onTime(show);
  deck.audio.addEventListener("durationchange", mark);
  mark();
  return bar;
}
