"use strict";
// What is typed into a form is kept on this device until it is saved, so that a session that
// expires, a browser that closes or a network that fails loses nothing.
{
  const PREFIX = "inet3-kept:";
  const SENT = "inet3-sent";
  const LONGEST = 30 * 24 * 60 * 60 * 1000;
  const PAUSE = 300;
  const key = PREFIX + location.pathname;
  const form = document.querySelector("#content-main form[id$=_form]");
  const notice = document.getElementById("kept");

  /** Forget what was saved since, and what nobody came back for. */
  const tidy = () => {
    const sent = sessionStorage.getItem(SENT);
    if (sent && document.querySelector(".messagelist .success")) {
      localStorage.removeItem(sent);
      sessionStorage.removeItem(SENT);
    }
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      if (Date.now() - JSON.parse(localStorage.getItem(name)).at > LONGEST) {
        localStorage.removeItem(name);
      }
    }
  };

  /** The fields that hold what a person entered: [name, value, label of a chosen option]. */
  const entered = () =>
    [...form.elements]
      .filter((field) => field.name && field.name !== "csrfmiddlewaretoken")
      .filter((field) => !["submit", "file"].includes(field.type))
      .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
      .flatMap((field) =>
        field.selectedOptions
          ? [...field.selectedOptions].map((option) => [field.name, option.value, option.label])
          : [[field.name, field.value, ""]],
      );

  const keep = () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: entered() }));

  /** Add the rows that were there; Django's own script makes them. */
  const addRows = (fields) => {
    for (const [name, total] of fields.filter(([each]) => each.endsWith("-TOTAL_FORMS"))) {
      const group = document.getElementById(`${name.replace("-TOTAL_FORMS", "")}-group`);
      const count = form.elements[name];
      while (group && count && Number(count.value) < Number(total)) {
        const before = count.value;
        group.querySelector(".add-row a")?.click();
        if (count.value === before) {
          return;
        }
      }
    }
  };

  const choose = (select, values) => {
    for (const [value, label] of values) {
      if (![...select.options].some((option) => option.value === value)) {
        select.append(new Option(label, value));
      }
    }
    const chosen = new Set(values.map(([value]) => value));
    for (const option of select.options) {
      option.selected = chosen.has(option.value);
    }
  };

  const restore = (fields) => {
    addRows(fields);
    const values = Map.groupBy(fields, ([name]) => name);
    for (const field of form.elements) {
      const kept = (values.get(field.name) ?? []).map(([, value, label]) => [value, label]);
      if (field.name === "csrfmiddlewaretoken" || ["submit", "file", "fieldset"].includes(field.type)) {
        continue;
      }
      if (field.selectedOptions) {
        choose(field, kept);
      } else if (["checkbox", "radio"].includes(field.type)) {
        field.checked = kept.some(([value]) => value === field.value);
      } else if (kept.length) {
        field.value = kept[0][0];
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  /** Offer what was kept, unless the form says the same. */
  const offer = () => {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (!kept || document.querySelector(".errornote")) {
      return;
    }
    if (JSON.stringify(kept.fields) === JSON.stringify(entered())) {
      localStorage.removeItem(key);
      return;
    }
    notice.querySelector("time").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
    notice.hidden = false;
    notice.addEventListener("click", ({ target }) => {
      if (target.value === "restore") {
        restore(kept.fields);
      } else if (target.value === "discard") {
        localStorage.removeItem(key);
      } else {
        return;
      }
      notice.hidden = true;
    });
  };

  tidy();
  if (form && notice) {
    offer();
    let waiting = 0;
    for (const event of ["input", "change"]) {
      form.addEventListener(event, ({ isTrusted }) => {
        if (isTrusted) {
          clearTimeout(waiting);
          waiting = setTimeout(keep, PAUSE);
        }
      });
    }
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      keep();
      sessionStorage.setItem(SENT, key);
    });
  }
}
