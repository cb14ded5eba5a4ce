import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import type { Site } from './site.ts';

export const LAUNCH = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
};

/** Milliseconds in which a page on a busy machine does what it does at once on an idle one. */
export const PATIENCE = 60_000;

export interface VisitOptions {
  readonly locale?: 'en' | 'zh-CN';
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** What follows the page's address, such as `?data=…`. */
  readonly search?: string;
  /** Keeps every worker that the page starts in `startedWorkers`, so that a test can end it. */
  readonly watchWorkers?: boolean;
  /** A folder that outlives the browser, for what must survive it. */
  readonly profile?: string;
}

/** One reader at the page. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to any other origin; must stay empty. */
  readonly foreign: readonly string[];
  /** Uncaught errors of the page. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const PAGE_OPTIONS = {
  locale: 'en',
  colorScheme: 'light',
  viewport: { width: 1440, height: 900 },
  reducedMotion: 'reduce',
  acceptDownloads: true,
} as const;

/** Opens the site as a reader with these habits would see it; resolves at the page's `load` event. */
export async function visit(site: Site, options: VisitOptions = {}): Promise<Visit> {
  const { search = '', profile, watchWorkers = false, ...habits } = options;
  const settings = { ...PAGE_OPTIONS, ...habits };
  let browser: Browser | null = null;
  let context: BrowserContext;
  if (profile)
    context = await chromium.launchPersistentContext(profile, { ...LAUNCH, ...settings });
  else {
    browser = await chromium.launch(LAUNCH);
    context = await browser.newContext(settings);
  }
  context.setDefaultTimeout(PATIENCE);
  if (watchWorkers) await context.addInitScript(keepWorkers);
  const foreign: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (/^(blob|data|about|chrome-extension):/.test(url)) return;
    if (new URL(url).origin !== site.origin) foreign.push(url);
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(site.url + search, { waitUntil: 'load' });
  return {
    page,
    context,
    foreign,
    errors,
    async close() {
      await context.close();
      await browser?.close();
    },
  };
}

/** Runs in the page before its own scripts. */
function keepWorkers(): void {
  const started: Worker[] = [];
  Object.assign(globalThis, { startedWorkers: started });
  globalThis.Worker = new Proxy(Worker, {
    construct(target, parameters: [string | URL, WorkerOptions?]) {
      const worker = new target(...parameters);
      started.push(worker);
      return worker;
    },
  });
}

/** A profile folder for `visit` and what removes it. */
export function temporaryProfile(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-profile-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
