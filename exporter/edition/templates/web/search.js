// Shows the search box of Pagefind in the language of the page.
"use strict";
if (window.PagefindUI) {
  new PagefindUI({ element: "#search", showSubResults: false, showImages: false, resetStyles: false });
  const field = document.querySelector("#search input");
  field.setAttribute("aria-label", field.title);
  document.querySelector(".by-calendar").hidden = true;
}
