// "Copy the link" on a person's page. Without it the link is a field to select by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Only a page with https may use the clipboard; the older way works everywhere.
      field.focus();
      field.setSelectionRange(0, field.value.length);
      if (!document.execCommand("copy")) return;
    }
    button.textContent = button.dataset.done;
  });
}
