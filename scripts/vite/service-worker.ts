import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Plugin, transformWithOxc } from 'vite';

/** Emits `sw.js` from workers/service.ts with the list of everything that the build made, and `public/`. */
export function serviceWorker(): Plugin {
  let root = '';
  let publicDir = '';
  return {
    name: 'tabhouse-service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      publicDir = config.publicDir;
    },
    async generateBundle(_options, bundle) {
      const built = Object.keys(bundle).filter((name) => !name.endsWith('.map'));
      const copied = walk(publicDir).map((path) => relative(publicDir, path).replaceAll('\\', '/'));
      const files = [...new Set(['index.html', ...built, ...copied])].sort();
      const hash = createHash('sha256');
      for (const name of files) {
        const made = bundle[name];
        hash.update(name);
        if (made) hash.update(made.type === 'chunk' ? made.code : made.source);
        else if (copied.includes(name)) hash.update(readFileSync(join(publicDir, name)));
      }
      const path = join(root, 'workers/service.ts');
      const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path);
      const source = code
        .replaceAll('__PRECACHE__', JSON.stringify(files))
        .replaceAll('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
