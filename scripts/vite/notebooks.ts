import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { GalleryEntry, GalleryText } from '../../src/notebook/share/gallery.ts';
import { parseNotebook } from '../../src/notebook/text/parse.ts';
import type { NotebookDocument } from '../../src/notebook/types.ts';

const FOLDER = 'notebooks';
const MANIFEST = `${FOLDER}/index.json`;
/** `name.md`, or `name.zh-CN.md` for readers of that language. */
const FILE = /^(.+?)(?:\.(en|zh-CN))?\.md$/;

/**
 * Lists the notebooks of `public/notebooks` in `notebooks/index.json`, from their front matter: whoever adds a file has
 * published it.
 */
export function notebookManifest(): Plugin {
  let publicDir = '';
  const manifest = () => JSON.stringify(galleryOf(join(publicDir, FOLDER)));
  return {
    name: 'tabhouse-notebooks',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.split('?')[0]?.endsWith(`/${MANIFEST}`)) return next();
        response.setHeader('Content-Type', 'application/json; charset=utf-8');
        response.setHeader('Cache-Control', 'no-store');
        response.end(manifest());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: MANIFEST, source: manifest() });
    },
  };
}

/** The notebooks of a folder, by name; each with what it is in every language that it is written in. */
export function galleryOf(folder: string): GalleryEntry[] {
  const found = new Map<string, Record<string, GalleryText>>();
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const file of files) {
    const [, name, language = 'en'] = FILE.exec(file) ?? [];
    if (name === undefined) continue;
    const document = parseNotebook(readFileSync(join(folder, file), 'utf8'));
    const { title, frontMatter } = document;
    const { description, needs, data } = frontMatter;
    const text: GalleryText = {
      path: `${FOLDER}/${encodeURIComponent(file)}`,
      title: title || name,
      description: typeof description === 'string' ? description : firstSentence(document),
      needs: needs ?? null,
      ...(typeof data === 'string' ? { data } : {}),
    };
    found.set(name, { ...found.get(name), [language]: text });
  }
  return [...found].map(([name, languages]) => ({ name, languages }));
}

/** The first paragraph that is prose and holds no figure of the data. */
function firstSentence({ cells }: NotebookDocument): string {
  const paragraphs = cells
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ body }) => body.split(/\n\s*\n/))
    .map((paragraph) => paragraph.trim().replaceAll(/\s+/g, ' '));
  return paragraphs.find((one) => one !== '' && !/^[#>|<`-]|\{\{/.test(one)) ?? '';
}
