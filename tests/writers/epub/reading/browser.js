// A headless Chromium, and a server on loopback for the reading engines and their books.
const fs = require("fs");
const http = require("http");
const path = require("path");

const TYPES = { ".html": "text/html", ".js": "text/javascript" };

// Runs `work(browser, address)`; `book` returns the file of a query such as `?1`. Ends what it starts.
module.exports = async function withBrowser(modules, book, work) {
  const { chromium } = require(path.join(modules, "playwright-core"));
  const file = (url) => {
    const [name, query] = url.split("?");
    if (name === "/book.epub") return book(query);
    if (/^\/\w+\.html$/.test(name)) return path.join(__dirname, name.slice(1));
    return name.startsWith("/modules/") && path.join(modules, path.normalize(name.slice(8)));
  };
  const server = http.createServer((request, response) => {
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
