// Loads scripts when somebody first reaches for what they serve: a search field, a filter.
{
  const { search, lists, htmx } = document.currentScript.dataset;
  const scripts = { "[data-suggestions]": [search], "[data-hx-boost]": [lists, htmx] };
  const load = (src) =>
    document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
  const reach = ({ target }) => {
    for (const [selector, wanted] of Object.entries(scripts)) {
      if (!target.closest(selector)) continue;
      delete scripts[selector];
      // htmx waits for DOMContentLoaded unless the page is complete.
      const all = () => wanted.forEach(load);
      if (document.readyState === "complete") all();
      else addEventListener("load", all);
    }
  };
  for (const sign of ["pointerover", "focusin"]) document.addEventListener(sign, reach);
}
