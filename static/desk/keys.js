"use strict";
// Ctrl+S (or Cmd+S) saves a form and goes on editing; “/” goes to the search of a list or the menu.
{
  const isTyping = ({ target }) => target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "s") {
      const save = document.querySelector("input[name=_continue]");
      if (save) {
        event.preventDefault();
        save.click();
      }
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event)) {
      const search =
        document.getElementById("searchbar") ?? document.getElementById("nav-filter");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });
}
