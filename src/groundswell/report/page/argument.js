"use strict";
(() => {
  const section = document.getElementById("argument");
  if (!section) return;
  const all = (name) => [...section.querySelectorAll(name)];
  const sentences = all(".sentence");
  const arrows = all(".arrow").map((mark) => ({ ...mark.dataset, mark, by: mark.dataset.by.split(" ") }));
  const variables = new Map(all(".variable").map((mark) => [mark.dataset.variable, mark]));
  const picture = section.querySelector(".argument-map");
  const filters = document.getElementById("argument-filters");
  const text = document.getElementById("argument-text");
  const shown = document.getElementById("argument-shown");
  let chosen = null; // { ids, words, arrows } while an arrow or a box is chosen
  filters.hidden = false;

  // ---- what stands out: the arrows of open sentences, or those that were chosen in the diagram
  function light() {
    const open = new Set(sentences.filter((each) => each.open && !each.hidden).map((each) => each.dataset.by));
    const lit = arrows.filter((arrow) => (chosen && chosen.arrows.has(arrow)) || arrow.by.some((id) => open.has(id)));
    picture.classList.toggle("choosing", lit.length > 0);
    arrows.forEach((arrow) => arrow.mark.classList.toggle("lit", lit.includes(arrow)));
    const ends = new Set(lit.flatMap((arrow) => [arrow.source, arrow.target]));
    const effects = new Set(lit.map((arrow) => arrow.target));
    variables.forEach((mark, name) => {
      mark.classList.toggle("lit", ends.has(name));
      mark.classList.toggle("effect", effects.has(name));
    });
  }

  function list() {
    const wanted = text.value.trim().toLowerCase();
    let left = 0;
    for (const each of sentences) {
      const fits = (!wanted || each.textContent.toLowerCase().includes(wanted)) && (!chosen || chosen.ids.has(each.dataset.by));
      each.hidden = !fits;
      left += fits;
    }
    const about = chosen ? ` for ${chosen.words}` : "";
    shown.textContent = left === sentences.length ? `${left} sentences` : `${left} of ${sentences.length} sentences${about}`;
    light();
  }

  function choose(some, words) {
    const ids = new Set(some.flatMap((arrow) => arrow.by));
    chosen = { ids, words, arrows: new Set(some) };
    text.value = "";
    sentences.forEach((each) => { each.open = ids.size === 1 && ids.has(each.dataset.by); });
    list();
    section.querySelector(".sentences").scrollTop = 0;
  }

  picture.addEventListener("click", (event) => {
    const mark = event.target.closest(".arrow, .variable");
    if (!mark) return;
    if (mark.classList.contains("variable")) {
      const name = mark.dataset.variable;
      choose(arrows.filter((arrow) => arrow.source === name || arrow.target === name), mark.textContent);
    } else {
      choose(arrows.filter((arrow) => arrow.mark === mark), "this arrow");
    }
  });
  // opening a sentence by hand lets go of what was chosen in the diagram, but keeps the shortened list
  sentences.forEach((each) => each.addEventListener("toggle", () => {
    if (each.open && chosen && chosen.ids.size > 1) chosen.arrows = new Set();
    light();
  }));
  filters.addEventListener("input", list);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => {
    chosen = null;
    sentences.forEach((each) => { each.open = false; });
    list();
  }));
  list();
})();
