import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright';
import { LAUNCH, PATIENCE } from './browser.ts';

/** A browser of its own process, which can be ended as a crash or the system would. */
export interface BrowserProcess {
  readonly page: Page;
  /** Ends every process of the browser at once; resolves when they are gone. */
  kill(): Promise<void>;
}

/** Starts a browser on a profile folder and opens the address; resolves at the page's `load` event. */
export async function startProcess(profile: string, url: string): Promise<BrowserProcess> {
  const child = spawn(
    LAUNCH.executablePath,
    [
      ...LAUNCH.args,
      '--headless=new',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A process group of its own, so that its helpers end with it.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const end = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  try {
    const browser = await connected(child.stderr);
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.newPage());
    if (!page) throw new Error('the browser has no page');
    page.setDefaultTimeout(PATIENCE);
    await page.goto(url, { waitUntil: 'load' });
    return {
      page,
      async kill() {
        await end();
        await browser.close().catch(() => undefined);
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function connected(said: NodeJS.ReadableStream): Promise<Browser> {
  for await (const line of createInterface({ input: said })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) {
      // What it says later must not fill the pipe.
      said.resume();
      return chromium.connectOverCDP(address);
    }
  }
  throw new Error('the browser did not start');
}
