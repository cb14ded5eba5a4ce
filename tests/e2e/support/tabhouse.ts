import type { Page } from 'playwright';
import type { OpenOptions } from '../../../src/app/face.ts';

/** A file on disk, or one made up by the test. */
export type Picked = string | { readonly name: string; readonly content: string | Uint8Array };

type Row = Readonly<Record<string, unknown>>;

const INPUT = 'tabhouse-test-files';

/** The page's scripting face, called from the test. */
export function tabhouse(page: Page) {
  return {
    ready: () => page.evaluate(() => window.tabhouse.ready),

    /** Hands files to the page as the browser's own picker would, then opens them. */
    async open(files: readonly Picked[], options: OpenOptions = {}) {
      await pick(page, files);
      return openPicked(page, options);
    },

    query: (sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
      page.evaluate(
        async ([text, values]) => (await window.tabhouse.query(text, values)) as Row[],
        [sql, parameters] as const,
      ),

    metric: (kind: string, parameters: Row = {}) =>
      page.evaluate(
        async ([name, given]) => {
          const { rows, ...result } = await window.tabhouse.metric(name, given);
          return { ...result, rows: rows as readonly Row[] };
        },
        [kind, parameters] as const,
      ),

    tables: () => page.evaluate(() => window.tabhouse.tables()),
    engine: () => page.evaluate(() => window.tabhouse.engine()),
    reset: () => page.evaluate(() => window.tabhouse.reset()),
  };
}

export type House = ReturnType<typeof tabhouse>;

/** Puts files into an input that belongs to the test alone. */
export async function pick(page: Page, files: readonly Picked[]): Promise<void> {
  await page.evaluate((id) => {
    document.getElementById(id)?.remove();
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = id;
    input.hidden = true;
    document.body.append(input);
  }, INPUT);
  const paths = files.filter((file) => typeof file === 'string');
  const made = files.filter((file) => typeof file !== 'string');
  await page.locator(`#${INPUT}`).setInputFiles(
    made.length === 0
      ? paths
      : made.map(({ name, content }) => ({
          name,
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(content),
        })),
  );
}

/** Opens what `pick` left behind. */
export function openPicked(page: Page, options: OpenOptions = {}) {
  return page.evaluate(
    async ([id, given]) => {
      const input = document.getElementById(id);
      if (!(input instanceof HTMLInputElement)) throw new Error('nothing was picked');
      const report = await window.tabhouse.open([...(input.files ?? [])], given);
      input.remove();
      return report;
    },
    [INPUT, options] as const,
  );
}
