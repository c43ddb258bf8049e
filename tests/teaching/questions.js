// What test_page_in_browser.py asks of a page, in the page.
const errors = [];
addEventListener("error", (event) => errors.push(event.message));
addEventListener("load", () => setTimeout(() => {
  const one = (selector) => document.querySelector(selector), all = (selector) => [...document.querySelectorAll(selector)];
  const answers = {};
  const sees = (each) => each.getClientRects().length > 0 && each.checkVisibility();
  const colour = (text) => text.match(/[\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const behind = (each) => {
    if (each.closest("svg.theano-graph") && each.matches(".label")) return colour(getComputedStyle(each.parentNode.querySelector(".box")).fill);
    for (let at = each; at; at = at.parentElement) {
      const paper = colour(getComputedStyle(at).backgroundColor);
      if (paper.length < 4 || paper[3] > 0.99) return paper.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const leaves = () => all("body *").filter((each) => sees(each) && !each.closest("script, title") &&
    [...each.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  const faint = () => leaves().map((each) => {
    const style = getComputedStyle(each);
    const ink = colour(each.namespaceURI.endsWith("svg") ? style.fill : style.color).slice(0, 3);
    return [each.textContent.slice(0, 30), Math.round(contrast(ink, behind(each)) * 100) / 100];
  }).filter(([, ratio]) => ratio < 4.5);
  const overlaps = () => {
    const boxes = all(".theano-graph").filter(sees).flatMap((svg) => {
      const parts = [...svg.querySelectorAll(".box, .pill .value, .pill .kind")].filter(sees);
      return parts.map((part) => [part.closest(".node").id, part.getBoundingClientRect()]);
    });
    return boxes.flatMap(([a, p], i) => boxes.slice(0, i).filter(([b, q]) => a !== b &&
      p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1).map(([b]) => a + " " + b));
  };
  const spill = () => all(".theano-graph .node").filter(sees).filter((node) => {
    const box = node.querySelector(".box").getBoundingClientRect(), text = node.querySelector(".label").getBoundingClientRect();
    return text.left < box.left || text.right > box.right;
  }).map((node) => node.id);

  const inside = (graph) => {
    const last = [...graph.querySelectorAll(".node")].filter((each) => !each.closest(".backward")).pop();
    const at = last.getBoundingClientRect(), box = graph.getBoundingClientRect(), middle = (at.left + at.right) / 2;
    return middle > box.left && middle < box.right && at.top < box.bottom && at.bottom > box.top;
  };
  answers.started = all(".graph.large").filter(sees).every(inside);
  answers.faint = faint();
  answers.overlaps = overlaps();
  answers.spill = spill();
  answers.wide = document.documentElement.scrollWidth > innerWidth;
  const press = (name) => one(`button[data-toggle="${name}"]`);
  if (press("backward")) {
    const before = press("backward").getAttribute("aria-pressed");
    if (before === "false") press("backward").click();
    answers.overlapsWithGradient = overlaps();
    answers.gradient = sees(one(".backward .node"));
    press("backward").click();
    answers.gradientOff = [sees(one(".backward .node")), press("backward").getAttribute("aria-pressed")];
    press("backward").click();
    press("values").click();
    answers.valuesOff = sees(one(".pill"));
    press("values").click();
    answers.values = sees(one(".pill"));
    const node = all(".theano-graph .node").find((each) => each.textContent.includes("x * W") || each.textContent.includes("dot("));
    node.focus();
    answers.focused = document.activeElement === node;
    answers.lit = all(".code .lit").map((each) => each.textContent);
    answers.detail = one(".detail").textContent;
    node.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    answers.below = document.activeElement.querySelector(".label").textContent;
    answers.named = all(".theano-graph .node").every((each) => each.getAttribute("aria-label"));
    answers.reached = all(".theano-graph .node").every((each) => each.tabIndex === 0);
  }
  one("#theme").click();
  answers.theme = document.documentElement.dataset.theme;
  answers.pressed = one("#theme").getAttribute("aria-pressed");
  answers.faintInTheDark = faint();
  answers.headings = all("h1, h2, h3").map((each) => Number(each.tagName[1]));
  answers.unnamed = all("button, a, [role=region], nav, aside").filter((each) =>
    !(each.textContent.trim() || each.getAttribute("aria-label"))).length;
  answers.errors = errors;
  const result = document.createElement("output");
  result.id = "answers";
  result.textContent = JSON.stringify(answers);
  document.body.append(result);
}, 300));
