// A form that comes back with something wrong begins where it is wrong.

const wrong = document.querySelector("main [aria-invalid=true]");
if (wrong && !location.hash) {
  wrong.focus();
  wrong.scrollIntoView({ block: "center" });
}
