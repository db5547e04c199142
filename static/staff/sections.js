/* A long form: its sections stay open as they were left, and its parts move up and down.

   Without this file sections open and close all the same, and the order of parts is a number. */
"use strict";
{
  const form = document.querySelector("#content-main form");

  /* 1 Sections */
  // A link to a field, or a tap in the preview, opens whatever it is folded into.
  function reveal(field) {
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
  form.addEventListener("reveal", (event) => reveal(event.target));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#id_"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    reveal(field);
  });
  if (location.hash.startsWith("#id_")) {
    const id = location.hash.slice(1);
    // When all scripts have run: one of them may have put another field there.
    addEventListener("load", () => { const field = document.getElementById(id); if (field) reveal(field); });
    // Once saved, the page opens at its top, where it says so.
    history.replaceState(null, "", location.pathname + location.search);
  }

  // After saving, the form comes back as it was left.
  const LEFT = `open:${location.pathname}`;
  const sections = [...form.querySelectorAll("details.section")];
  try {
    const open = new Set(JSON.parse(sessionStorage.getItem(LEFT) ?? "[]"));
    for (const section of sections) if (open.has(section.id)) section.open = true;
  } catch { /* a private window: closed, then */ }
  for (const section of sections) {
    section.addEventListener("toggle", () => {
      try {
        sessionStorage.setItem(LEFT, JSON.stringify(sections.filter((one) => one.open).map((one) => one.id)));
      } catch { /* a private window */ }
    });
  }

  // Enter in a line of text would press the first button, "Save for later".
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type='submit'], [type='file'])")) event.preventDefault();
  });

  /* 2 Parts */
  const placeOf = (part) => part.querySelector('[name$="-position"]');
  const partsOf = (group) => [...group.querySelectorAll(":scope > .inline-related:not(.empty-form)")];

  // In the order of their numbers; 0 is the end. "Remove" and "Add an effect" stay where they are.
  function inOrder(group) {
    const place = (part) => Number(placeOf(part).value) || Infinity;
    const parts = partsOf(group);
    const sorted = [...parts].sort((one, other) => place(one) - place(other));
    if (sorted.some((part, at) => part !== parts[at])) group.querySelector(":scope > .empty-form").before(...sorted);
    number(group);
    show(group);
  }

  // A field's name says which part it belongs to, counted from the top: what is said of a field finds it by
  // that. Its id stays as the page came, for the page links to it.
  function number(group) {
    const prefix = group.id.replace(/-group$/, "");
    const former = new RegExp(`^${prefix}-\\d+(?=-)`);
    partsOf(group).forEach((part, place) => {
      for (const field of part.querySelectorAll("[name]")) {
        field.name = field.name.replace(former, `${prefix}-${place}`);
      }
    });
  }

  // The first can't go up, nor the last down; and each is called by its first words.
  function show(group) {
    const parts = partsOf(group);
    parts.forEach((part, at) => {
      const [up, down] = part.querySelectorAll("[data-move]");
      up.hidden = down.hidden = false;
      up.disabled = at === 0;
      down.disabled = at === parts.length - 1;
      call(part);
    });
  }

  function call(part) {
    const typed = part.querySelector("input:not([type]), input[type='text'], textarea");
    const chosen = part.querySelector("select")?.selectedOptions[0];
    const said = typed ? typed.value.trim() : chosen?.value && chosen.text;
    if (said) part.querySelector(".inline_label").textContent = said;
  }

  function move(part, step) {
    const group = part.parentElement;
    const parts = partsOf(group);
    const other = parts[parts.indexOf(part) + step];
    if (step < 0) other.before(part);
    else other.after(part);
    partsOf(group).forEach((one, at) => { placeOf(one).value = at + 1; });
    number(group);
    show(group);
  }

  // Django numbers the parts anew after it has said so.
  function soonChanged() {
    setTimeout(() => form.dispatchEvent(new Event("change")));
  }

  const groups = [...form.querySelectorAll(".inline-group")];
  for (const group of groups) {
    group.classList.add("moves");
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      const part = button.closest(".inline-related");
      move(part, Number(button.dataset.move));
      (button.disabled ? part.querySelector("[data-move]:enabled") : button)?.focus();
      part.scrollIntoView({ block: "nearest" });
      form.dispatchEvent(new Event("change"));
    });
    group.addEventListener("input", (event) => {
      const part = event.target.closest(".inline-related");
      if (part) call(part);
    });
    inOrder(group);
  }
  document.addEventListener("formset:added", (event) => {
    show(event.target.parentElement);
    // Django gives the number of a new part to all but this.
    for (const field of event.target.querySelectorAll("[aria-describedby]")) {
      field.setAttribute("aria-describedby", `${field.id}_helptext`);
    }
    event.target.querySelector("input:not([type='hidden']), textarea")?.focus();
    soonChanged();
  });
  document.addEventListener("formset:removed", () => { groups.forEach(show); soonChanged(); });
  // What was typed earlier has come back, with the numbers of then.
  form.addEventListener("broughtback", () => groups.forEach(inOrder));
}
