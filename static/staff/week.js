/* The hours of a week as a grid, a line for each day. Without this file they're typed in one text, a line for each day. */
"use strict";
{
  const form = document.querySelector("#content-main form");

  function enhance(text) {
    const days = JSON.parse(text.dataset.week);
    // Lines that aren't a day's, "Mon-Fri: 8-6" for example, stay as they were typed.
    const read = () => {
      const hours = new Map(days.map((day) => [day, ""]));
      for (const line of text.value.split("\n").filter((line) => line.trim())) {
        const [, day, rest] = line.match(/^\s*([^:]+?)\s*:\s*(.*?)\s*$/) ?? [];
        if (!hours.has(day) || hours.get(day)) return null;
        hours.set(day, rest);
      }
      return hours;
    };
    if (!read()) return;

    const grid = document.getElementById("week").content.cloneNode(true).firstElementChild;
    const row = grid.querySelector("[data-row]");
    const inputs = days.map((day, number) => {
      const copy = row.cloneNode(true), input = copy.querySelector("input");
      input.id = `${text.id}_${number}`;
      copy.querySelector("label").htmlFor = input.id;
      copy.querySelector("label").textContent = day;
      row.before(copy);
      return input;
    });
    row.remove();
    const show = () => {
      const hours = read();
      if (hours) inputs.forEach((input, number) => { input.value = hours.get(days[number]); });
    };
    const write = () => {
      text.value = inputs
        .map((input, number) => (input.value.trim() ? `${days[number]}: ${input.value.trim()}` : ""))
        .filter(Boolean).join("\n");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
    grid.addEventListener("input", (event) => { event.stopPropagation(); write(); });
    grid.addEventListener("click", (event) => {
      const until = event.target.dataset.copyUntil;
      if (until === undefined) return;
      inputs.slice(1, Number(until) + 1).forEach((input) => { input.value = inputs[0].value; });
      write();
    });
    show();
    text.after(grid);
    // Whatever leads to the text leads to the day that is wrong, else to the first.
    const wrong = text.closest(".form-row")?.querySelector(".errorlist")?.textContent ?? "";
    const first = inputs[days.findIndex((day) => wrong.includes(`${day}:`))] ?? inputs[0];
    grid.querySelector(`[for="${first.id}"]`).htmlFor = first.id = text.id;
    first.setAttribute("aria-describedby", text.getAttribute("aria-describedby"));
    text.removeAttribute("id");
    text.hidden = true;
    form.addEventListener("broughtback", show);
  }

  const all = (around) => around.querySelectorAll("textarea[data-week]");
  for (const text of all(form)) if (!text.closest(".empty-form")) enhance(text);
  document.addEventListener("formset:added", (event) => { for (const text of all(event.target)) enhance(text); });
}
