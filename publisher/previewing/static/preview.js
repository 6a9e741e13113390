"use strict";
for (const button of document.querySelectorAll("[data-copy-from]")) {
  const source = document.getElementById(button.dataset.copyFrom);
  button.hidden = !navigator.clipboard;
  const label = button.firstChild;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      label.textContent = "Copied";
    } catch {
      source.closest("details").open = true;
      getSelection().selectAllChildren(source);
      label.textContent = "Selected: copy it";
    }
    button.classList.add("done");
    setTimeout(() => {
      label.textContent = "Copy";
      button.classList.remove("done");
    }, 2000);
  });
}

const filter = document.querySelector("[data-filter]");
if (filter) {
  filter.hidden = false;
  const rows = [...document.querySelectorAll(".episodes li")];
  filter.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    filter.querySelector("[role=status]").textContent = wanted ? `${left} of ${rows.length}` : "";
  });
}
