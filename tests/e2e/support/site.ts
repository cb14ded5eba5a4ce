import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const DIST = process.env.TABHOUSE_DIST ?? join(ROOT, 'dist');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface LocalServer {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface Site extends LocalServer {
  /** Address of the page. */
  readonly url: string;
}

/** A server on a free port of this machine. */
export async function listen(listener: RequestListener): Promise<LocalServer> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * The built page as the plainest static host would serve it: under a sub-path, with a content type and no other
 * header, nothing compressed. `extra` adds files by their path below the page.
 */
export async function serveSite(
  path = '/some/sub/path/',
  extra: Readonly<Record<string, string>> = {},
): Promise<Site> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('dist/ is missing: npm run build');
  const server = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const inside = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : null;
    const name = inside === null ? null : normalize(decodeURIComponent(inside));
    const file = name === null ? null : (extra[name] ?? join(DIST, name));
    if (name?.startsWith('..') || file === null || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  return { ...server, url: `${server.origin}${path}` };
}
