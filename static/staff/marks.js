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
  };

  // What somebody would say of where a link leads, as an address: "example.com", "hello@example.com".
  function addressOf(said) {
    if (/^[a-z]+:|^[/#]/i.test(said)) return said;
    return (/^[^\s/@]+@[^\s/@]+$/.test(said) ? "mailto:" : "https://") + said;
  }

  // Asks in the bar where a link leads; and for its words, unless some of the text are chosen.
  function prepareLink(bar, field) {
    const ask = bar.querySelector(".marks-link");
    const [words, address] = ask.querySelectorAll("input");
    const chosen = () => field.value.slice(field.selectionStart, field.selectionEnd);

    function close() {
      ask.hidden = true;
      words.value = address.value = "";
      field.focus();
    }
    function put() {
      const said = address.value.trim();
      if (!said) return address.focus();
      const link = `[${chosen() || words.value.trim() || said}](${addressOf(said)})`;
      type(field, field.selectionStart, field.selectionEnd, link);
      close();
    }

    bar.querySelector("[data-link]").addEventListener("click", () => {
      ask.hidden = false;
      words.parentElement.hidden = Boolean(chosen());
      (chosen() ? address : words).focus();
    });
    ask.querySelector("[data-put]").addEventListener("click", put);
    ask.querySelector("[data-leave]").addEventListener("click", close);
    ask.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.target.matches("input")) {
        event.preventDefault();
        put();
      }
    });
  }

  function add(field) {
    if (field.id.includes("__prefix__") || field.previousElementSibling?.matches(".marks")) return;
    const bar = document.getElementById("marks").content.firstElementChild.cloneNode(true);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) MARKS[button.dataset.mark](field, button.dataset.words, [field.selectionStart, field.selectionEnd]);
    });
    prepareLink(bar, field);
    field.before(bar);
  }

  for (const field of document.querySelectorAll("textarea[data-marks]")) add(field);
  document.addEventListener("formset:added", (event) => {
    for (const field of event.target.querySelectorAll("textarea[data-marks]")) add(field);
  });
}
