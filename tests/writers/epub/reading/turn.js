// Turns every page of EPUBs in a reading engine (epubjs, foliate, readium), and tells what was on each screen.
//
//   node turn.js ENGINE MODULES (BOOK.epub… WIDTHxHEIGHT[@SIZE][dark]…)… [SCREENSHOTS]
//
// SIZE is that of the type, in per cent. Books are turned at the sizes that follow them. Prints one line of JSON for each book and size: `screens`
// in order, each with its document, the characters on it, those outside of links, and the share
// that pictures take; `lost`, the words that were on no screen, by document; `faint`, the words of
// less contrast than 4.5 : 1. A character counts as seen where most of its box lies on the screen,
// inside of all boxes that cut it off.
const path = require("path");
const withBrowser = require("./browser.js");

const [engine, modules, ...rest] = process.argv.slice(2);
const books = [], turns = []; // turns: a book by its number, and a size
let group = [], sized = false, shots;
for (const each of rest) {
  if (each.endsWith(".epub")) {
    if (sized) [group, sized] = [[], false];
    group.push(books.push(each) - 1);
  } else if (/^\d+x\d+/.test(each)) {
    sized = true;
    turns.push(...group.map((book) => [book, each]));
  } else {
    shots = each;
  }
}

const DARK = { background: "#121212", color: "#e6e6e6" };

// In the page: what of the documents is on the screen now.
const look = (paper) => {
  window.seen ||= new WeakMap();
  window.kept ||= [];
  window.faint ||= {};
  window.spare ||= new WeakSet();
  const light = (colour) => {
    const parts = colour.match(/[\d.]+/g).slice(0, 3).map((each) => each / 255);
    const [red, green, blue] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (element) => {
    const style = element.ownerDocument.defaultView.getComputedStyle;
    let under = element;
    while (under && /^rgba\(.*, 0\)$/.test(style(under).backgroundColor)) under = under.parentElement;
    const pair = [light(style(element).color), light(under ? style(under).backgroundColor : paper)].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  };
  const on = { document: engine.where(), characters: 0, plain: 0, picture: 0, nav: true, heading: "" };
  const part = (box, limit) => {
    const width = Math.min(box.right, limit.right) - Math.max(box.left, limit.left);
    const height = Math.min(box.bottom, limit.bottom) - Math.max(box.top, limit.top);
    return width > 0 && height > 0 ? (width * height) / (box.width * box.height) : 0;
  };
  for (const contents of engine.showing()) {
    if (!window.kept.includes(contents)) window.kept.push(contents);
    const frame = contents.defaultView.frameElement.getBoundingClientRect();
    const screen = { left: -frame.left, top: -frame.top, right: innerWidth - frame.left, bottom: innerHeight - frame.top };
    const walker = contents.createTreeWalker(contents.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest("script, .spot, [hidden]")) continue;
      const cut = [];
      for (let box = node.parentElement; box && box !== contents.body; box = box.parentElement) {
        if (contents.defaultView.getComputedStyle(box).overflow !== "visible") cut.push(box.getBoundingClientRect());
      }
      const range = contents.createRange();
      if (!window.seen.has(node)) window.seen.set(node, new Set());
      const marks = window.seen.get(node);
      // By character only where a node is partly on the screen.
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width && box.height);
      const whole = boxes.every((box) => part(box, screen) > 0.9 && cut.every((limit) => part(box, limit) > 0.9));
      // In large type, the front names the other pages alone; their headlines are on their own fronts,
      // and the first words of the lead in its story.
      if (!boxes.length && node.parentElement.closest(".inside .headline-link, .vertical .first-words")) spare.add(node);
      if (!boxes.some((box) => part(box, screen) > 0)) continue;
      let count = 0;
      for (let at = 0; at < node.data.length; at += 1) {
        if (!node.data[at].trim()) continue;
        if (!whole) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect();
          if (!(part(box, screen) > 0.6 && cut.every((limit) => part(box, limit) > 0.6))) continue;
        }
        marks.add(at);
        count += 1;
      }
      on.characters += count;
      if (count && ratio(node.parentElement) < 4.5) (window.faint[contents.title] ||= []).push(node.data.trim());
      if (!node.parentElement.closest("a, nav")) on.plain += count;
      if (count && !node.parentElement.closest("nav.turn, .where")) on.nav = false;
      if (count && !on.heading && node.parentElement.closest("h1")) on.heading = node.parentElement.closest("h1").textContent.trim();
    }
    for (const image of contents.images) {
      const box = image.getBoundingClientRect();
      if (box.width && part(box, screen)) on.picture += (part(box, screen) * box.width * box.height) / (innerWidth * innerHeight);
    }
    if (on.picture > 0.02) on.nav = false;
  }
  return on;
};
const lost = () => {
  const found = {};
  for (const contents of window.kept) {
    const walker = contents.createTreeWalker(contents.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest("script, .spot, [hidden], rp")) continue;
      if (window.spare.has(node)) continue;
      const marks = window.seen.get(node);
      const words = [...node.data].filter((mark, at) => mark.trim() && !(marks && marks.has(at))).join("");
      if (words) (found[contents.title] ||= []).push(words);
    }
  }
  return found;
};

async function turn(browser, address, book, size) {
  const [, width, height, type, dark] = size.match(/^(\d+)x(\d+)(?:@(\d+))?(dark)?/);
  const colours = dark ? DARK : {};
  const page = await browser.newPage({ viewport: { width: +width, height: +height } });
  page.setDefaultTimeout(120000); // ms: a busy machine takes its time
  await page.goto(`${address}/${engine}.html?${book}`);
  await page.waitForFunction(() => window.engine); // modules may load late
  await page.evaluate(() => engine.open());
  if (type || dark) {
    await page.evaluate(([type, colours]) => {
      document.body.style.background = colours.background || "";
      return engine.look(`${type || 100}%`, colours);
    }, [type, colours]);
    await page.waitForTimeout(300);
  }
  const screens = [];
  for (let more = true; more && screens.length < 3000; ) {
    await page.evaluate(() => Promise.all(engine.showing().map((each) => each.fonts.ready)));
    screens.push(await page.evaluate(look, colours.background ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)"));
    const name = `${path.basename(books[book], ".epub")}-${engine}-${size}-${String(screens.length).padStart(3, "0")}.png`;
    if (shots) await page.screenshot({ path: path.join(shots, name) });
    if (process.env.SCREENS && screens.length >= +process.env.SCREENS) break;
    more = await page.evaluate(() => engine.next());
  }
  console.log(JSON.stringify({ book: books[book], size, screens, lost: await page.evaluate(lost), faint: await page.evaluate(() => faint) }));
  await page.close();
}

withBrowser(modules, (query) => books[+query], async (browser, address) => {
  for (const [book, size] of turns) await turn(browser, address, book, size);
}).catch((error) => {
  console.error(error);
  process.exit(1);
});
