/* Buttons above a long text for what its few signs do: bold words, a list, a link. Without this file its help says how. */
"use strict";
{
  // Typed as if by hand, so that the browser can undo it.
  function type(field, start, end, text) {
    field.focus();
    field.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const MARKS = {
    bold(field, words, [start, end]) {
      const chosen = field.value.slice(start, end);
      const said = chosen.trim() || words;
      const at = start + (chosen.length - chosen.trimStart().length);
      type(field, at, chosen.trim() ? at + said.length : end, `**${said}**`);
      field.setSelectionRange(at + 2, at + 2 + said.length);
    },
    list(field, words, [start, end]) {
      // Whole lines, with an empty one before them.
      const from = field.value.lastIndexOf("\n", start - 1) + 1;
      const next = field.value.indexOf("\n", end);
      const to = next < 0 ? field.value.length : next;
      const lines = (field.value.slice(from, to) || words).split("\n");
      const before = field.value.slice(0, from);
      const gap = !before || before.endsWith("\n\n") || /(^|\n)- [^\n]*\n$/.test(before) ? "" : "\n";
      type(field, from, to, gap + lines.map((line) => (line.startsWith("- ") ? line : `- ${line}`)).join("\n"));
    },
    link(field, words, [start, end]) {
      const said = field.value.slice(start, end) || words;
      type(field, start, end, `[${said}](https://)`);
      const address = start + said.length + 3;
      field.setSelectionRange(address, address + 8);
    },
  };

  function add(field) {
    if (field.id.includes("__prefix__") || field.previousElementSibling?.matches(".marks")) return;
    const bar = document.getElementById("marks").content.firstElementChild.cloneNode(true);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) MARKS[button.dataset.mark](field, button.dataset.words, [field.selectionStart, field.selectionEnd]);
    });
    field.before(bar);
  }

  for (const field of document.querySelectorAll("textarea[data-marks]")) add(field);
  document.addEventListener("formset:added", (event) => {
    for (const field of event.target.querySelectorAll("textarea[data-marks]")) add(field);
  });
}
