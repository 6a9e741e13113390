// The search page: what is typed is looked up in the index beside it, which Pagefind reads.
// Whatever comes out of the index is put in as text: no word of it can become an element.
(() => {
  "use strict";

  const form = document.querySelector("[data-search]");
  if (!form) return;
  const input = form.querySelector("input[type=search]");
  const choice = form.querySelector("select");
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const more = document.querySelector("[data-search-more]");
  const help = document.querySelector("[data-search-help]");
  const root = new URL(form.dataset.search, document.baseURI);
  const language = document.documentElement.lang || "en";
  const days = /^en\b/i.test(language) ? "en-GB" : language; // "1 June 2024", as on the other pages

  const AT_ONCE = 10; // results
  const DEEPEST = 150; // results among which one show's are looked for
  const MOMENTS = 3; // of one episode
  const WORDS = 30; // of an excerpt
  const LONGEST_QUERY = 200; // characters
  const PAUSE_MS = 180; // after the last key

  let index; // a promise of Pagefind
  let turn = 0; // counts searches: a slow answer to an earlier one is thrown away
  let waiting;

  function open() {
    index ??= (async () => {
      const found = await import(new URL("pagefind/pagefind.js", root).href);
      await found.options({ baseUrl: "/", excerptLength: WORDS });
      await found.init();
      return found;
    })();
    return index;
  }

  async function search() {
    const mine = ++turn;
    const query = input.value.trim().slice(0, LONGEST_QUERY);
    remember(query);
    if (!query) return show(mine, query, []);
    status.textContent = "Searching…";
    try {
      const pagefind = await open();
      const { results } = await pagefind.search(query);
      await show(mine, query, choice.value ? await ofShow(results, choice.value) : results);
    } catch {
      index = undefined;
      if (mine === turn) fail();
    }
  }

  // The index has no filters: Pagefind writes them in another order each time. Where a page stands
  // tells its show; only so many, the best, are looked at.
  async function ofShow(results, show) {
    const best = results.slice(0, DEEPEST);
    const pages = await Promise.all(best.map(async (result) => pageOf(await result.data())));
    return best.filter((_, at) => pages[at]?.pathname.startsWith(`${root.pathname}${show}/`));
  }

  function pageOf(found) {
    return own(found.raw_url ?? found.url);
  }

  function fail() {
    list.replaceChildren();
    more.hidden = true;
    help.hidden = false;
    status.textContent =
      location.protocol === "file:"
        ? "Search works once the site is on a web server: a browser lets no page that is opened from a disk read its index."
        : "Search can't be reached now. Is there a connection?";
  }

  async function show(mine, query, results) {
    const items = await Promise.all(results.slice(0, AT_ONCE).map(item));
    if (mine !== turn) return;
    help.hidden = true;
    list.replaceChildren(...items.filter(Boolean));
    status.textContent = query && count(results.length, query);
    continueWith(mine, results, AT_ONCE);
  }

  function count(number, query) {
    if (!number) return `No episode speaks of “${query}”.`;
    return number === 1 ? `1 episode for “${query}”.` : `${number} episodes for “${query}”.`;
  }

  function continueWith(mine, results, shown) {
    more.hidden = results.length <= shown;
    more.textContent = `Show ${Math.min(AT_ONCE, results.length - shown)} more`;
    more.onclick = async () => {
      const items = await Promise.all(results.slice(shown, shown + AT_ONCE).map(item));
      if (mine !== turn) return;
      const next = items.filter(Boolean);
      list.append(...next);
      continueWith(mine, results, shown + AT_ONCE);
      next[0]?.querySelector("a").focus();
    };
  }

  async function item(result) {
    const found = await result.data();
    const page = pageOf(found);
    if (!page) return null;
    const words = wordsOf(found);
    const { notes, moments } = split(found);
    const entry = element("li", { className: "found" });
    const image = found.meta.picture && own(found.meta.picture);
    if (image) {
      entry.append(element("img", { src: image.href, alt: "", width: 64, height: 64, loading: "lazy" }));
    }
    const told = element("div");
    const title = element("h2");
    title.append(link(page, found.meta.title || page.pathname));
    told.append(title, facts(found.meta));
    if (notes.length || !moments.length) told.append(excerpt(words, notes, 0, words.length));
    if (moments.length) {
      const times = element("ul", { className: "moments" });
      times.append(...moments.map((each) => momentItem(each, page, words)));
      told.append(times);
    }
    entry.append(told);
    return entry;
  }

  function facts(meta) {
    const line = element("p", { className: "facts" });
    if (meta.show) line.append(isolated(meta.show));
    const day = /^\d{4}-\d\d-\d\d$/.test(meta.date ?? "") && new Date(`${meta.date}T00:00:00Z`);
    if (day && !Number.isNaN(day.getTime())) {
      const written = day.toLocaleDateString(days, { dateStyle: "long", timeZone: "UTC" });
      if (meta.show) line.append(" · ");
      line.append(element("time", { dateTime: meta.date, textContent: written }));
    }
    return line;
  }

  function momentItem({ seconds, chapter, from, to, hits }, page, words) {
    const entry = element("li");
    const target = new URL(page);
    target.hash = `t=${seconds}`;
    const way = link(target, chapter ? `${clock(seconds)} ${chapter}` : clock(seconds));
    way.setAttribute("aria-label", `Listen from ${clock(seconds)}${chapter ? `, ${chapter}` : ""}`);
    entry.append(way, " ", excerpt(words, hits, from, to, "span"));
    return entry;
  }

  // Hits before the first point in the audio are in the notes; others belong to the point before.
  function split(found) {
    const points = (found.anchors ?? [])
      .filter((anchor) => /^t=\d{1,6}$/.test(anchor.id))
      .sort((a, b) => a.location - b.location)
      .filter((anchor, at, all) => anchor.id !== all[at - 1]?.id); // a chapter and its first words
    let chapter = "";
    const moments = points.map((point, at) => {
      const isChapter = /^h\d$/i.test(point.element);
      if (isChapter) chapter = point.text ?? "";
      const to = points[at + 1]?.location ?? Infinity;
      return { seconds: Number(point.id.slice(2)), chapter, from: point.location, to, hits: [] };
    });
    const notes = [];
    for (const hit of [...new Set(found.locations ?? [])].sort((a, b) => a - b)) {
      const moment = moments.findLast((each) => each.from <= hit);
      (moment ? moment.hits : notes).push(hit);
    }
    const best = moments.filter((each) => each.hits.length);
    best.sort((a, b) => b.hits.length - a.hits.length || a.seconds - b.seconds);
    const chosen = best.slice(0, MOMENTS).sort((a, b) => a.seconds - b.seconds);
    return { notes, moments: chosen };
  }

  // Places count Pagefind's words: they are parted by zero width spaces where a language has no others.
  function wordsOf(found) {
    const raw = found.raw_content ?? "";
    if (!raw.includes("\u200b")) return (found.content ?? "").split(/\s+/);
    return raw.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200b");
  }

  function excerpt(words, hits, from, to, name = "p") {
    const last = Math.min(to, words.length);
    const first = Math.max(from, Math.min((hits[0] ?? from) - 6, last - WORDS));
    const end = Math.min(first + WORDS, last);
    const marked = new Set(hits);
    const text = element(name, { className: "excerpt", dir: "auto" });
    if (first > from) text.append("… ");
    words.slice(first, end).forEach((word, at) => {
      text.append(marked.has(first + at) ? element("mark", { textContent: word }) : word, " ");
    });
    if (end < last) text.append("…");
    return text;
  }

  // Only pages of this site are led to, whatever the index says.
  function own(path) {
    try {
      const url = new URL(String(path).replace(/^[\\/]+/, ""), root);
      return url.origin === root.origin && url.pathname.startsWith(root.pathname) ? url : null;
    } catch {
      return null;
    }
  }

  function link(url, text) {
    const way = element("a", { href: url.href });
    way.append(isolated(text));
    return way;
  }

  function isolated(text) {
    return element("bdi", { textContent: text });
  }

  function element(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  function clock(seconds) {
    const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    const two = (number) => String(number).padStart(2, "0");
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  }

  function remember(query) {
    const url = new URL(location.href);
    query ? url.searchParams.set("q", query) : url.searchParams.delete("q");
    choice.value ? url.searchParams.set("show", choice.value) : url.searchParams.delete("show");
    if (url.href !== location.href && location.protocol !== "file:") history.replaceState(null, "", url);
  }

  function recall() {
    const asked = new URL(location.href).searchParams;
    input.value = (asked.get("q") ?? "").slice(0, LONGEST_QUERY);
    choice.value = asked.get("show") ?? "";
    if (choice.selectedIndex < 0) choice.value = "";
    if (input.value) search();
    else input.focus({ preventScroll: true });
  }

  // Down and up go from the field through the results and back.
  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target === choice) return;
    const stops = [input, ...list.querySelectorAll("h2 a")];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE_MS);
  });
  input.addEventListener("focus", () => open().catch(() => (index = undefined)), { once: true });
  choice.addEventListener("change", search);
  document.addEventListener("keydown", walk);
  addEventListener("popstate", recall);
  recall();
})();
