// Elements made by script. Words always go in as text, never as markup.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const ICONS = {
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z",
  previous: "M6 5h2.5v14H6zM19 5v14L9.5 12z",
  next: "M15.5 5H18v14h-2.5zM5 5v14l9.5-7z",
  sound: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM14.5 8.2v7.6a4.3 4.3 0 0 0 0-7.6zM14.5 4.3v2.1a6 6 0 0 1 0 11.2v2.1a8 8 0 0 0 0-15.4z",
  muted: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM20.5 9.6l-1.1-1.1-2 2-2-2-1.1 1.1 2 2.4-2 2.4 1.1 1.1 2-2 2 2 1.1-1.1-2-2.4z",
  link: "M10.6 13.4a1 1 0 0 0 1.4 0l4.3-4.3a2 2 0 0 0-2.8-2.8l-1.6 1.6-1.4-1.4 1.6-1.6a4 4 0 1 1 5.6 5.6l-4.2 4.3a3 3 0 0 1-4.3 0zM13.4 10.6a1 1 0 0 0-1.4 0l-4.3 4.3a2 2 0 0 0 2.8 2.8l1.6-1.6 1.4 1.4-1.6 1.6a4 4 0 1 1-5.6-5.6l4.2-4.3a3 3 0 0 1 4.3 0z",
  keys: "M3 6h18v12H3zm2 2v2h2V8zm4 0v2h2V8zm4 0v2h2V8zm4 0v2h2V8zM5 11.5v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zM8 15v1.5h8V15z",
  up: "M6 14.5l6-6 6 6-1.4 1.4L12 11.3l-4.6 4.6z",
  down: "M6 9.5l6 6 6-6-1.4-1.4L12 12.7 7.4 8.1z",
  back: "M12 5V1.8L7.4 6.2 12 10.6V7.2a6.2 6.2 0 1 1-6.2 6.2H3.6A8.4 8.4 0 1 0 12 5z",
  ahead: "M12 5V1.8l4.6 4.4L12 10.6V7.2a6.2 6.2 0 1 0 6.2 6.2h2.2A8.4 8.4 0 1 1 12 5z",
};

function makeIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

function setIcon(button, icon, label) {
  if (button.dataset.icon === icon) return;
  button.dataset.icon = icon;
  button.querySelector("svg").replaceWith(makeIcon(icon));
  button.setAttribute("aria-label", label);
  button.title = label;
}

function makeButton(icon, label, act, words = "") {
  const button = make("button", { type: "button", "aria-label": label, title: label, "data-icon": icon }, makeIcon(icon));
  if (words) button.append(make("span", { "aria-hidden": "true" }, words));
  button.addEventListener("click", act);
  return button;
}

/** An element in which what happens is told to those who listen to the page. */
function makeStatus(name) {
  return make("p", { class: name, role: "status" });
}

function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
