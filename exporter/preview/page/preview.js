"use strict";
// The page of `exporter preview`: loads the state on each change.

const WORDS = {
  en: {
    views: "Views", pages: "Printed pages", epub: "EPUB", web: "Web edition", articles: "Articles",
    findings: "Findings", before: "Previous document", after: "Next document", chapter: "Document",
    none: "nothing found", fits: "fits", page: "page", current: "up to date", old: "not updated: see the errors", lost: "the preview has ended",
    reading: "reading…", making_epub: "making the EPUB…", making_pages: "making the pages…", making_web: "making the web edition…",
    over: (n, c) => `${n} ${n === 1 ? "line" : "lines"} over (about ${c} characters)`,
    short: (n, c) => `${n} ${n === 1 ? "line" : "lines"} short (about ${c} characters)`,
    elsewhere: "on another sheet: its page is too full",
    full: (n) => `${n} % full`, cannot: "Correct these errors first", open: "open", copy: "copy the path",
  },
  zh: {
    views: "视图", pages: "印刷版面", epub: "EPUB", web: "网页版", articles: "稿件",
    findings: "问题", before: "上一篇", after: "下一篇", chapter: "文档",
    none: "没有发现问题", fits: "合适", page: "版", current: "已是最新", old: "未更新：请看错误", lost: "预览已结束",
    reading: "正在读取…", making_epub: "正在制作 EPUB…", making_pages: "正在拼版…", making_web: "正在制作网页版…",
    over: (n, c) => `超出 ${n} 行（约 ${c} 字）`,
    short: (n, c) => `少 ${n} 行（约 ${c} 字）`,
    elsewhere: "转到另一张：本版内容太多",
    full: (n) => `版面 ${n}%`, cannot: "请先改正", open: "打开", copy: "复制路径",
  },
  hant: {
    views: "檢視", pages: "印刷版面", epub: "EPUB", web: "網頁版", articles: "稿件",
    findings: "問題", before: "上一篇", after: "下一篇", chapter: "文件",
    none: "沒有發現問題", fits: "合適", page: "版", current: "已是最新", old: "未更新：請看錯誤", lost: "預覽已結束",
    reading: "正在讀取…", making_epub: "正在製作 EPUB…", making_pages: "正在拼版…", making_web: "正在製作網頁版…",
    over: (n, c) => `超出 ${n} 行（約 ${c} 字）`,
    short: (n, c) => `少 ${n} 行（約 ${c} 字）`,
    elsewhere: "轉到另一張：本版內容太多",
    full: (n) => `版面 ${n}%`, cannot: "請先改正", open: "開啟", copy: "複製路徑",
  },
};

const asked = new URLSearchParams(location.search).get("lang") || navigator.language || "en";
const key = /^zh-(hant|tw|hk|mo)/i.test(asked) ? "hant" : /^zh/i.test(asked) ? "zh" : "en";
const say = WORDS[key];
document.documentElement.lang = { en: "en", zh: "zh-Hans", hant: "zh-Hant" }[key];

const at = (id) => document.getElementById(id);
let state = null;
let chapter = 0;

/** Make an element with attributes and children; text is never parsed as markup. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function label() {
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say[each.dataset.say];
  for (const each of document.querySelectorAll("[data-say-label]")) each.setAttribute("aria-label", say[each.dataset.sayLabel]);
}

/** A link that opens a place of the source in the editor; its title is the full path. */
function place(where) {
  const shown = where.line ? `${where.file}:${where.line}` : where.file;
  return make("a", { href: where.link, title: where.path, class: "where" }, shown);
}

/** The parts of a message; what it names between backticks is code. */
function named(message) {
  return message.split(/`([^`]+)`/).map((part, number) => (number % 2 ? make("code", {}, part) : part));
}

function finding(one) {
  const item = make("li", {}, make("span", { class: one.severity }, ...named(one.message)));
  if (one.advice) item.append(make("p", { class: "advice" }, ...named(one.advice)));
  item.append(place(one.place));
  return item;
}

function fit(article) {
  if (article.lines_over) return ["over", say.over(article.lines_over, article.characters)];
  if (article.is_elsewhere) return ["over", say.elsewhere];
  if (article.lines_short) return ["short", say.short(article.lines_short, article.characters)];
  return ["", say.fits];
}

function showArticles() {
  const list = at("articles");
  list.replaceChildren();
  // Of the sheets of a page, the first says how full it is.
  const full = new Map([...state.sheets].reverse().map((sheet) => [sheet.page, sheet]));
  let page = null;
  let items = null;
  for (const article of state.articles) {
    if (article.page !== page) {
      page = article.page;
      const sheet = full.get(page);
      const head = make("p", { class: "page-name" }, make("span", {}, key === "en" ? `${say.page} ${page}` : `${page} ${say.page}`));
      if (sheet) head.append(make("span", { class: sheetFit(sheet)[0] }, say.full(Math.round(sheet.filled))));
      items = make("ul");
      list.append(head, items);
    }
    const title = make("button", { class: "article" }, article.title);
    title.addEventListener("click", () => light(article));
    const item = make("li", {}, title);
    if (state.sheets.length) {
      const [kind, words] = fit(article);
      item.append(make("div", { class: `fit ${kind}` }, words));
    }
    item.append(place(article.place));
    items.append(item);
  }
}

/** Show an article in the current view. */
function light(article) {
  if (!at("epub").hidden) {
    const number = state.chapters.findIndex((each) => each.href.includes(article.id));
    if (number >= 0) openChapter(number);
    return;
  }
  for (const area of document.querySelectorAll(".sheet a")) area.classList.toggle("lit", area.dataset.article === article.id);
  document.querySelector(".sheet a.lit")?.scrollIntoView({ block: "center" });
}

function sheetFit(sheet) {
  if (sheet.lines_over) return ["fit over", say.over(sheet.lines_over, sheet.characters)];
  if (sheet.lines_short) return ["fit short", say.short(sheet.lines_short, sheet.characters)];
  return ["fit", say.full(Math.round(sheet.filled))];
}

function showSheets() {
  const list = at("sheets");
  const byId = new Map(state.articles.map((article) => [article.id, article]));
  const known = new Map([...list.children].map((each) => [each.dataset.picture, each]));
  const shown = state.sheets.map((sheet, number) => {
    const [kind, words] = sheetFit(sheet);
    const figure = known.get(sheet.picture) || make("figure", { "data-picture": sheet.picture }, make("figcaption"), make("div", { class: "sheet" }, make("img", { src: `/sheets/${sheet.picture}.png`, alt: sheet.label, loading: "lazy", width: sheet.width, height: sheet.height })));
    known.delete(sheet.picture);
    figure.id = `sheet-${number + 1}`;
    figure.firstChild.replaceChildren(make("strong", {}, sheet.label), make("span", { class: kind }, words), ...(sheet.lines_over || sheet.lines_short ? [make("span", {}, say.full(Math.round(sheet.filled)))] : []));
    const box = figure.lastChild;
    box.querySelectorAll("a").forEach((each) => each.remove());
    for (const area of sheet.areas) {
      const article = byId.get(area.article);
      if (!article) continue;
      const link = make("a", { href: article.place.link, title: `${article.title}\n${article.place.file}`, "aria-label": `${say.open}: ${article.title}`, "data-article": article.id });
      link.style.cssText = `left:${area.left * 100}%;top:${area.top * 100}%;width:${area.width * 100}%;height:${area.height * 100}%`;
      link.classList.toggle("over", article.lines_over > 0);
      box.append(link);
    }
    return figure;
  });
  list.replaceChildren(...shown);
  at("sheet-list").replaceChildren(...state.sheets.map((sheet, number) => make("a", { href: `#sheet-${number + 1}`, class: sheetFit(sheet)[0] }, sheet.label)));
}

function openChapter(number) {
  chapter = Math.max(0, Math.min(number, state.chapters.length - 1));
  const found = state.chapters[chapter];
  if (!found) return;
  at("chapter").selectedIndex = chapter;
  const wanted = `/epub/${state.epub}/${found.href}`;
  const frame = at("reader");
  const top = frame.dataset.href === found.href ? frame.contentWindow?.scrollY || 0 : 0;
  if (frame.dataset.shown === wanted) return;
  frame.dataset.shown = wanted;
  frame.dataset.href = found.href;
  frame.onload = () => frame.contentWindow.scrollTo(0, top);
  frame.src = wanted;
}

function showEpub() {
  at("chapter").replaceChildren(...state.chapters.map((each) => make("option", {}, each.title || each.href)));
  openChapter(chapter);
}

function showWeb() {
  const frame = at("site");
  if (!state.web || frame.dataset.web === String(state.web)) return;
  frame.dataset.web = String(state.web);
  frame.src = `/web/${state.web}/${pathInside(frame) || state.web_start}`;
}

/** The page of the web edition that a frame shows; none while it shows an error of the browser. */
function pathInside(frame) {
  try {
    return frame.contentWindow.location.pathname.match(/^\/web\/\d+\/(.*)$/)?.[1];
  } catch {
    return "";
  }
}

function showErrors() {
  const box = at("errors");
  box.hidden = !state.errors.length;
  box.replaceChildren(make("h2", {}, say.cannot), make("ul", {}, ...state.errors.map(finding)));
}

function show() {
  document.title = state.title || "Preview";
  at("title").textContent = state.title;
  const steps = { reading: say.reading, epub: say.making_epub, pages: say.making_pages, web: say.making_web };
  at("status").textContent = steps[state.working] || (state.errors.length ? say.old : say.current);
  showErrors();
  showArticles();
  showSheets();
  showEpub();
  showWeb();
  const items = state.findings.map(finding);
  at("findings").replaceChildren(...(items.length || state.errors.length ? items : [make("li", {}, say.none)]));
}

let loading = false;
let outdated = false;

/** Load and show the state, one request after the other: answers to several may arrive in any order. */
async function load() {
  outdated = true;
  if (loading) return;
  loading = true;
  try {
    while (outdated) {
      outdated = false;
      const answer = await fetch("/state.json");
      state = await answer.json();
      show();
    }
  } finally {
    loading = false;
  }
}

function choose(tab) {
  for (const each of document.querySelectorAll("[role=tab]")) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    at(each.getAttribute("aria-controls")).hidden = !chosen;
  }
}

label();
const tabs = [...document.querySelectorAll("[role=tab]")];
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next);
  });
}
const opened = tabs.find((tab) => tab.getAttribute("aria-controls") === new URLSearchParams(location.search).get("view"));
if (opened) choose(opened);
at("before").addEventListener("click", () => openChapter(chapter - 1));
at("after").addEventListener("click", () => openChapter(chapter + 1));
at("chapter").addEventListener("change", (event) => openChapter(event.target.selectedIndex));
const news = new EventSource("/events");
news.onmessage = load;
news.onerror = () => { at("status").textContent = say.lost; };
