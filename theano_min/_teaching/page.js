"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // light and dark: as the system has it, until the button is pressed
  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const say = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.hidden = false;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    say();
  });
  dark.addEventListener("change", say);
  say();

  for (const tools of all(".tools")) tools.hidden = false;
  for (const button of all("button[data-toggle]")) {
    const section = button.closest("section");
    const set = (on) => {
      button.setAttribute("aria-pressed", String(on));
      if (button.dataset.toggle === "fit") {
        section.querySelector(".graph").classList.toggle("fit", on);
        return;
      }
      section.classList.toggle("no-" + button.dataset.toggle, !on);
      if (button.dataset.toggle === "backward") {
        const svg = section.querySelector(".theano-graph");
        const box = on ? svg.dataset.whole : svg.dataset.forward;
        svg.setAttribute("viewBox", box);
        svg.setAttribute("width", box.split(" ")[2]);
        svg.setAttribute("height", box.split(" ")[3]);
      }
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
    set(button.getAttribute("aria-pressed") === "true");
  }

  // what is scrolled starts where the results are
  for (const graph of all(".graph.large")) {
    const last = all(".node", graph).filter((node) => !node.closest(".backward")).pop();
    if (!last) continue;
    const at = last.getBoundingClientRect(), box = graph.getBoundingClientRect();
    graph.scrollLeft += (at.left + at.right - box.left - box.right) / 2;
    graph.scrollTop += at.bottom - box.bottom + 60;
  }

  // a node and the line that made it
  const source = document.querySelector("aside");
  const lineOf = (node) => {
    const href = node.getAttribute("href");
    return href && document.getElementById(href.slice(1));
  };
  const unlight = () => all(".lit").forEach((each) => each.classList.remove("lit"));
  const show = (line) => {
    if (!source || source.scrollHeight <= source.clientHeight) return;
    const at = line.getBoundingClientRect(), box = source.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) source.scrollTop += at.top - box.top - box.height / 3;
  };
  const light = (node, follow) => {
    unlight();
    node.classList.add("lit");
    const svg = node.ownerSVGElement, number = node.dataset.node;
    all(`[data-from="${number}"], [data-to="${number}"]`, svg).forEach((each) => each.classList.add("lit"));
    const line = lineOf(node);
    if (line) {
      line.classList.add("lit");
      if (follow) show(line);
    }
    const detail = svg.closest("section").querySelector(".detail");
    const row = document.getElementById(node.id + "-row");
    if (detail && row) {
      detail.textContent = "";
      const code = document.createElement("code");
      code.textContent = row.dataset.label;
      detail.append(code, row.dataset.text);
    }
  };
  for (const node of all(".theano-graph .node")) {
    if (!node.hasAttribute("href")) node.setAttribute("tabindex", "0");
    node.addEventListener("mouseenter", () => light(node, true));
    node.addEventListener("focus", () => light(node, true));
    node.addEventListener("mouseleave", unlight);
    node.addEventListener("blur", unlight);
    node.addEventListener("click", (event) => {
      const line = lineOf(node);
      if (line && matchMedia("(min-width: 1001px)").matches) {
        event.preventDefault();
        light(node, true);
        node.focus();
      }
    });
    node.addEventListener("keydown", (event) => {
      const svg = node.ownerSVGElement;
      const to = (name, other) => {
        const edge = svg.querySelector(`.edge[${name}="${node.dataset.node}"]`);
        const next = edge && svg.querySelector(`.node[data-node="${edge.getAttribute(other)}"]`);
        if (next) { next.focus(); event.preventDefault(); }
      };
      const up = node.closest(".backward") ? ["data-from", "data-to"] : ["data-to", "data-from"];
      if (event.key === "ArrowUp") to(...up);
      if (event.key === "ArrowDown") to(up[1], up[0]);
    });
  }
  const first = document.querySelector(".code .made");
  if (first && source.scrollHeight > source.clientHeight) {
    source.scrollTop = Math.max(0, first.offsetTop - 60);
  }
  for (const line of all(".code .made")) {
    line.addEventListener("mouseenter", () => {
      unlight();
      line.classList.add("lit");
      all(`.theano-graph .node[href="#${line.id}"]`).forEach((node) => node.classList.add("lit"));
    });
    line.addEventListener("mouseleave", unlight);
  }
})();
