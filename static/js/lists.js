// Lists answer at once: htmx, which comes with this when somebody first reaches for a filter, replaces
// what has changed. Without it the same links and forms load whole pages.
{
  const wide = matchMedia("(width >= 56rem)");
  const isFilter = (form) => form?.matches(".filters form");

  // Where the results stand beside the form, a choice applies at once.
  document.addEventListener("change", ({ target }) => {
    if (wide.matches && isFilter(target.form)) target.form.requestSubmit();
  });

  // An address names only what is filtered by, and an order that is not the first one.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (!isFilter(target)) return;
    for (const [name, value] of [...formData])
      if (!value || target.elements[name].selectedIndex === 0) formData.delete(name);
  });

  // An answer that comes when something else is chosen already is not shown; the next one is. What
  // is submitted is noted on the way down to the form, before htmx asks for it.
  let busy = false;
  let outdated = false;
  document.addEventListener("submit", () => (outdated = busy), true);
  document.addEventListener("htmx:beforeRequest", () => ([busy, outdated] = [true, false]));
  document.addEventListener("htmx:afterRequest", () => (busy = false));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => (detail.shouldSwap &&= !outdated));

  // A control keeps the focus, and the new count is announced; if the control is gone, the count
  // takes the focus.
  document.addEventListener("htmx:afterSettle", () => {
    const count = document.getElementById("results");
    document.querySelector("a.language[hreflang]").search = location.search;
    if (document.activeElement === document.body) count.focus();
    else document.getElementById("status").textContent = count.textContent.trim();
  });

  // What cannot be fetched is shown by the browser itself.
  for (const failure of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(failure, ({ detail }) => {
      location.assign(detail.pathInfo.finalRequestPath);
    });
}
