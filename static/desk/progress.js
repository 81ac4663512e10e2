"use strict";
// Show how far the work is that the server does: the page that says so is asked again and again,
// by itself while the work runs, and by a form from when it is sent until the answer comes.
{
  const PAUSE = 1000;
  const place = document.getElementById("progress");

  const show = async () => {
    const response = await fetch(place.dataset.address);
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      place.replaceChildren(...page.getElementById("progress").children);
    }
  };

  const watch = () => setInterval(() => show().catch(() => {}), PAUSE);

  if ("running" in place.dataset) {
    watch();
  }
  document.querySelector("#content form")?.addEventListener("submit", watch);
}
