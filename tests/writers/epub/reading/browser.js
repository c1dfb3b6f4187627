// A headless Chromium, and a server on loopback for the reading engines and their books.
const fs = require("fs");
const http = require("http");
const path = require("path");

const TYPES = {
  ".css": "text/css", ".gif": "image/gif", ".html": "text/html", ".jpg": "image/jpeg", ".js": "text/javascript",
  ".png": "image/png", ".svg": "image/svg+xml", ".xhtml": "application/xhtml+xml",
};

// Runs `work(browser, address)`; `book` returns the file of a query such as `?1`. Ends what it starts.
module.exports = async function withBrowser(modules, book, work) {
  const { chromium } = require(path.join(modules, "playwright-core"));
  const file = (url) => {
    const [name, query] = url.split("?");
    if (name === "/book.epub") return book(query);
    if (/^\/\w+\.html$/.test(name)) return path.join(__dirname, name.slice(1));
    return name.startsWith("/modules/") && path.join(modules, path.normalize(name.slice(8)));
  };
  // Readium loads the files of a book one by one: /book/1/EPUB/style.css.
  const opened = new Map();
  const unpacked = async (url, response) => {
    const [, query, name] = url.match(/^\/book\/(\d*)\/([^?]*)/);
    const zip = require(path.join(modules, "jszip"));
    if (!opened.has(query)) opened.set(query, zip.loadAsync(fs.readFileSync(book(query))));
    const entry = (await opened.get(query)).file(decodeURIComponent(name));
    if (!entry) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[path.extname(name)] || "application/octet-stream");
    response.end(await entry.async("nodebuffer"));
  };
  const server = http.createServer((request, response) => {
    if (request.url.startsWith("/book/")) return void unpacked(request.url, response);
    const found = file(request.url);
    if (!found || !fs.existsSync(found)) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[path.extname(found)] || "application/epub+zip");
    response.end(fs.readFileSync(found));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    await work(browser, `http://127.0.0.1:${server.address().port}`);
  } finally {
    await browser.close();
    server.close();
  }
};
