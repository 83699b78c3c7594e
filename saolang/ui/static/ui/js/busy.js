// A form is sent once: a second click on a button that is working does nothing.
// A download leaves the page standing, so after a while the button works again.

const PATIENCE = 10000;
const mark = (form, button, busy) => {
  form.toggleAttribute("data-sending", busy);
  if (button) button.setAttribute("aria-busy", String(busy));
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.hasAttribute("data-sending")) {
    event.preventDefault();
    return;
  }
  mark(form, event.submitter, true);
  setTimeout(() => mark(form, event.submitter, false), PATIENCE);
});

// the page may come back from the browser's memory with the marks still on
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) {
    mark(form, form.querySelector("[aria-busy=true]"), false);
  }
});
