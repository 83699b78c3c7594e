// Light or dark by choice: a <select data-theme-choice> with "", "light", "dark".

const KEY = "saolang.theme";
const remembered = () => {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
};
const wear = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
};

wear(remembered());
for (const choice of document.querySelectorAll("[data-theme-choice]")) {
  choice.hidden = false;
  const select = choice.matches("select") ? choice : choice.querySelector("select");
  select.value = remembered();
  select.addEventListener("change", () => {
    wear(select.value);
    try { localStorage.setItem(KEY, select.value); } catch { /* private window */ }
  });
}
