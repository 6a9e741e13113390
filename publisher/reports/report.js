"use strict";
// Filters the problems by what their rows say; the state stands in the address, so that it can be
// passed on. Text from outside is only ever set as text.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const search = document.getElementById("q");
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const files = [...document.querySelectorAll("#files option")].map((file) => file.value);
  const sections = [...document.querySelectorAll("section.kind")];
  const titles = { severity: "Severity", verdict: "Answer", code: "Code", show: "Show",
    sponsor: "Sponsor", host: "Site", episode: "Episode file" };
  const names = {};
  for (const cell of document.querySelectorAll("[data-k]")) {
    if (cell.dataset.k === "sponsor" || cell.dataset.k === "show")
      names[cell.dataset.k + "\n" + cell.dataset.x] = cell.textContent;
  }
  const words = (text, mark) => (text ? text.split(mark) : []);
  const rows = sections.flatMap((section) => {
    const head = section.querySelector("h3").textContent + " "
      + (section.querySelector(".told")?.textContent ?? "");
    return [...section.querySelectorAll("ul.problems > li")].map((node) => ({
      node,
      section,
      known: node.querySelector(".known") !== null,
      severity: [node.querySelector(".known") ? "known" : node.className],
      verdict: words(node.dataset.v, " "),
      code: [section.dataset.c],
      show: words(node.dataset.w, " "),
      sponsor: words(node.dataset.o, "|"),
      host: words(node.dataset.h, " "),
      episode: words(node.dataset.e, " ").map((number) => files[number]),
      text: null,
      head,
    }));
  });

  // The choices are those that the rows have.
  const fields = {};
  const facets = form.querySelector(".facets");
  for (const [name, title] of Object.entries(titles)) {
    const counts = new Map();
    for (const row of rows)
      for (const value of row[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (![...counts.values()].some((number) => number < rows.length || name === "episode")) continue;
    const label = document.createElement("label");
    label.append(title + " ");
    let field;
    if (name === "episode") {
      field = document.createElement("input");
      field.setAttribute("list", "files");
      field.autocomplete = "off";
    } else {
      field = document.createElement("select");
      field.append(new Option("all", ""));
      const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      for (const [value, number] of sorted)
        field.append(new Option(`${names[name + "\n" + value] ?? value} (${number})`, value));
    }
    field.name = name;
    fields[name] = field;
    label.append(field);
    facets.append(label);
  }

  const matches = (row, wanted, needles) => {
    for (const [name, value] of wanted)
      if (!row[name].some((each) => name === "episode" ? each.includes(value) : each === value))
        return false;
    if (!needles.length) return true;
    row.text ??= `${row.head} ${row.node.textContent} ${row.episode.join(" ")} ${
      row.sponsor.map((id) => names["sponsor\n" + id] ?? "").join(" ")}`.toLowerCase();
    return needles.every((needle) => row.text.includes(needle));
  };

  const show = () => {
    const wanted = Object.entries(fields).map(([name, field]) => [name, field.value.trim()])
      .filter(([, value]) => value);
    const needles = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = wanted.length + needles.length > 0;
    const alive = new Set();
    let shown = 0;
    for (const row of rows) {
      const fits = matches(row, wanted, needles);
      row.node.hidden = !fits;
      if (fits) { shown += 1; alive.add(row.section); }
    }
    for (const section of sections) section.hidden = filtered && !alive.has(section);
    const letBe = document.getElementById("known");
    if (letBe) letBe.hidden = filtered && !rows.some((row) => !row.node.hidden && row.known);
    none.hidden = shown > 0 || !filtered;
    if (!none.hidden) none.textContent = "Nothing on this page matches. Take a word or a choice out.";
    form.classList.toggle("on", filtered);
    const where = document.getElementById("elsewhere") ? " on this page" : "";
    count.textContent =
      `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} problems${where}`;
    return filtered;
  };

  const write = () => {
    const state = new URLSearchParams();
    if (search.value.trim()) state.set("q", search.value.trim());
    for (const [name, field] of Object.entries(fields)) if (field.value) state.set(name, field.value);
    const fragment = state.toString();
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };
  const read = () => {
    const fragment = location.hash.slice(1);
    if (fragment && !fragment.includes("=")) return; // an ordinary anchor
    const state = new URLSearchParams(fragment);
    search.value = state.get("q") ?? "";
    for (const [name, field] of Object.entries(fields)) {
      field.value = state.get(name) ?? "";
      if (field.selectedIndex === -1) field.value = ""; // an address that names what is gone
    }
    if (show()) form.scrollIntoView();
  };

  form.addEventListener("input", () => { show(); write(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { show(); write(); search.focus(); }));
  addEventListener("hashchange", read);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target.closest?.("#filter")) {
      form.reset();
    }
  });
  addEventListener("beforeprint", () => {
    for (const list of document.querySelectorAll(".kind details, .since details")) list.open = true;
  });

  // What the tables name leads to its problems.
  for (const cell of document.querySelectorAll("[data-k]")) {
    if (!rows.some((row) => row[cell.dataset.k].includes(cell.dataset.x))) continue;
    const link = document.createElement("a");
    link.href = "#" + new URLSearchParams({ [cell.dataset.k]: cell.dataset.x });
    link.append(...cell.childNodes);
    cell.append(link);
  }
  form.hidden = false;
  show();
  read();
})();
