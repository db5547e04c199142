/* What is typed into a page's form is kept in this browser until it is saved. Without this file nothing is kept. */
"use strict";
{
  const form = document.querySelector("#content-main form");
  const around = document.querySelector("[data-user]");
  // By person: a computer at the reception desk has many.
  const MINE = `form:${around.dataset.user}:`;
  const KEPT = MINE + location.pathname;
  const note = document.querySelector("[data-kept]");
  const isRefused = Boolean(document.querySelector(".errornote"));
  const offer = document.querySelector("[data-kept-offer]");
  const TYPING = 400; // milliseconds without a key before it is kept
  // What a form was opened with: the server merges by it. Kept beside what was typed.
  const OPENED = ["opened_at", "base_values", "form_number"];
  const FORGOTTEN = new Set(["csrfmiddlewaretoken", ...OPENED]);

  function typed() {
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !FORGOTTEN.has(name));
  }
  const first = JSON.stringify(typed());

  function store() {
    const opened = OPENED.map((name) => [name, form.elements[name]?.value ?? ""]);
    localStorage.setItem(KEPT, JSON.stringify({ opened, at: Date.now(), values: typed() }));
  }

  function keep() {
    const isAsOpened = JSON.stringify(typed()) === first;
    try {
      if (!isAsOpened || isRefused) store();
      else if (!found) localStorage.removeItem(KEPT); // what is on offer stays until somebody decides
      note.hidden = isAsOpened || isRefused;
    } catch { /* no room, or a private window: then nothing is promised either */ }
  }

  // The server says which form it has saved; nothing else takes words away.
  function forgetSaved() {
    const saved = around.dataset.saved;
    if (!saved) return;
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(MINE))) {
      const { opened = [] } = JSON.parse(localStorage.getItem(key));
      if (Object.fromEntries(opened).form_number === saved) localStorage.removeItem(key);
    }
  }

  function kept() {
    try {
      forgetSaved();
      if (isRefused) {
        // Refused: what was typed is in the form, and nowhere else yet. The bar stays low beside what has to be mended.
        store();
        return null;
      }
      const found = JSON.parse(localStorage.getItem(KEPT));
      if (found && JSON.stringify(found.values) !== first) return found;
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
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = 0;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(MINE)) localStorage.removeItem(key);
    } catch { /* nothing is kept there */ }
  });

  // Where each part that was kept stands in this form: the same row, or one that is added for it. Somebody
  // may have added, moved or deleted parts meanwhile.
  function placesOf(values) {
    const places = {};
    for (const [name, row] of values) {
      const [, prefix, number] = name.match(/^(.+)-(\d+)-id$/) ?? [];
      if (!prefix) continue;
      const total = form.elements[`${prefix}-TOTAL_FORMS`];
      const numbers = [...Array(Number(total.value)).keys()];
      // A new one takes the place of one that the form came with, empty and unsaved, if that is free.
      const isFree = (at) => !Object.values(places).includes(`${prefix}-${at}`);
      let place = numbers.find((at) => form.elements[`${prefix}-${at}-id`]?.value === row && (row || isFree(at)));
      if (place === undefined) {
        document.querySelector(`#${prefix}-group .add-row a`)?.click();
        place = Number(total.value) - 1;
      }
      places[`${prefix}-${number}`] = `${prefix}-${place}`;
    }
    return places;
  }

  function bringBack({ opened, values }) {
    const places = placesOf(values);
    const here = values.map(([name, value]) => [
      name.replace(/^.+-\d+(?=-)/, (part) => places[part] ?? part), value,
    ]);
    // Several may have one name: each is ticked by its value.
    const ticked = new Set(here.map((pair) => JSON.stringify(pair)));
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = ticked.has(JSON.stringify([field.name, field.value]));
    }
    for (const [name, value] of here) {
      const field = form.elements[name];
      if (field && !(field instanceof RadioNodeList) && field.type !== "checkbox" && !/(_FORMS|-\d+-id)$/.test(name)) field.value = value;
    }
    // Whatever was saved since is merged when this is.
    for (const [name, value] of opened) if (form.elements[name] && name !== "form_number") form.elements[name].value = value;
    form.dispatchEvent(new Event("broughtback"));
    form.dispatchEvent(new Event("change"));
  }

  let found = kept();
  function decided() {
    offer.hidden = true;
    found = null;
  }
  if (found) {
    offer.hidden = false;
    // On the clinic's clock, as all times of staff's side.
    const time = offer.querySelector("time");
    const language = document.documentElement.lang.replace(/^en$/, "en-GB");
    const shown = (moment, options) => moment.toLocaleString(language, { timeZone: time.dataset.zone, ...options });
    const dayOf = (moment) => shown(moment, { day: "numeric", month: "long" });
    const clock = shown(new Date(found.at), { hour: "numeric", minute: "2-digit", hourCycle: "h12" });
    const day = dayOf(new Date(found.at));
    time.textContent = day === dayOf(new Date()) ? `${time.dataset.today} ${clock}` : `${day} ${time.dataset.at} ${clock}`;
    offer.querySelector("[data-bring-back]").addEventListener("click", () => {
      bringBack(found);
      decided();
    });
    offer.querySelector("[data-throw-away]").addEventListener("click", () => {
      localStorage.removeItem(KEPT);
      decided();
    });
  }
}
