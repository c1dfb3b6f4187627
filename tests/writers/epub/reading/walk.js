// Opens an EPUB in epub.js in a headless Chromium and follows every link of its navigation.
//
//   node walk.js MODULES BOOK.epub [SCREENSHOTS]
//
// MODULES is the folder node_modules with epubjs and playwright-core. Prints JSON: where each entry
// of contents and page list landed, where each link on a printed page leads, what was said on the
// console. Serves on loopback only, and ends what it starts.
const fs = require("fs");
const http = require("http");
const path = require("path");

const [modules, book, shots] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const FILES = {
  "/book.epub": book,
  "/jszip.js": path.join(modules, "jszip/dist/jszip.min.js"),
  "/epub.js": path.join(modules, "epubjs/dist/epub.min.js"),
};
const PAGE = `<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<style>body{margin:0}#view{width:100vw;height:100vh}</style><div id="view"></div>
<script src="/jszip.js"></script><script src="/epub.js"></script>`;
const LOOKS = [
  ["light", 800, 1100, "100%", {}],
  ["dark", 800, 1100, "100%", { background: "#121212", color: "#e6e6e6" }],
  ["large", 800, 1100, "180%", {}],
  ["phone", 390, 760, "100%", {}],
];

const server = http.createServer((request, response) => {
  const file = FILES[request.url];
  if (file) response.end(fs.readFileSync(file));
  else if (request.url === "/") response.setHeader("Content-Type", "text/html"), response.end(PAGE);
  else response.writeHead(404).end();
});

// In the page: open the book, and go somewhere.
const open = async () => {
  window.book = ePub("/book.epub", { openAs: "epub" });
  await book.ready;
  window.view = book.renderTo("view", { width: "100%", height: "100%", spread: "none", allowScriptedContent: true });
  await view.display();
  await Promise.all([book.loaded.navigation, book.loaded.pageList]);
  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems || [])]);
  return {
    toc: flat(book.navigation.toc).map((item) => [item.label.trim(), item.href]),
    pages: (book.pageList.pageList || []).map((item) => [String(item.page ?? item.label), item.href]),
    spine: book.spine.spineItems.map((item) => [item.href, item.properties]),
  };
};
const go = async (address) => {
  const [name, id] = address.split("#");
  await view.display(address);
  const contents = view.getContents()[0];
  const target = id && contents.document.getElementById(id);
  const box = target && target.getBoundingClientRect();
  const start = view.currentLocation().start;
  return {
    address,
    landed: start && start.href,
    title: contents.document.title,
    found: !id || Boolean(target),
    visible: !box || (box.left >= -1 && box.left < contents.document.defaultView.innerWidth + 1),
    name,
  };
};
const spots = async (address) => {
  await view.display(address);
  const { document } = view.getContents()[0];
  return [...document.querySelectorAll("a.spot")].map((link) => {
    const box = link.getBoundingClientRect();
    // A polygon's first corner, moved a little inwards, is in it; so is the middle of a box.
    const polygon = link.style.clipPath.match(/polygon\(([\d.]+)% ([\d.]+)%/);
    const part = polygon ? [+polygon[1] / 100, +polygon[2] / 100] : [0.5, 0.5];
    const inward = part.map((share) => (share < 0.5 ? share + 0.02 : share > 0.5 ? share - 0.02 : share));
    const hit = document.elementFromPoint(box.left + inward[0] * box.width, box.top + inward[1] * box.height);
    return { href: link.getAttribute("href"), hit: hit && hit.closest("a") === link, width: box.width, height: box.height };
  });
};
const follow = async ([address, href]) => {
  await view.display(address);
  view.getContents()[0].document.querySelector(`a.spot[href="${href}"]`).click();
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { start } = view.currentLocation();
    if (start && start.href !== address) return start.href;
  }
  return address;
};

async function screenshots(page, names) {
  for (const [look, width, height, size, colours] of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(([size, colours]) => {
      view.themes.fontSize(size);
      view.themes.register("look", { body: colours });
      view.themes.select("look");
      document.body.style.background = colours.background || "";
    }, [size, colours]);
    for (const name of names) {
      await page.evaluate((name) => view.display(name), name);
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(shots, `${look}-${name.replace(/\W/g, "-")}.png`) });
    }
  }
}

async function main() {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const problems = [];
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 1100 } });
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const found = await page.evaluate(open);
    const toc = [], pages = [], printed = [];
    for (const [label, href] of found.toc) toc.push({ label, ...(await page.evaluate(go, href)) });
    for (const [label, href] of found.pages) pages.push({ label, ...(await page.evaluate(go, href)) });
    for (const [href, properties] of found.spine) {
      if (!properties.some((property) => property.includes("pre-paginated"))) continue;
      for (const spot of await page.evaluate(spots, href)) {
        printed.push({ page: href, ...spot, landed: await page.evaluate(follow, [href, spot.href]) });
      }
    }
    if (shots) await screenshots(page, process.env.NAMES ? process.env.NAMES.split(" ") : ["cover.xhtml", "pages.xhtml", found.toc[1][1]]);
    console.log(JSON.stringify({ toc, pages, printed, problems }));
  } finally {
    await browser.close();
    server.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
