"use strict";
// Choices in a form: one among other rows offers them all in the empty row alone, and a search box
// has no name of its own.
{
  /** The select of the empty row that holds all choices of this one. */
  const whole = (select) =>
    document.getElementsByName(select.name.replace(/-\d+-/, "-__prefix__-"))[0];

  /** Let a select offer what the empty row's offers, and keep its choice. */
  const fill = (select) => {
    const source = whole(select);
    if (!source || source === select || select.options.length >= source.options.length) {
      return;
    }
    const value = select.value;
    select.replaceChildren(...source.cloneNode(true).children);
    select.value = value;
  };

  for (const event of ["focusin", "pointerdown"]) {
    document.addEventListener(event, ({ target }) => {
      if (target.matches?.("select[data-rows]")) {
        fill(target);
      }
    });
  }
  /** Name the search boxes within `place` after the labels of their selects. */
  const name = (place) => {
    for (const select of place.querySelectorAll(".admin-autocomplete.select2-hidden-accessible")) {
      const label = select.labels[0];
      const box = select.nextElementSibling.querySelector("[role=combobox]");
      const inner = box.querySelector(".select2-search__field, [role=textbox]");
      if (label) {
        label.id = `${select.id}_label`;
        const value = box.getAttribute("aria-labelledby");
        box.setAttribute("aria-labelledby", [label.id, value].filter(Boolean).join(" "));
        inner?.setAttribute("aria-labelledby", label.id);
      }
    }
  };
  django.jQuery(() => name(document));
  document.addEventListener("formset:added", ({ target }) => name(target));
  window.deskRows = { fill, whole };
}
