// A search and a list that folds are there where this runs.
{
  for (const form of document.querySelectorAll("form[role=search]")) form.hidden = false;
  document.querySelector(".unscripted")?.remove();
  const pages = document.querySelector(".pages details");
  const wide = matchMedia("(min-width: 62rem)");
  const fit = () => { pages.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}
