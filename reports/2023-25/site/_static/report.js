// What a page does beyond being read; all of it can be read without. The parts that fold come open, so that
// nothing is hidden where no script runs.
{
  const every = (what, within = document) => [...within.querySelectorAll(what)];
  const folds = every("main details");
  const contents = document.querySelector(".contents details");
  const wide = matchMedia("(min-width: 62rem)");

  // What a link leads to is opened, on the way there.
  const reveal = (hash) => {
    const at = document.getElementById(decodeURIComponent(hash.slice(1)));
    const within = folds.filter((fold) => fold.contains(at));
    within.forEach((fold) => { fold.open = true; });
    return within.length ? at : null;
  };
  const fold = (open) => folds.forEach((one) => { one.open = open; });
  fold(false);
  reveal(location.hash)?.scrollIntoView();
  addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) reveal(link.hash);
    if (link && contents?.contains(link) && !wide.matches) contents.open = false;
  });

  const all = document.querySelector(".fold-all");
  if (all && folds.length) {
    const say = () => { all.textContent = folds.every((one) => one.open) ? "Fold all parts" : "Open all parts"; };
    all.hidden = false;
    all.addEventListener("click", () => fold(!folds.every((one) => one.open)));
    folds.forEach((one) => one.addEventListener("toggle", say));
    say();
  }

  // Paper shows all, and so does a search in browsers that do not open what they find.
  let closed = [];
  const open_all = () => { closed = folds.filter((one) => !one.open); fold(true); };
  addEventListener("beforeprint", open_all);
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
  if (!("onbeforematch" in document.documentElement)) {
    addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "f") open_all(); });
  }

  // The contents fold on a narrow screen, and mark the section that is being read.
  if (contents) {
    document.documentElement.classList.add("scripted");
    const fit = () => { contents.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
    const links = new Map(every("a", contents).map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    let marked;
    const mark = () => {
      const above = [...links.keys()].filter((one) => !one.closest("details:not([open])")
        && one.getBoundingClientRect().top < 96);
      const now = links.get(above.at(-1));
      if (now === marked) return;
      marked?.removeAttribute("aria-current");
      now?.setAttribute("aria-current", "location");
      marked = now;
      const box = contents.parentElement;
      if (now && wide.matches) box.scrollTop = now.offsetTop - box.clientHeight / 2;
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }

  // Where a number comes from opens in place; without a script its link leads there. Of a table or paragraph Tab stops at
  // the first, and the arrow keys go to the others.
  const values = every("a.of");
  if (values.length && "showModal" in HTMLDialogElement.prototype) {
    const box = (value) => value.closest("table, p, li, figcaption, dd") ?? value;
    values.forEach((value) => {
      value.tabIndex = box(value).querySelector("a.of") === value ? 0 : -1;
      value.setAttribute("aria-haspopup", "dialog");
    });
    document.querySelector(".of-hint")?.removeAttribute("hidden");
    const dialog = document.createElement("dialog");
    dialog.className = "trace";
    dialog.setAttribute("aria-label", "Where this number comes from");
    dialog.innerHTML = '<p><button type="button">Close</button> <a>Open as a page of its own</a></p>';
    document.body.append(dialog);
    const [close, page] = [dialog.querySelector("button"), dialog.querySelector("a")];
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.querySelector("iframe")?.remove());
    addEventListener("hashchange", () => dialog.close());
    addEventListener("message", (event) => { if (event.data === "close") dialog.close(); });
    document.addEventListener("click", (event) => {
      const value = event.target.closest("a.of");
      if (!value || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.title = "Where this number comes from";
      frame.src = page.href = value.href;
      dialog.append(frame);
      dialog.showModal();
    });
    addEventListener("keydown", (event) => {
      const value = event.target.closest?.("a.of");
      const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (!value || !step) return;
      const all = every("a.of", box(value));
      const next = all[all.indexOf(value) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // A term says what it means where a pointer or the focus is; a first touch says it too, a second one follows the
  // link. Escape takes the words away, and closes a chart that was opened large.
  let touched;
  document.addEventListener("click", (event) => {
    const term = event.target.closest(".term");
    if (term && term !== touched && matchMedia("(hover: none)").matches) {
      event.preventDefault();
      term.focus();
    }
    touched = term;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    every(".term").forEach((term) => term.classList.add("quiet"));
    document.querySelector(".chart:target .close")?.click();
  });
  const speak = (event) => { event.target.closest?.(".term")?.classList.remove("quiet"); };
  document.addEventListener("focusin", speak);
  document.addEventListener("mouseout", speak);
}
