import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { LAUNCH } from './support/browser.ts';
import { DIST, serveSite } from './support/site.ts';

/** Bytes of scripts, compressed, that a first visit may fetch before the engine. */
const MOST = 400_000;

test('a first visit fetches less than 400 KB of scripts before the engine', async () => {
  const site = await serveSite();
  const browser = await chromium.launch(LAUNCH);
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const engine = page.waitForRequest(/duckdb-eh.*\.wasm/);
    await page.goto(site.url);
    await engine;
    const first = asked.findIndex((path) => path.includes('.wasm'));
    const own = asked.slice(0, first).filter((path) => path.endsWith('.js'));
    const sizes = own.map((path) => {
      const file = join(DIST, 'assets', basename(path));
      return { file: basename(path), bytes: gzipSync(readFileSync(file)).length };
    });
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    sizes.sort((a, b) => b.bytes - a.bytes);
    console.log(`${total} bytes in ${sizes.length} scripts`, sizes.slice(0, 8));
    expect(sizes.map(({ file }) => file)).toContainEqual(expect.stringMatching(/^start-/));
    expect(total).toBeLessThan(MOST);
  } finally {
    await browser.close();
    await site.close();
  }
}, 240_000);
