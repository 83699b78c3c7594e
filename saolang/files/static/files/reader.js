// What reading a paper gains from script: zoom, turning a page, arrow keys, the page
// one is at. Without it the pages stand below each other and everything is still there.

const root = document.querySelector("[data-reader]");
const pages = [...root.querySelectorAll("[data-page]")];
const thumbs = new Map([...root.querySelectorAll("[data-thumb]")].map((a) => [a.dataset.thumb, a]));
const field = root.querySelector("[data-here]");
const STEPS = [1, 1.4, 2, 3];
let step = 0;
let current = pages[0];

root.querySelector("[data-tools]").hidden = false;

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom], [data-turn]");
  if (!button) return;
  if (button.dataset.zoom) zoom(Number(button.dataset.zoom));
  else turn();
});

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = {
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    "+": () => zoom(1),
    "=": () => zoom(1),
    "-": () => zoom(-1),
    r: turn,
    "/": () => document.querySelector("#tim")?.focus(),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// the page that fills most of the window is the one people are at
const shares = new Map();
const watcher = new IntersectionObserver(
  (seen) => {
    for (const entry of seen) shares.set(entry.target, entry.intersectionRect.height);
    const most = pages.reduce((a, b) => ((shares.get(b) ?? 0) > (shares.get(a) ?? 0) ? b : a));
    if (shares.get(most)) arrive(most);
  },
  { threshold: [0, 0.25, 0.5, 0.75, 1] },
);
pages.forEach((page) => watcher.observe(page));

// opened at a page, by its number or by what it proves
const asked = pages.find((page) => page.dataset.page === field?.value);
if (asked && asked !== pages[0] && !location.hash && !root.querySelector("[data-stay]")) {
  asked.scrollIntoView({ block: "start", behavior: "instant" });
}

function arrive(page) {
  if (page === current && thumbs.get(page.dataset.page)?.hasAttribute("aria-current")) return;
  thumbs.get(current.dataset.page)?.removeAttribute("aria-current");
  current = page;
  if (field && document.activeElement !== field) field.value = page.dataset.page;
  const thumb = thumbs.get(page.dataset.page);
  if (!thumb) return;
  thumb.setAttribute("aria-current", "page");
  const strip = thumb.closest(".rd-strip");
  strip.scrollTo({
    left: thumb.offsetLeft - strip.clientWidth / 2,
    top: thumb.offsetTop - strip.clientHeight / 2,
  });
}

function go(by) {
  const next = pages[pages.indexOf(current) + by];
  if (next) {
    next.scrollIntoView({ block: "start", behavior: "instant" });
    arrive(next);
    return;
  }
  const links = [...root.querySelectorAll(".rd-windows")].at(by > 0 ? -1 : 0);
  const here = links?.querySelector("[aria-current]")?.closest("li");
  const other = by > 0 ? here?.nextElementSibling : here?.previousElementSibling;
  other?.querySelector("a")?.click();
}

function zoom(by) {
  const before = current.getBoundingClientRect().top;
  step = Math.min(Math.max(step + by, 0), STEPS.length - 1);
  root.style.setProperty("--zoom", STEPS[step]);
  root.classList.toggle("is-zoomed", step > 0);
  for (const image of root.querySelectorAll(".rd-pages img")) {
    image.sizes = `${Math.round(STEPS[step] * image.parentElement.clientWidth)}px`;
  }
  if (before < 0) current.scrollIntoView({ block: "start", behavior: "instant" });
}

function turn() {
  const image = current.querySelector("img");
  if (!image) return;
  const turns = (Number(current.dataset.turns ?? 0) + 1) % 4;
  current.dataset.turns = turns;
  const [width, height] = [image.getAttribute("width"), image.getAttribute("height")];
  current.style.setProperty("--turned", turns % 2 ? width / height : 1);
}
