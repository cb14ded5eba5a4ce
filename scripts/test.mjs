/**
 * `npm test`: every check one after the other. `npm test -- unit e2e` runs only those.
 * The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from './browsers.mjs';
import { listener, tell, told } from './test-report.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);

/** The wasm packages ship source maps that point outside themselves; nobody can act on that. */
const NOISE = /sourcemap for .* points to|outside its package|^\s*$/i;

/** Runs a program, shows and passes on what it says without the noise, and gives its exit status. */
function run(command, parameters, environment = {}, hear = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (NOISE.test(line)) return;
        console.log(line);
        hear(line);
      });
    }
    child.on('error', (error) => {
      console.log(String(error));
      resolve(1);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

const one = (passes) => (passes ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A check that either holds or does not. */
const program =
  (command, ...parameters) =>
  async () => {
    const held = (await run(command, parameters)) === 0;
    return { ...one(held), failures: held ? [] : ['see its output above'] };
  };

/** A vitest project, counted test by test; a file that does not load counts as a failure. */
async function project(name, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-test-'));
  const results = join(folder, 'results.json');
  const heard = listener();
  // Vitest leaves one core free by itself, which on two cores is half of the machine.
  const workers =
    name === 'unit' ? [`--maxWorkers=${availableParallelism()}`] : ['--no-file-parallelism'];
  try {
    const status = await run(
      bin('vitest'),
      [
        ...['run', '--project', name, '--passWithNoTests', ...workers],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
      ],
      environment,
      heard.hear,
    );
    const report = read(results);
    const { numPassedTests = 0, numFailedTests = 0 } = report;
    const failed = status !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
    return { passed: numPassedTests, failed, ...told(report, heard, failed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

const inChromium = async (name) => project(name, { CHROMIUM_PATH: await ensureChromium() });

async function inFirefox() {
  const path = ensureFirefox();
  if (path) return project('firefox', { FIREFOX_PATH: path });
  console.log('Skipped: no Firefox here. Install one, or set FIREFOX_PATH to its executable.');
  return { passed: 0, failed: 0 };
}

const CHECKS = {
  types: program(bin('tsc'), '--noEmit'),
  lint: program(bin('biome'), 'check', '.'),
  architecture: program(process.execPath, 'scripts/check-architecture.mjs'),
  unit: () => project('unit'),
  browser: () => inChromium('browser'),
  build: program(bin('vite'), 'build', '--logLevel', 'warn'),
  e2e: () => inChromium('e2e'),
  firefox: inFirefox,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}.`,
  );
  process.exit(2);
}

const outcomes = [];
for (const [name, check] of Object.entries(CHECKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n━━ ${name} ${'━'.repeat(Math.max(0, 60 - name.length))}`);
  const started = performance.now();
  const outcome = await check().catch((error) => {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    return { ...one(false), failures: [message] };
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  outcomes.push({ name, seconds, ...outcome });
}

tell(outcomes);

console.log(`\n━━ summary ${'━'.repeat(53)}`);
for (const { name, passed, failed, seconds } of outcomes) {
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(13)}${counts}  ${seconds.padStart(6)} s`);
}
const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
