"use strict";
(() => {
  const find = (name) => document.getElementById(name);
  const body = document.querySelector("table.verdicts tbody");
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll("table.verdicts th")];
  const filters = find("filters");
  const details = [...document.querySelectorAll("details.claim")];
  const chips = [...document.querySelectorAll("[data-only]")];
  filters.hidden = false;

  // ---- sorting: the key of a column, as text or number
  const paragraph = (row) => Number((row.querySelector(".paragraphs").textContent.match(/\d+/) || [999])[0]);
  const keys = {
    id: (row) => row.dataset.id,
    says: (row) => row.querySelector(".says").textContent.trim().toLowerCase(),
    verdict: (row) => Number(row.dataset.rank),
    share: (row) => Number(row.dataset.share),
    paragraphs: paragraph,
    n: (row) => Number(row.dataset.n),
    record: (row) => row.dataset.record || "",
  };
  const largestFirst = new Set(["share", "n"]);

  function sort(head) {
    const key = head.dataset.key;
    const first = largestFirst.has(key) ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    heads.forEach((each) => each.setAttribute("aria-sort", each === head ? order : "none"));
    const turn = order === "ascending" ? 1 : -1;
    const place = new Map(rows.map((row, n) => [row, n]));
    const sorted = [...rows].sort((a, b) => {
      const [x, y] = [keys[key](a), keys[key](b)];
      return x < y ? -turn : x > y ? turn : place.get(a) - place.get(b);
    });
    body.append(...sorted);
  }
  heads.forEach((head) => head.querySelector("button").addEventListener("click", () => sort(head)));

  // ---- filtering: the table and the sections below it show the same claims
  function filter() {
    const text = find("filter-text").value.trim().toLowerCase();
    const verdict = find("filter-verdict").value;
    const mechanism = find("filter-mechanism").value;
    const added = find("filter-added").checked;
    let shown = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits =
        (!text || row.textContent.toLowerCase().includes(text)) &&
        (!verdict || data.verdict === verdict) &&
        (!mechanism || data.mechanisms.split(" ").includes(mechanism)) &&
        (!added || data.added !== "");
      row.hidden = !fits;
      find(data.id).hidden = !fits;
      shown += fits;
    }
    find("shown").textContent = `${shown === rows.length ? shown : `${shown} of ${rows.length}`} ${rows.length === 1 ? "claim" : "claims"}`;
    find("none-left").hidden = shown > 0;
    chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.only === verdict)));
  }
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(filter));
  chips.forEach((chip) => {
    chip.setAttribute("aria-pressed", "false");
    chip.addEventListener("click", () => {
      const choice = find("filter-verdict");
      choice.value = choice.value === chip.dataset.only ? "" : chip.dataset.only;
      filter();
    });
  });

  // ---- a link to a claim opens it and takes the keyboard there
  function open() {
    const claim = details.find((each) => "#" + each.id === location.hash);
    if (!claim) return;
    if (claim.hidden) { filters.reset(); filter(); }
    claim.open = true;
    claim.querySelector("summary").focus({ preventScroll: true });
    claim.scrollIntoView();
  }
  addEventListener("hashchange", open);
  body.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash === location.hash) { event.preventDefault(); open(); }
  });
  open();

  find("open-all").addEventListener("click", () => details.forEach((each) => { each.open = true; }));
  find("close-all").addEventListener("click", () => details.forEach((each) => { each.open = false; }));

  // ---- paper has no clicks, so everything is open while printing
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
})();
