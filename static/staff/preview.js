/* The preview beside a page's form, which follows what is typed. Without this file its button opens a window of its own. */
"use strict";
if (document.querySelector("[data-preview]")) {
  const pane = document.querySelector("[data-preview]");
  const form = document.querySelector("#content-main form");
  const frame = pane.querySelector("iframe");
  const says = pane.querySelector(".preview-message");
  const screen = pane.querySelector(".preview-screen");
  const TYPING = 400; // milliseconds without a key before the preview follows

  const choice = (name) => pane.querySelector(`[name="preview-${name}"]:checked`).value;

  // What a stylesheet says of colours and of paper holds for the whole browser; here it shall hold for
  // what staff chose. Each rule keeps its own condition, to be asked again.
  function dress(rules) {
    for (const rule of rules) {
      if (rule.media) {
        rule.asked ??= rule.media.mediaText;
        const now = choice("scheme");
        rule.media.mediaText = rule.asked
          .replace(/\(prefers-color-scheme:\s*dark\)/g, now === "dark" ? "(min-width: 0)" : "(max-width: 0)")
          .replace(/\(prefers-color-scheme:\s*light\)/g, now === "light" ? "(min-width: 0)" : "(max-width: 0)")
          .replace(/\bprint\b/g, now === "print" ? "screen" : "print")
          .replace(/\bscreen\b/g, (word) => (now === "print" && !/\bprint\b/.test(rule.asked) ? "print" : word));
      }
      if (rule.cssRules) dress(rule.cssRules);
    }
  }

  // The chosen screen, as large as there is room.
  function fit() {
    const width = choice("scheme") === "print" ? 794 : Number(choice("width")); // 794 px: A4 at 96 dpi
    const scale = Math.min(1, screen.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${screen.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
    frame.style.marginInlineStart = `${Math.max(0, (screen.clientWidth - width * scale) / 2)}px`;
    const page = frame.contentDocument;
    if (page && page.styleSheets.length) {
      dress(page.styleSheets[0].cssRules);
      page.documentElement.style.colorScheme = choice("scheme") === "dark" ? "dark" : "light";
      page.documentElement.style.padding = choice("scheme") === "print" ? "12mm" : ""; // a sheet's edges
    }
  }

  function show(html) {
    const page = frame.contentDocument;
    const next = new DOMParser().parseFromString(html, "text/html");
    const place = page.scrollingElement?.scrollTop ?? 0;
    page.replaceChild(page.adoptNode(next.documentElement), page.documentElement);
    calm();
    fit();
    page.scrollingElement.scrollTop = place;
  }

  // A link would lead out of the preview; one within the page scrolls, for following it would be a step that
  // "Back" takes first. Words lead to their field.
  function stay() {
    const page = frame.contentDocument;
    page?.addEventListener("click", (event) => {
      const link = event.target.closest?.("a");
      if (link) {
        event.preventDefault();
        const place = page.getElementById(link.getAttribute("href")?.match(/^#(.+)/)?.[1]);
        if (place) page.scrollingElement.scrollTop += place.getBoundingClientRect().top;
      }
      const field = fieldOf(event.target);
      if (!field || link) return;
      const reveal = () => field.dispatchEvent(new Event("reveal", { bubbles: true }));
      if (beside.matches) reveal();
      else close(reveal);
    });
  }

  // For the keyboard the page is one stop, at which it scrolls: its links lead nowhere. They stay links to be read.
  function calm() {
    const page = frame.contentDocument;
    if (!page) return;
    for (const link of page.links) link.tabIndex = -1;
    page.body.tabIndex = 0;
    page.body.style.outlineOffset = "-3px"; // else its sides are out of sight
  }

  // Where the words of an element of the page are typed: the field that says them and the least besides. Long words
  // have soft hyphens on the page.
  const plain = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\u00ad|\*\*|^- /gm, "").replace(/\s+/g, " ").trim();
  function fieldOf(element) {
    const words = plain(element.closest?.("h1, h2, h3, p, li, dd, dt, a, figcaption, address")?.textContent ?? "");
    if (!words) return null;
    const typed = [...form.querySelectorAll("textarea, input:not([type='hidden'], [type='submit'], [type='number'])")]
      .map((field) => [field, plain(field.value)])
      .filter(([, value]) => value && (value.includes(words) || (value.length > 3 && words.includes(value))));
    const miss = ([, value]) => Math.abs(value.length - words.length);
    return typed.sort((one, other) => miss(one) - miss(other))[0]?.[0];
  }

  function tell(problems, before = pane.dataset.toMend) {
    says.hidden = !problems.length;
    says.textContent = problems.length ? `${before} ${problems.join(" ")}` : "";
  }

  function advise(advice) {
    const list = document.querySelector("[data-advice]");
    list.replaceChildren(
      ...advice.map(({ field, text, blocks, is_safety }) => {
        const item = document.createElement("li");
        if (blocks || is_safety) {
          const first = document.createElement("strong");
          first.textContent = blocks ? list.dataset.advice : list.dataset.safety;
          item.append(first, " ");
        }
        const link = document.createElement("a");
        link.href = `#${form.elements[field]?.id || `id_${field}`}`;
        link.textContent = text;
        item.append(link);
        return item;
      }),
    );
  }

  // Of a new page nothing is asked for before anything is typed.
  let isBegun = !pane.dataset.preview.includes("/add/");
  form.addEventListener("input", () => { isBegun = true; });

  // One at a time: what is typed meanwhile is shown next, so that somebody who types fast, while the website
  // is slow, doesn't take a place from everybody else. One without an answer is given up.
  const PATIENCE = 20000; // milliseconds
  let isAsking = false;
  let isWanted = false;
  async function refresh() {
    isWanted = true;
    if (isAsking) return;
    isAsking = true;
    while (isWanted) {
      isWanted = false;
      await askOnce();
    }
    isAsking = false;
  }
  async function askOnce() {
    const giveUp = new AbortController();
    const clock = setTimeout(() => giveUp.abort(), PATIENCE);
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) if (value instanceof File) sent.delete(name);
    try {
      const answer = await fetch(pane.dataset.preview, {
        method: "POST",
        body: sent,
        headers: { Accept: "application/json" },
        signal: giveUp.signal,
      });
      if (!answer.ok || answer.redirected) return tell([pane.dataset.lost], "");
      const { html, problems, advice } = await answer.json();
      if (html) show(html);
      tell(isBegun ? problems : []);
      if (html || advice.length) advise(advice);
    } catch {
      tell([pane.dataset.lost], "");
    } finally {
      clearTimeout(clock);
    }
  }

  // Beside the form if there is room, over it on a phone.
  const beside = matchMedia("(min-width: 80rem)");
  const isOpen = () => beside.matches || pane.classList.contains("open");
  let started = false;
  function open() {
    if (!isOpen()) return;
    if (!started || !frame.contentDocument) {
      started = true;
      frame.addEventListener("load", () => { stay(); calm(); fit(); refresh(); }, { once: true });
      frame.src = pane.dataset.preview; // with its own headers: only its own styles hold in it
    } else {
      fit();
      refresh();
    }
  }
  // What the preview covers can't be reached by the keyboard either.
  function cover(isCovered) {
    document.body.classList.toggle("previewing", isCovered);
    for (const part of document.querySelectorAll("#header, .breadcrumbs, .messagelist, #content > h1, #content-main")) {
      part.inert = isCovered;
    }
  }
  // Over the form it is an entry of its own in the browser's history: a phone's "Back" closes it.
  function follow() {
    const isOver = Boolean(history.state?.preview) && !beside.matches;
    if (isOver !== pane.classList.contains("open")) {
      pane.classList.toggle("open", isOver);
      cover(isOver);
      (isOver ? pane.querySelector("[data-close-preview]") : form.querySelector("[data-open-preview]")).focus();
    }
    open();
  }
  // The browser goes back a moment later; until then it stays open, and what comes next waits.
  let isClosing = false;
  let whenClosed;
  function close(next) {
    if (!history.state?.preview || isClosing) return;
    isClosing = true;
    whenClosed = next;
    history.back();
  }

  pane.hidden = false;
  form.querySelector("[data-open-preview]").addEventListener("click", (event) => {
    event.preventDefault();
    if (!beside.matches && !history.state?.preview) {
      history.scrollRestoration = "manual"; // "back" leaves the form at the field of a tapped sentence
      history.pushState({ preview: true }, "");
    }
    follow();
  });
  addEventListener("popstate", () => {
    follow();
    history.scrollRestoration = "auto";
    isClosing = false;
    whenClosed?.();
    whenClosed = null;
  });
  pane.querySelector("[data-close-preview]").addEventListener("click", () => close());
  pane.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  pane.addEventListener("change", fit);
  // A screen that is turned: beside the form there is nothing to go back from.
  beside.addEventListener("change", () => {
    if (beside.matches) close();
    follow();
  });
  addEventListener("resize", () => { if (isOpen()) fit(); });

  let waiting;
  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (isOpen()) refresh(); }, TYPING);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("pageshow", follow);
}
