"use strict";
// While the server works on what a form sent, show how far it is: the page that says so is asked
// again and again, until the answer to the form takes the place of this page.
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

  document.querySelector("#content form")?.addEventListener("submit", () => {
    setInterval(() => show().catch(() => {}), PAUSE);
  });
}
