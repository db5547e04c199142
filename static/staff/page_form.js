/* A page's form: the preview beside it, and what is typed kept in this browser until it is saved.

   Everything works without this file: "Preview" opens a window of its own, and nothing is kept. */
"use strict";
{
  const look = document.querySelector("[data-preview]");
  const form = document.querySelector("#content-main form");
  const frame = look.querySelector("iframe");
  const says = look.querySelector(".look-says");
  const screen = look.querySelector(".look-screen");
  const TYPING = 400; // milliseconds without a key before the preview follows

  /* 1 The preview */
  const choice = (name) => look.querySelector(`[name="look-${name}"]:checked`).value;

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
    fit();
    page.scrollingElement.scrollTop = place;
  }

  // A link would lead out of the preview; one within the page may be followed.
  function stay() {
    frame.contentDocument?.addEventListener("click", (event) => {
      const link = event.target.closest?.("a");
      if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
    });
  }

  function tell(problems, before = look.dataset.toMend) {
    says.hidden = !problems.length;
    says.textContent = problems.length ? `${before} ${problems.join(" ")}` : "";
  }

  function advise(advice) {
    const list = document.querySelector("[data-advice]");
    list.replaceChildren(
      ...advice.map(({ field, text, blocks }) => {
        const item = document.createElement("li");
        if (blocks) {
          const first = document.createElement("strong");
          first.textContent = list.dataset.advice;
          item.append(first, " ");
        }
        const link = document.createElement("a");
        link.href = `#id_${field}`;
        link.textContent = text;
        item.append(link);
        return item;
      }),
    );
  }

  let asked = 0;
  async function refresh() {
    const mine = ++asked;
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) if (value instanceof File) sent.delete(name);
    try {
      const answer = await fetch(look.dataset.preview, {
        method: "POST",
        body: sent,
        headers: { Accept: "application/json" },
      });
      if (mine !== asked) return; // a later one is on its way
      if (!answer.ok || answer.redirected) return tell([look.dataset.lost], "");
      const { html, problems, advice } = await answer.json();
      if (html) show(html);
      tell(problems);
      if (html || advice.length) advise(advice);
    } catch {
      if (mine === asked) tell([look.dataset.lost], "");
    }
  }

  // Beside the form if there is room, over it on a phone.
  const beside = matchMedia("(min-width: 80rem)");
  const isOpen = () => beside.matches || look.classList.contains("open");
  let started = false;
  function open() {
    if (!isOpen()) return;
    if (!started || !frame.contentDocument) {
      started = true;
      frame.addEventListener("load", () => { stay(); fit(); refresh(); }, { once: true });
      frame.src = look.dataset.preview; // with its own headers: only its own styles hold in it
    } else {
      fit();
      refresh();
    }
  }
  // What the preview covers can't be reached by the keyboard either.
  function cover(isCovered) {
    document.body.classList.toggle("looking", isCovered);
    for (const part of document.querySelectorAll("#header, .breadcrumbs, .messagelist, #content > h1, #content-main")) {
      part.inert = isCovered;
    }
  }
  function close() {
    look.classList.remove("open");
    cover(false);
    form.querySelector("[data-look]").focus();
  }

  look.hidden = false;
  form.querySelector("[data-look]").addEventListener("click", (event) => {
    event.preventDefault();
    look.classList.add("open");
    cover(!beside.matches);
    open();
    look.querySelector("[data-look-close]").focus();
  });
  look.querySelector("[data-look-close]").addEventListener("click", close);
  look.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  look.addEventListener("change", fit);
  beside.addEventListener("change", () => { cover(!beside.matches && look.classList.contains("open")); open(); });
  addEventListener("resize", () => { if (isOpen()) fit(); });

  let waiting;
  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(() => { keep(); if (isOpen()) refresh(); }, TYPING);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("pageshow", open);

  /* 2 What is typed */
  // By person: a computer at the reception desk has many.
  const MINE = `form:${look.parentElement.dataset.user}:`;
  const KEPT = MINE + location.pathname;
  const SENT = "form-sent";
  const note = document.querySelector("[data-kept]");
  const offer = document.querySelector("[data-kept-offer]");
  const FORGOTTEN = new Set(["csrfmiddlewaretoken", "form_number", "opened_with", "opened_at"]);

  function typed() {
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !FORGOTTEN.has(name));
  }
  const edition = () => form.elements.opened_at?.value ?? "";
  const first = JSON.stringify(typed());

  function keep() {
    const now = typed();
    try {
      if (JSON.stringify(now) === first && !document.querySelector(".errornote")) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, JSON.stringify({ edition: edition(), at: Date.now(), values: now }));
      note.hidden = JSON.stringify(now) === first;
    } catch { /* no room, or a private window: then nothing is promised either */ }
  }

  function kept() {
    try {
      // A form that was sent and led elsewhere has been saved: a new page has an address of its own now.
      const sent = sessionStorage.getItem(SENT);
      sessionStorage.removeItem(SENT);
      if (sent && sent !== KEPT) localStorage.removeItem(sent);
      if (document.querySelector(".errornote")) {
        // Refused: what was typed is in the form, and nowhere else yet.
        localStorage.setItem(KEPT, JSON.stringify({ edition: edition(), at: Date.now(), values: typed() }));
        note.hidden = false;
        return null;
      }
      const found = JSON.parse(localStorage.getItem(KEPT));
      // Once the form has been saved it has another edition, and these words are in it.
      if (found?.edition === edition() && JSON.stringify(found.values) !== first) return found;
      localStorage.removeItem(KEPT);
    } catch { /* nothing that can be read */ }
    return null;
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_preview") return;
    try { sessionStorage.setItem(SENT, KEPT); } catch { /* a private window */ }
  });
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(MINE)) localStorage.removeItem(key);
    } catch { /* nothing is kept there */ }
  });

  function bringBack(values) {
    // Parts that were added come back with as many "Add another" as they took.
    for (const [name, value] of values) {
      const total = name.match(/^(.+)-TOTAL_FORMS$/);
      if (!total) continue;
      const add = document.querySelector(`#${total[1]}-group .add-row a`);
      while (add && Number(form.elements[name].value) < Number(value)) add.click();
    }
    const names = new Set(values.map(([name]) => name));
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = names.has(field.name);
    }
    for (const [name, value] of values) {
      const field = form.elements[name];
      if (field && field.type !== "checkbox" && !name.endsWith("_FORMS")) field.value = value;
    }
    changed();
  }

  const found = kept();
  if (found) {
    offer.hidden = false;
    const at = new Date(found.at);
    offer.querySelector("time").textContent = at.toLocaleString(document.documentElement.lang, {
      day: "numeric", month: "long", hour: "2-digit", minute: "2-digit",
    });
    offer.querySelector("[data-bring-back]").addEventListener("click", () => {
      bringBack(found.values);
      offer.hidden = true;
    });
    offer.querySelector("[data-throw-away]").addEventListener("click", () => {
      localStorage.removeItem(KEPT);
      offer.hidden = true;
    });
  }
}
