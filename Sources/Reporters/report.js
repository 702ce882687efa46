"use strict";
(function () {
  const cases = Array.from(document.querySelectorAll("details.case"));
  const controls = document.getElementById("controls");
  const text = document.getElementById("filter-text");
  const outcome = document.getElementById("filter-outcome");
  const count = document.getElementById("filter-count");
  if (!controls || !text || !outcome || !count) return;
  controls.hidden = false;

  function filter() {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const item of cases) {
      const fits = (!wanted || item.dataset.name.toLowerCase().includes(wanted))
        && (!outcome.value || item.dataset.outcome.split(" ").includes(outcome.value));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + " of " + cases.length + " shown";
  }
  text.addEventListener("input", filter);
  outcome.addEventListener("change", filter);
  for (const [id, open] of [["open-all", true], ["close-all", false]]) {
    document.getElementById(id).addEventListener("click", function () {
      for (const item of cases) if (!item.hidden) item.open = open;
    });
  }
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const item = target && target.closest("details.case");
    if (item) { item.hidden = false; item.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  // n and p go to the next and the previous case that did not hold.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const step = event.key === "n" ? 1 : event.key === "p" ? -1 : 0;
    const bad = cases.filter((item) => item.classList.contains("bad") && !item.hidden);
    if (!step || !bad.length) return;
    const now = bad.indexOf(document.activeElement.closest("details.case"));
    const next = bad[now < 0 ? (step > 0 ? 0 : bad.length - 1) : (now + step + bad.length) % bad.length];
    next.open = true;
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "start" });
  });
})();
