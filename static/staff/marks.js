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

  // The words that are chosen, without the spaces around them: [words, where they start, where they end].
  function chosenIn({ value, selectionStart: start, selectionEnd: end }) {
    const words = value.slice(start, end).trim();
    const at = words ? value.indexOf(words, start) : start;
    return [words, at, words ? at + words.length : end];
  }

  const MARKS = {
    bold(field, words) {
      const [chosen, at, to] = chosenIn(field);
      const said = chosen || words;
      type(field, at, to, `**${said}**`);
      field.setSelectionRange(at + 2, at + 2 + said.length);
    },
    list(field, words) {
      const { selectionStart: start, selectionEnd: end } = field;
      // Whole lines, with an empty one before them.
      const from = field.value.lastIndexOf("\n", start - 1) + 1;
      // Of a line that is chosen to its end the break belongs to it, and not the next line.
      const next = field.value.indexOf("\n", end > start && field.value[end - 1] === "\n" ? end - 1 : end);
      const to = next < 0 ? field.value.length : next;
      const lines = (field.value.slice(from, to) || words).split("\n");
      const before = field.value.slice(0, from);
      const gap = !before || before.endsWith("\n\n") || /(^|\n)- [^\n]*\n$/.test(before) ? "" : "\n";
      type(field, from, to, gap + lines.map((line) => (line.startsWith("- ") ? line : `- ${line}`)).join("\n"));
    },
  };

  // What somebody would say of where a link leads, as an address: "example.com", "hello@example.com", a phone number.
  function addressOf(said) {
    if (/^\+?[\d\s()-]{6,}$/.test(said)) return `tel:${said.replace(/[^+\d]/g, "")}`;
    const address = said.replace(/\s+/g, "%20");
    if (/^[a-z]+:|^[/#]/i.test(address)) return address;
    return (/^[^/@]+@[^/@]+$/.test(address) ? "mailto:" : "https://") + address;
  }

  // Whether a browser could follow it: "https://my page" has no such host.
  function isUsable(address) {
    try {
      const { protocol, hostname } = new URL(address, location.origin);
      return !/^https?:$/.test(protocol) || hostname === location.hostname || hostname.includes(".");
    } catch {
      return false;
    }
  }

  // The link that the cursor or the chosen words are in: what matches, with its words and address; or nothing.
  function linkIn({ value, selectionStart: start, selectionEnd: end }) {
    return [...value.matchAll(/\[([^\]]*)\]\(([^()]*)\)/g)].find((link) => link.index < end && start < link.index + link[0].length);
  }

  // Asks in the bar where a link leads; and for its words, unless some of the text are chosen.
  function prepareLink(bar, field) {
    const ask = bar.querySelector(".marks-link");
    const [words, address] = ask.querySelectorAll("input");

    function close() {
      ask.hidden = true;
      words.value = address.value = "";
      field.focus();
    }
    function put() {
      const said = address.value.trim();
      if (!said || !isUsable(addressOf(said))) {
        // Said, and taken back at once: the form itself can be sent all the same.
        address.setCustomValidity(address.dataset.asked);
        address.reportValidity();
        address.setCustomValidity("");
        return;
      }
      const [chosen, at, to] = chosenIn(field);
      // A link ends with its paragraph, so its words stand in one.
      const shown = (words.value.trim() || (words.parentElement.hidden && chosen) || said).replace(/\s*\n\s*/g, " ");
      type(field, at, to, `[${shown}](${addressOf(said)})`);
      close();
    }

    bar.querySelector("[data-link]").addEventListener("click", () => {
      const link = linkIn(field);
      if (link) {
        [, words.value, address.value] = link;
        field.setSelectionRange(link.index, link.index + link[0].length);
      }
      const isChosen = Boolean(chosenIn(field)[0]) && !link;
      ask.hidden = false;
      words.parentElement.hidden = isChosen;
      ask.scrollIntoView({ block: "nearest" });
      (isChosen || link ? address : words).focus();
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
      if (button) MARKS[button.dataset.mark](field, button.dataset.words);
    });
    prepareLink(bar, field);
    field.before(bar);
  }

  for (const field of document.querySelectorAll("textarea[data-marks]")) add(field);
  document.addEventListener("formset:added", (event) => {
    for (const field of event.target.querySelectorAll("textarea[data-marks]")) add(field);
  });
}
