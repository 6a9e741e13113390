// Chapters: read from the page's list, marked there while they are heard.

function readChapters() {
  const items = [...document.querySelectorAll("#chapters li[data-t]")];
  return items.map((item) => ({
    item,
    seconds: Number(item.dataset.t),
    title: item.querySelector(".title")?.textContent.trim() || "",
    link: item.querySelector('a[href^="#t="]'),
    image: item.querySelector("img")?.getAttribute("src") || null,
  }));
}

/** The chapter that is heard at a moment, or null before the first. */
function chapterAt(chapters, seconds) {
  let current = null;
  for (const chapter of chapters) {
    if (chapter.seconds > seconds + 0.25) break; // audio is sought by frames, and may land before
    current = chapter;
  }
  return current;
}

/** Mark the chapter that is heard; tell `changed` of each new one. */
function followChapters(deck, chapters, changed) {
  let last;
  deck.onTime((at) => {
    const current = chapterAt(chapters, at);
    if (current === last) return;
    last?.link?.removeAttribute("aria-current");
    current?.link?.setAttribute("aria-current", "true");
    last = current;
    changed(current);
  });
}

/** Go to the next chapter (1), or to the start of this one, then the one before (-1). */
function moveByChapter(deck, chapters, direction) {
  const at = deck.at();
  if (direction > 0) {
    const next = chapters.find((chapter) => chapter.seconds > at + 0.5);
    if (next) deck.seek(next.seconds);
    return;
  }
  const before = chapters.filter((chapter) => chapter.seconds < at - 3);
  deck.seek(before.length ? before[before.length - 1].seconds : 0);
}
