// Suggests entries while somebody types in a search field: a combobox with a list (ARIA APG).
for (const input of document.querySelectorAll("[data-suggestions]")) {
  const list = document.createElement("ul");
  let active = -1, timer, asked = 0;

  const set = (values) => {
    for (const [name, value] of Object.entries(values)) input.setAttribute(name, value);
  };
  const choose = (index) => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", i === index));
    if (list.children[index]) set({ "aria-activedescendant": list.children[index].id });
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (items) => {
    list.replaceChildren(...items.map((item, i) => {
      const option = document.createElement("li"), name = document.createElement("span");
      name.textContent = item.name;
      name.lang = item.lang;
      option.id = `${list.id}-${i}`;
      option.dataset.url = item.url;
      option.setAttribute("role", "option");
      option.append(name, ` · ${item.type}`);
      return option;
    }));
    list.hidden = !items.length;
    set({ "aria-expanded": !list.hidden });
    choose(-1);
  };
  const ask = async () => {
    const mine = ++asked;
    const answer = input.value.trim()
      && await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`);
    if (mine === asked) show(answer.ok ? (await answer.json()).items : []);
  };

  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location = option.dataset.url;
  });
  set({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id });
  input.after(list);
  show([]);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  if (document.activeElement === input && input.value) timer = setTimeout(ask, 150);
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked++;
    show([]);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !count) return;
    if (step) choose((active + 1 + step + count + 1) % (count + 1) - 1);
    else if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && active >= 0) location = list.children[active].dataset.url;
    else return;
    event.preventDefault();
  });
}
