// Copies text. Every element with data-copy gets a button that copies what stands there; the
// player's link to a moment uses the same function. Without this script, text can be selected.

/** Put text on the clipboard; tell whether it is there. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Old browsers, and pages that are no secure context.
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "unseen";
  const before = document.activeElement;
  (document.querySelector("dialog[open]") || document.body).append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  field.remove();
  before?.focus?.({ preventScroll: true });
  return copied;
}

document.addEventListener("DOMContentLoaded", () => {
  const places = document.querySelectorAll("[data-copy]");
  if (!places.length) return;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  for (const place of places) {
    const text = place.dataset.copy || place.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${text}`);
    let timer = 0;
    button.addEventListener("click", async () => {
      const copied = await copyText(text);
      button.textContent = copied ? "Copied" : "Select it";
      status.textContent = copied ? `${text} copied` : `${text} can’t be copied by this browser`;
      if (!copied) getSelection()?.selectAllChildren(place);
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = "Copy";
        status.textContent = "";
      }, 4000);
    });
    place.after(button);
  }
});
