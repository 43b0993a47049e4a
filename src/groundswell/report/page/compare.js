"use strict";
(() => {
  const find = (name) => document.getElementById(name);
  const data = JSON.parse(find("data").textContent);
  const [one, other] = [find("one"), find("other")];
  find("pair").hidden = false;

  const shown = ([verdict, share]) => (share === null ? verdict : `${verdict}, ${Math.round(100 * share)}\u00a0%`);
  const cell = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  function line(id, quiet) {
    const row = document.createElement("tr");
    if (quiet) row.className = "quiet-row";
    const head = cell("th", id);
    head.scope = "row";
    row.append(head, cell("td", data.says[id]));
    for (const theory of [one.value, other.value]) row.append(cell("td", shown(data.cells[theory][id])));
    return row;
  }

  // ---- any two theories: where they are opposed, then where they only differ
  function choose() {
    const [a, b] = [one.value, other.value];
    const [opposed, apart] = data.pairs[`${a} ${b}`] || data.pairs[`${b} ${a}`] || [[], []];
    find("pair-one").textContent = a;
    find("pair-other").textContent = b;
    const number = opposed.length;
    const rest = apart.length ? ` On ${apart.length} more they differ without being opposed (grey).` : "";
    find("pair-says").textContent = a === b ? "Choose two different theories."
      : `${a} and ${b} are opposed on ${number || "no"} ${number === 1 ? "claim or prediction" : "claims and predictions"}.${rest}`;
    find("pair-table").tBodies[0].replaceChildren(
      ...opposed.map((id) => line(id, false)), ...apart.map((id) => line(id, true)));
    find("pair-table").hidden = !opposed.length && !apart.length;
  }
  [one, other].forEach((select) => select.addEventListener("change", choose));
  find("chooser").addEventListener("submit", (event) => event.preventDefault());
  choose();

  // ---- a link to a rival opens it and takes the keyboard there
  const details = [...document.querySelectorAll("details.claim")];
  function open() {
    const rival = details.find((each) => "#" + each.id === location.hash);
    if (!rival) return;
    rival.open = true;
    rival.querySelector("summary").focus({ preventScroll: true });
    rival.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();
  find("open-all").addEventListener("click", () => details.forEach((each) => { each.open = true; }));
  find("close-all").addEventListener("click", () => details.forEach((each) => { each.open = false; }));
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
})();
