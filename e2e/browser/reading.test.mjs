// `hudna read --html` in a real browser: the words that were read are marked, and what they were read as, with the rule,
// shows under the pointer and under the keyboard, in English and Arabic, without a script and without the network.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const bin = process.env.HUDNA_BIN ?? join(root, "target/release/hudna");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const arabic =
  "أعلنت وزارة الدفاع الروسية هدنة إنسانية في مدينة حلب من الساعة التاسعة صباحا حتى الساعة السابعة مساء يوم 4 نوفمبر 2016.\n\n" +
  "ورحبت الأمم المتحدة بالهدنة، وقالت إن أكثر من 800 شخص قتلوا في المدينة.\n";
const page_of_news = `<!doctype html><html><head><title>Truce in Aleppo</title>
<meta property="article:published_time" content="2016-11-03T10:00:00Z"></head><body><nav><a href=/>Home</a></nav><article>
<h1>Truce in Aleppo</h1><p>Russia announced a humanitarian pause in Aleppo on 4&nbsp;November from 9&nbsp;a.m. to 7&nbsp;p.m.
&lt;b&gt; The army said that the corridors would be open to civilians and the wounded for the whole of that day.</p>
<p>The United Nations said that no aid could enter before every side had given its guarantees in writing.</p></article></body></html>`;

let folder;
let page_url;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hudna-reading-"));
  writeFileSync(join(folder, "arabic.txt"), arabic);
  writeFileSync(join(folder, "news.html"), page_of_news);
  execFileSync(bin, ["read", "--html", "reading.html", "arabic.txt", "news.html"], { cwd: folder });
  page_url = pathToFileURL(join(folder, "reading.html")).href;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function open(lang, width, javaScriptEnabled = true) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  const asked = [];
  const errors = [];
  page.on("request", (r) => r.url().split("#")[0] !== page_url && asked.push(r.url()));
  page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
  page.on("pageerror", (e) => errors.push(String(e)));
  await page.goto(page_url);
  await page.locator(`label[for=show-${lang}]`).click();
  // Each click takes one from those that are still closed. What opens may bring marked words under the pointer,
  // whose tip would lie over the next.
  const closed = page.locator(`.page.${lang} details.source:not([open]) > summary`);
  while (await closed.count()) {
    await closed.first().click();
    await page.mouse.move(0, 0);
  }
  return { page, asked, errors, close: () => context.close() };
}

/** The mark that holds these words, in the page of a language. */
const mark = (page, lang, words) => page.locator(`.page.${lang} mark`, { hasText: words }).filter({ visible: true }).first();

for (const [lang, rule, value, direction, start] of [
  ["en", /rule ar\.[a-z._-]+@\d/, /Starts: .*4 November 2016.*09:00/, "ltr", /^Starts:/],
  ["ar", /القاعدة.*ar\.[a-z._-]+@\d/, /البداية: .*2016.*09:00/, "rtl", /^البداية:/],
]) {
  for (const width of [1280, 390]) {
    describe(`the reading in ${lang} at ${width} px`, () => {
      let it;
      before(async () => {
        it = await open(lang, width);
      });
      after(() => it?.close());

      test("asks the network for nothing and fits the width", async () => {
        assert.deepEqual(it.asked, []);
        assert.deepEqual(it.errors, []);
        const over = await it.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
      });

      test("shows rule and value under the pointer, and hides them again", async () => {
        const words = mark(it.page, lang, "من الساعة التاسعة");
        const tip = words.locator(".tip");
        assert.equal(await tip.isVisible(), false);
        await words.hover({ position: { x: 5, y: 8 } });
        assert.equal(await tip.isVisible(), true);
        const told = (await tip.innerText()).replace(/[\u2066-\u2069]/g, "");
        assert.match(told, rule);
        assert.match(told, value);
        const look = await tip.evaluate((e) => ({
          dir: getComputedStyle(e).direction,
          box: e.getBoundingClientRect().toJSON(),
          inside: e.getBoundingClientRect().right <= window.innerWidth && e.getBoundingClientRect().bottom <= window.innerHeight + 1,
        }));
        assert.equal(look.dir, direction);
        assert.ok(look.inside && look.box.width > 200, JSON.stringify(look.box));
        await it.page.mouse.move(2, 2);
        assert.equal(await tip.isVisible(), false);
      });

      test("shows the steps to each field, each with its rule, in lines that run from left to right", async () => {
        const words = mark(it.page, lang, "من الساعة التاسعة");
        await words.hover({ position: { x: 5, y: 8 } });
        const chains = await words.locator(".tip-why").evaluateAll((all) => all.map((e) => e.innerText));
        assert.match(chains[0], start);
        assert.match(chains[0], /«?هدنة إنسانية»?.* ar\.truce\.noun@1/);
        assert.match(chains[0], /a full date: 2016-11-04 ar\.time\.window@1/);
        assert.match(chains[0], /09:00 ar\.time\.window@1/);
        assert.match(chains[1], /the day is that of the start: 2016-11-04 truce\.same-day@1/);
        const steps = await words.locator(".tip-step").evaluateAll((all) =>
          all.map((e) => {
            const [outer, inner] = [e.closest(".tip").getBoundingClientRect(), e.getBoundingClientRect()];
            return [getComputedStyle(e).direction, inner.left >= outer.left && inner.right <= outer.right];
          }),
        );
        assert.ok(steps.length > 4);
        assert.ok(steps.every(([direction, inside]) => direction === "ltr" && inside), JSON.stringify(steps));
        const tip = await words.locator(".tip").evaluate((e) => [e.scrollHeight, e.clientHeight]);
        assert.ok(tip[0] <= tip[1], `a part of the steps is out of sight: ${tip}`);
        await it.page.mouse.move(2, 2);
      });

      test("shows what a figure and a position stand on", async () => {
        const figure = mark(it.page, lang, "أكثر من 800");
        await figure.focus();
        const told = await figure.locator(".tip").innerText();
        assert.match(told, /at least this many number\.bound@1/);
        assert.match(told, /killed.*ar\.figure\.killed@1/);
        const position = mark(it.page, lang, "ورحبت");
        await position.focus();
        assert.match(await position.locator(".tip").innerText(), /UN: the subject of the verb/);
      });

      test("shows the steps of an English report too", async () => {
        const words = mark(it.page, lang, "4\u00a0November from");
        await words.focus();
        const told = await words.locator(".tip").innerText();
        assert.match(told, /the day of publication was given: 2016-11-03 dating\.given@1/);
        assert.match(told, /2016-11-04 en\.time\.window@1/);
      });

      test("shows them under the keyboard too", async () => {
        const words = mark(it.page, lang, "من الساعة التاسعة");
        await words.focus();
        assert.equal(await words.locator(".tip").isVisible(), true);
        await it.page.keyboard.press("Tab");
        assert.equal(await words.locator(".tip").isVisible(), false);
        const next = await it.page.evaluate(() => document.activeElement.tagName);
        assert.equal(next, "MARK");
      });

      test("never hides the words that the keyboard is on behind what is told of them", async () => {
        // So low that the words do not fit above what is told of them without being moved.
        await it.page.setViewportSize({ width, height: 480 });
        await it.page.mouse.move(2, 2);
        const marks = it.page.locator(`.page.${lang} mark`);
        await marks.first().focus();
        for (let n = await marks.count(); n > 0; n--) {
          const [words, tip, shown] = await it.page.evaluate(() => {
            const mark = document.activeElement;
            const tips = [...document.querySelectorAll("mark > .tip")].filter((t) => t.checkVisibility());
            return [mark.getClientRects()[0].bottom, mark.querySelector(":scope > .tip").getBoundingClientRect().top, tips.length];
          });
          assert.ok(words <= tip + 1, `words at ${words}, tip at ${tip}`);
          assert.equal(shown, 1);
          await it.page.keyboard.press("Tab");
          if ((await it.page.evaluate(() => document.activeElement.tagName)) !== "MARK") break;
        }
        await it.page.setViewportSize({ width, height: 900 });
      });

      test("sets each report in its own direction", async () => {
        const directions = await it.page.locator(`.page.${lang} .source .text`).evaluateAll((all) => all.map((e) => [e.lang, getComputedStyle(e).direction]));
        assert.deepEqual(directions, [["ar", "rtl"], ["en", "ltr"]]);
      });

      test("shows the article of a web page as text, with what looks like markup as words", async () => {
        const text = await it.page.locator(`.page.${lang} .source .text`).nth(1).innerText();
        assert.match(text, /humanitarian pause in Aleppo on 4.November/);
        assert.match(text, /<b>/);
        assert.doesNotMatch(text, /Home/);
      });

      test("passes the accessibility rules", { skip: (lang === "en") !== (width === 1280) && "checked at the other width" }, async () => {
        await it.page.evaluate(axe);
        const found = await it.page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa"], resultTypes: ["violations"] }));
        assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`), []);
      });
    });
  }
}

test("the values show without scripts", async () => {
  const it = await open("ar", 1280, false);
  const words = mark(it.page, "ar", "من الساعة التاسعة");
  await words.hover({ position: { x: 5, y: 8 } });
  assert.equal(await words.locator(".tip").isVisible(), true);
  await it.close();
});

test("a screenshot can be kept for people to look at", { skip: !process.env.HUDNA_SHOTS && "HUDNA_SHOTS is not set" }, async () => {
  for (const lang of ["en", "ar"]) {
    const it = await open(lang, 1280);
    const words = mark(it.page, lang, "من الساعة التاسعة");
    await words.scrollIntoViewIfNeeded();
    await words.hover({ position: { x: 5, y: 8 } });
    await it.page.screenshot({ path: join(process.env.HUDNA_SHOTS, `reading-${lang}.png`) });
    await it.close();
  }
});
