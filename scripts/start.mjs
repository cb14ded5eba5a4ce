/** `npm start`: builds the page where it is missing or older than its sources, serves it, opens it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = join(root, 'dist', 'index.html');
const SOURCES = [
  'src',
  'workers',
  'public',
  'scripts',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

/** Newest modification below a path, in milliseconds. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = Math.max(...SOURCES.map((name) => newest(join(root, name))));
if (!existsSync(page) || statSync(page).mtimeMs < sources) {
  console.log('Building the page …');
  const build = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (build.status !== 0) process.exit(build.status ?? 1);
}

/** Listens on the wanted port, or on any free one where that is taken. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port === 0) reject(error);
      else resolve(listen(server, 0));
    });
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
}

function open(url) {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen || process.env.CI) return;
  const opener = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? [
    'xdg-open',
  ];
  const [command, ...parameters] = [...opener, url];
  spawn(command, parameters, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

const files = sirv(dirname(page), { etag: true });
const server = createServer((request, response) => {
  files(request, response, () => {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
  });
});
const port = await listen(server, Number(process.env.PORT ?? 4173));
const url = `http://localhost:${port}/`;
console.log(`Tabhouse is at ${url}  (Ctrl+C ends it)`);
open(url);
