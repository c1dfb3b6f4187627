// Shows the search box of Pagefind in the language of the page, where its index can be loaded.
"use strict";
if (window.PagefindUI && navigator.onLine) {
  new PagefindUI({ element: "#search", showSubResults: false, showImages: false, resetStyles: false });
  const field = document.querySelector("#search input");
  field.setAttribute("aria-label", field.title);
  document.querySelector(".by-calendar").hidden = true;
}
