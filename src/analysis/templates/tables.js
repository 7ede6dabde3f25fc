// A table, or text as a program prints it, is a stop of the Tab key where there is something to scroll, and only there.
{
  const scrolling = new ResizeObserver((entries) => entries.forEach(({ target: box }) => {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    const { label } = box.dataset;
    const said = { tabindex: "0", ...(label && { role: "region", "aria-label": label }) };
    Object.entries(said).forEach(([name, value]) => (scrolls ? box.setAttribute(name, value) : box.removeAttribute(name)));
  }));
  document.querySelectorAll(".table-box, pre[tabindex]").forEach((box) => {
    box.dataset.label ??= box.getAttribute("aria-label") ?? "";
    scrolling.observe(box);
  });
}
