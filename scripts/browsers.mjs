import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Path of a program on PATH, or null. */
function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  }
  return null;
}

const present = (places) => places.find((place) => existsSync(place)) ?? null;

/** Chromium that Playwright downloaded for itself, or null. */
async function playwrightChromium() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/** A Chromium of this machine without installing anything, or null. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  return onPath(CHROMIUM_NAMES) ?? present(CHROMIUM_PLACES) ?? (await playwrightChromium());
}

/** A Firefox of this machine without installing anything, or null. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) return existsSync(named) ? named : null;
  return onPath(FIREFOX_NAMES) ?? present(FIREFOX_PLACES);
}

const run = (command, parameters) =>
  spawnSync(command, parameters, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  }).status === 0;

const canApt = () => process.getuid?.() === 0 && onPath(['apt-get']) !== null;

/** Packages through Debian's installer; false where that is not possible. */
function apt(...packages) {
  if (!canApt()) return false;
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

/** A Chromium that starts, found or installed; throws a sentence that says what to do otherwise. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  apt('chromium', 'fonts-noto-cjk');
  const installed = await findChromium();
  if (installed) return installed;
  console.error('Installing Chromium with Playwright …');
  const root = canApt() ? ['--with-deps'] : [];
  run('npx', ['playwright', 'install', ...root, 'chromium']);
  const downloaded = await findChromium();
  if (downloaded) return downloaded;
  throw new Error('No Chromium: install one, or set CHROMIUM_PATH to its executable.');
}

/** A Firefox found or installed, or null where this machine cannot have one. */
export function ensureFirefox() {
  const found = findFirefox();
  if (found) return found;
  apt('firefox-esr');
  return findFirefox();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await ensureChromium());
