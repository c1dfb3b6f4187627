// Opens EPUBs in a reading engine in a headless Chromium and follows every link of their navigation.
//
//   node walk.js ENGINE MODULES BOOK.epub… [-- SCREENSHOTS]
//
// ENGINE is epubjs or foliate: the page beside this file that loads it and gives it one interface.
// MODULES is the folder node_modules with the engines and playwright-core. Prints a line of JSON a
// book: where each entry of contents and page list landed (`papers`: the colours under its pictures, `fonts`: the
// embedded fonts that it uses), where each link on a printed page leads, what was said on the
// console. Serves on loopback only, and ends what it starts. SCREENSHOTS is a folder; $NAMES,
// divided by spaces, the documents to be taken.
const path = require("path");
const withBrowser = require("./browser.js");

const [engine, modules, ...rest] = process.argv.slice(2);
const end = rest.includes("--") ? rest.indexOf("--") : rest.length;
const books = rest.slice(0, end), shots = rest[end + 1];
let book;
const DARK = { background: "#121212", color: "#e6e6e6" };
const LOOKS = [
  ["light", 800, 1100, "100%", {}],
  ["dark", 800, 1100, "100%", DARK],
  ["large", 800, 1100, "180%", {}],
  ["phone", 360, 740, "100%", {}],
  ["tablet", 1180, 820, "100%", {}],
];

// In the page: go somewhere, look for its target on the screen.
const go = async (address) => {
  const [name, id] = address.split("#");
  await engine.go(address);
  const contents = engine.contents();
  await contents.fonts.ready;
  const target = id ? contents.getElementById(id) : contents.body;
  const frame = contents.defaultView.frameElement.getBoundingClientRect();
  const box = target && target.getBoundingClientRect();
  const seen = (from, to, size) => to > -1 && from < size + 1;
  return {
    address,
    landed: engine.where(),
    title: contents.title,
    found: Boolean(target),
    visible: Boolean(target) && seen(frame.left + box.left, frame.left + box.right, innerWidth)
      && seen(frame.top + box.top, frame.top + box.bottom, innerHeight),
    name,
    screen: Math.round(-frame.left / innerWidth),
    papers: [...contents.images].map((image) => contents.defaultView.getComputedStyle(image).backgroundColor),
    fonts: [...contents.fonts].filter((font) => font.status === "loaded").map((font) => font.family.replaceAll('"', "")),
  };
};
const spots = async (address) => {
  await engine.go(address);
  const contents = engine.contents();
  return [...contents.querySelectorAll("a.spot")].map((link) => {
    const box = link.getBoundingClientRect();
    // A polygon's first corner, moved a little inwards, is in it; so is the middle of a box.
    const polygon = link.style.clipPath.match(/polygon\(([\d.]+)% ([\d.]+)%/);
    const part = polygon ? [+polygon[1] / 100, +polygon[2] / 100] : [0.5, 0.5];
    const inward = part.map((share) => (share < 0.5 ? share + 0.02 : share > 0.5 ? share - 0.02 : share));
    const hit = contents.elementFromPoint(box.left + inward[0] * box.width, box.top + inward[1] * box.height);
    return { href: link.getAttribute("href"), hit: Boolean(hit) && hit.closest("a") === link, width: box.width, height: box.height };
  });
};
const follow = async ([address, href]) => {
  await engine.go(address);
  engine.contents().querySelector(`a.spot[href="${href}"]`).click();
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const landed = engine.where();
    if (landed && landed !== address) return landed;
  }
  return address;
};

async function screenshots(page, names) {
  for (const [look, width, height, size, colours] of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(([size, colours]) => {
      engine.look(size, colours);
      document.body.style.background = colours.background || "";
    }, [size, colours]);
    await page.waitForTimeout(500);
    for (const name of names) {
      await page.evaluate((name) => engine.go(name), name);
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(shots, `${look}-${name.replace(/\W/g, "-")}.png`) });
    }
  }
}

async function main(browser, address) {
  for (book of books) await walk(browser, address);
}

async function walk(browser, address) {
  const problems = [];
  const page = await browser.newPage({ viewport: { width: 800, height: 1100 } });
  page.setDefaultTimeout(120000); // ms: a busy machine takes its time
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("requestfailed", (request) => {
    // A picture that is still loading when the page is turned is given up.
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") problems.push(`${request.url()} failed: ${errorText}`);
  });
  await page.goto(`${address}/${engine}.html`);
  const found = await page.evaluate(() => engine.open());
  const toc = [], pages = [], printed = [];
  for (const [label, href] of found.toc) toc.push({ label, ...(await page.evaluate(go, href)) });
  for (const [label, href] of found.pages) pages.push({ label, ...(await page.evaluate(go, href)) });
  for (const href of found.printed) {
    for (const spot of await page.evaluate(spots, href)) {
      printed.push({ page: href, ...spot, landed: await page.evaluate(follow, [href, spot.href]) });
    }
  }
  if (shots) await screenshots(page, process.env.NAMES ? process.env.NAMES.split(" ") : ["cover.xhtml", "pages.xhtml", found.toc[1][1]]);
  console.log(JSON.stringify({ toc, pages, printed, problems }));
  await page.close();
}

withBrowser(modules, () => book, main).catch((error) => {
  console.error(error);
  process.exit(1);
});
