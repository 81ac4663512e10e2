"use strict";
// Beside each label a button that adds a citation of this field and asks for its source.
{
  const template = document.getElementById("cite");
  const group = template && document.getElementById(`${template.dataset.rows}-group`);
  const empty = group?.querySelector(".empty-form");
  const { fill, whole } = window.deskRows;

  /** The choices of a citation's field, by value, that are for this part of the entry. */
  const choices = (part) => {
    const select = empty.querySelector('select[name$="-field"]');
    const parts = select.dataset.parts.split(",");
    return [...select.querySelectorAll("optgroup")]
      .filter((_group, index) => parts[index] === part)
      .flatMap((each) => [...each.children]);
  };

  /** The select of a citation that says which part it is for. */
  const partSelects = (row) => [...row.querySelectorAll("select[data-rows]")];
  const partName = (select) => select.name.split("-").at(-1);

  /** Let a citation's field offer what its part has. */
  const offer = (row) => {
    const select = row.querySelector('select[name$="-field"]');
    const part = partSelects(row).find((each) => each.value);
    const value = select.value;
    const stored = select.selectedOptions[0].cloneNode(true);
    const offered = choices(part ? partName(part) : "").map((each) => each.cloneNode(true));
    select.replaceChildren(whole(select).options[0].cloneNode(true), ...offered);
    if (value && !offered.some((each) => each.value === value)) {
      select.append(stored);
    }
    select.value = value;
  };

  const choose = (select, value) => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** Add a citation of a field, of the entry or of one of its saved rows. */
  const cite = (field, part, key) => {
    for (const details of group.querySelectorAll(":scope > fieldset > details")) {
      details.open = true;
    }
    group.querySelector(".add-row a").click();
    const row = empty.previousElementSibling;
    if (part) {
      const select = partSelects(row).find((each) => partName(each) === part);
      fill(select);
      choose(select, key);
    }
    offer(row);
    choose(row.querySelector('select[name$="-field"]'), field);
    row.scrollIntoView({ block: "center" });
    row.querySelector(".field-source .select2-selection").focus();
  };

  const addButton = (label, name, act) => {
    const button = template.content.firstElementChild.cloneNode(true);
    button.querySelector("span").textContent = name;
    button.addEventListener("click", act);
    const line = document.createElement("span");
    line.className = "label-line";
    label.replaceWith(line);
    line.append(label, button);
  };

  /** Give the labels of a form or row their buttons; a pair of languages has one. */
  const addButtons = (place, prefix, options, act) => {
    const names = new Map(options.map((option) => [option.value, option.textContent]));
    for (const label of place.querySelectorAll("label[for]")) {
      const control = document.getElementById(label.htmlFor);
      const column = control?.name.slice(prefix.length) ?? "";
      const field = column.endsWith("_zh") ? column.slice(0, -3) : column;
      if (names.has(field) && !column.endsWith("_en")) {
        addButton(label, names.get(field), () => act(field));
      }
    }
  };

  /** The saved rows of a part; those that aren't saved have no key that could be cited. */
  const savedRows = (prefix) =>
    [...document.querySelectorAll(`#${prefix}-group .inline-related.has_original`)].map((row) => {
      const key = document.getElementsByName(`${row.id}-id`)[0].value;
      return { row, key, prefix: `${row.id}-` };
    });

  const addAll = () => {
    const own = choices("");
    for (const place of document.querySelectorAll("form fieldset.module")) {
      if (!place.closest(".inline-group")) {
        addButtons(place, "", own, (field) => cite(field));
      }
    }
    for (const select of partSelects(empty)) {
      const part = partName(select);
      for (const { row, key, prefix } of savedRows(select.dataset.rows)) {
        addButtons(row, prefix, choices(part), (field) => cite(field, part, key));
      }
    }
    for (const control of document.querySelectorAll('.has_original input[name$="-identifier"]')) {
      const label = document.querySelector(`label[for="${control.id}"]`);
      if (own.some((option) => option.value === control.defaultValue)) {
        addButton(label, control.defaultValue, () => cite(control.defaultValue));
      }
    }
    group.addEventListener("change", ({ target }) => {
      if (target.matches("select[data-rows]")) {
        offer(target.closest(".inline-related"));
      }
    });
  };

  if (empty) {
    addAll();
  }
}
