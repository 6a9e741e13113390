// Added by `publisher serve`, never written into the site: reloads a page that has changed, and
// shows what the build has to say of it. All text comes in by textContent.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const base = new URL(".", script.src).href;
  const words = { error: "error", warning: "warning", info: "remark" };

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const counted = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

  const host = make("div", "", { id: "publisher-preview" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = make("link", "", { rel: "stylesheet", href: `${base}live.css` });
  const bar = make("aside", "", { "aria-label": "Preview", class: "bar" });
  const button = make("button", "", { type: "button", "aria-expanded": "false", "aria-controls": "list" });
  const list = make("div", "", { id: "list", class: "list", hidden: "" });
  const spoken = make("p", "", { role: "status", class: "spoken" });
  const overlay = make("section", "", { class: "overlay", role: "alert", hidden: "" });
  bar.append(button, list);
  root.append(sheet, bar, overlay, spoken);
  button.addEventListener("click", () => open(list.hidden));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    button.focus();
  });

  function open(wanted) {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    remember("open", wanted ? "1" : "");
  }

  // What must outlive the reload that an edit brings.
  function remember(key, value) {
    try { sessionStorage.setItem(`publisher-preview-${key}`, value); } catch { /* not allowed */ }
  }
  function recall(key) {
    try { return sessionStorage.getItem(`publisher-preview-${key}`) || ""; } catch { return ""; }
  }

  function title(state) {
    if (state.error) return "can’t be built";
    if (state.errors === undefined) return "Preview";
    const here = state.findings.length + (state.more || 0);
    return here ? `${counted(here, "finding")} on this page` : "Nothing to mend on this page";
  }

  function show(state) {
    button.textContent = title(state);
    const worst = state.findings.length ? state.findings[0].severity : "";
    bar.className = `bar ${state.error ? "error" : worst}`;
    const items = state.findings.map((found) => {
      const item = make("li", "", { class: found.severity });
      item.append(
        make("b", `${found.code} ${words[found.severity] || found.severity}`),
        make("p", found.message, { dir: "auto" }),
        make("code", found.place),
      );
      return item;
    });
    const parts = [];
    if (items.length) {
      const rows = make("ul");
      rows.append(...items);
      parts.push(rows);
    }
    if (state.more) parts.push(make("p", `… and ${state.more.toLocaleString("en")} more`));
    const links = make("p", "", { class: "links" });
    if (state.report) {
      const all = state.errors ? `${counted(state.errors, "error")} in all: link report` : "Link report";
      links.append(make("a", all, { href: state.report }));
    }
    if (state.preview) links.append(make("a", "Notes in every app", { href: state.preview }));
    parts.push(links);
    list.replaceChildren(...parts);
    overlay.hidden = !state.error;
    if (state.error && overlay.dataset.shown !== state.error) {
      overlay.dataset.shown = state.error;
      const close = make("button", "Hide", { type: "button" });
      close.addEventListener("click", () => { overlay.hidden = true; });
      overlay.replaceChildren(
        make("h2", "This can’t be built; the pages stay as they were"),
        make("pre", state.error, { dir: "auto", tabindex: "0" }),
        make("p", "Mend the file and save it: the page comes back by itself."),
        close,
      );
    }
    if (!state.error) delete overlay.dataset.shown;
  }

  let asking = false;
  let again = false;
  async function look() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const page = encodeURIComponent(location.pathname);
      const answer = await fetch(`${base}state?page=${page}`, { cache: "no-store" });
      if (!answer.ok) return;
      const state = await answer.json();
      if (!state.error && state.version !== version) {
        location.reload();
        return;
      }
      const before = button.textContent;
      show(state);
      if (before && before !== button.textContent) spoken.textContent = button.textContent;
    } catch {
      // The server has ended, or the browser leaves the page: EventSource tries again.
    } finally {
      asking = false;
      if (again) { again = false; look(); }
    }
  }

  // A browser opens six connections to a host: a tab that nobody sees gives its own back.
  let events = null;
  function listen() {
    if (document.hidden) {
      if (events) events.close();
      events = null;
    } else if (!events) {
      events = new EventSource(`${base}events`);
      events.onmessage = look;
    }
  }
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => { if (events) events.close(); events = null; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { listen(); look(); } });
  document.body.append(host);
  if (recall("open")) open(true);
  listen();
})();
