/* What is typed into a page's form is kept in this browser until it is saved. Without this file nothing is kept. */
"use strict";
{
  const form = document.querySelector("#content-main form");
  // By person: a computer at the reception desk has many.
  const MINE = `form:${document.querySelector("[data-user]").dataset.user}:`;
  const KEPT = MINE + location.pathname;
  const SENT = "form-sent";
  const note = document.querySelector("[data-kept]");
  const offer = document.querySelector("[data-kept-offer]");
  const TYPING = 400; // milliseconds without a key before it is kept
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

  let waiting = 0;
  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(keepNow, TYPING);
  }
  function keepNow() {
    waiting = 0;
    keep();
  }
  addEventListener("pagehide", () => { if (waiting) keepNow(); });
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_preview") return;
    try { sessionStorage.setItem(SENT, KEPT); } catch { /* a private window */ }
  });
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = 0;
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
    form.dispatchEvent(new Event("broughtback"));
    form.dispatchEvent(new Event("change"));
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
