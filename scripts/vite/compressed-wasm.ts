import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const WANTED = 'tabhouse:duckdb-eh.wasm.gz?url';

/**
 * Ships DuckDB's 34 MB of WebAssembly as 7.7 MB of gzip, since not every static host compresses it;
 * `import url from 'tabhouse:duckdb-eh.wasm.gz?url'` is its URL in dev, tests and the built page.
 */
export function compressedWasm(): Plugin {
  let root = process.cwd();
  return {
    name: 'tabhouse-compressed-wasm',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    resolveId(source) {
      return source === WANTED ? `${compressed(root)}?url` : undefined;
    },
    configureServer(server) {
      // DuckDB looks for extensions here, and must see that there are none instead of the page itself.
      server.middlewares.use((request, response, next) => {
        if (!request.url?.includes('/noext/')) return next();
        response.statusCode = 404;
        response.end();
      });
    },
  };
}

/** Path of the compressed copy, made again whenever the package's file is newer. */
function compressed(root: string): string {
  const source = createRequire(join(root, 'package.json')).resolve(
    '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm',
  );
  const target = join(root, 'node_modules', '.cache', 'tabhouse', 'duckdb-eh.wasm.gz');
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs) return target;
  mkdirSync(dirname(target), { recursive: true });
  const half = `${target}.${process.pid}`;
  writeFileSync(half, gzipSync(readFileSync(source), { level: 9 }));
  renameSync(half, target);
  return target;
}
