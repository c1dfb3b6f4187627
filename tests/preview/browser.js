// Walks through a preview as an editor does: edit, error, corrected, too long, fitting; by keyboard.
//
//   node browser.js MODULES ADDRESS ARTICLE [SCREENSHOTS]
//
// Reads the texts of the article to try from standard input as JSON: {longer, wrong, fitting}.
// Prints what the page showed as JSON.
const fs = require("fs");
const path = require("path");

const [modules, address, article, screenshots] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const told = { outside: [], problems: [] };

async function walk(page) {
  const count = () => page.locator("#sheets figure").count();
  const shot = async (name) => { if (screenshots) await page.screenshot({ path: path.join(screenshots, `${name}.png`) }); };
  const save = (text) => fs.writeFileSync(article, text);
  const seen = (words) => page.waitForFunction((words) => document.body.innerText.includes(words), words);
  page.on("request", (one) => { if (!one.url().startsWith(address) && !one.url().startsWith("data:")) told.outside.push(one.url()); });
  page.on("pageerror", (one) => told.problems.push(String(one)));
  // As on a busy machine: the answer about an earlier state comes after that about the last one.
  let late = [];
  await page.route("**/state.json", async (route) => {
    const answer = await route.fetch();
    const { working } = await answer.json();
    if (working) await new Promise((resume) => { setTimeout(resume, 1000); late.push(resume); });
    await route.fulfill({ response: answer });
    if (!working) late.forEach((resume) => resume());
  });
  await page.goto(address);
  await page.waitForSelector("#sheets figure img");
  await seen("up to date");
  told.sheets = await count();
  told.fit = await page.locator("#articles li .fit").first().innerText();
  await shot("pages");

  save(texts.longer);
  await page.waitForSelector("#articles li .fit.over");
  await seen("up to date");
  told.over = await page.locator("#articles li .fit.over").first().innerText();
  told.longer = await page.locator("#articles .article").first().innerText();
  await shot("over");

  save(texts.wrong);
  await page.waitForSelector("#errors:not([hidden])");
  told.error = await page.locator("#errors li").first().innerText();
  told.link = await page.locator("#errors a.where").first().getAttribute("href");
  told.kept = await count();
  await shot("error");

  save(texts.fitting);
  await page.waitForSelector("#errors", { state: "hidden" });
  await page.waitForFunction(() => !document.querySelector("#articles li .fit.over"));
  await seen("up to date");
  told.fitting = await page.locator("#articles li .fit").first().innerText();

  await page.locator("#tab-pages").focus();
  await page.keyboard.press("ArrowRight");
  told.tab = await page.evaluate(() => document.activeElement.id);
  const reader = page.frameLocator("#reader");
  const shown = async () => (await page.locator("#chapter").evaluate((one) => one.selectedOptions[0].label)).trim();
  for (let step = 0; step < 10 && (await shown()) !== "The lamp burns"; step += 1) {
    await page.locator("#after").focus();
    await page.keyboard.press("Enter");
  }
  await reader.getByText("Nobody saw").first().waitFor();
  told.book = await reader.locator("body").innerText();
  await shot("epub");
  await page.locator("#tab-epub").focus();
  await page.keyboard.press("ArrowRight");
  await page.frameLocator("#site").getByText("The lamp burns").first().waitFor();
  told.web = await page.frameLocator("#site").locator("body").innerText();
  await shot("web");
  await page.keyboard.press("ArrowRight");
  told.round = await page.evaluate(() => document.activeElement.id);
  // All that can be clicked can be reached by Tab.
  const reached = new Set();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => { const one = document.activeElement; return one.closest("#sheets a") ? "area" : one.className || one.id || one.tagName; }));
  }
  told.reached = [...reached];
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage({ locale: "en", viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(120000); // ms: a busy machine takes its time
    await walk(page);
  } catch (error) {
    told.problems.push(String(error));
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(told));
})();
