"use strict";
// On the page of a document: the contents follow the reader, and a heading's link is copied.
{
  const contents = document.querySelector(".sticky");
  const links = [...contents.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(link.hash.slice(1)));
  const said = document.querySelector("[data-copied]");
  const line = 48;
  let current;

  const follow = () => {
    const link = links[places.findLastIndex((each) => each.getBoundingClientRect().top < line)];
    if (link !== current) {
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      contents.scrollTop = link ? link.offsetTop - contents.clientHeight / 2 : 0;
      current = link;
    }
  };

  const copy = async ({ target }) => {
    const link = target.closest(".self a");
    if (link && navigator.clipboard) {
      await navigator.clipboard.writeText(link.href);
      said.value = said.dataset.copied;
      setTimeout(() => (said.value = ""), 2000);
    }
  };

  document.addEventListener("scroll", follow, { passive: true });
  document.addEventListener("click", copy);
  follow();
}
