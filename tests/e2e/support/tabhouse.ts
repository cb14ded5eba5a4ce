import type { Page } from 'playwright';
import type { EngineStatus, Value } from '../../../src/engine/types.ts';
import type { MetricResult } from '../../../src/metrics/types.ts';
import type { LoadReport } from '../../../src/warehouse/types.ts';

type Record_ = Record<string, unknown>;

/** A file on disk, or one made up by the test. */
export type Picked = string | { readonly name: string; readonly content: string | Uint8Array };

/** What `window.tabhouse` is to a test; see `docs/api.md`. */
interface Scripting {
  readonly ready: Promise<void>;
  open(files: File[], options?: object): Promise<LoadReport>;
  query(sql: string, parameters?: readonly Value[]): Promise<Record_[]>;
  metric(kind: string, parameters?: object): Promise<MetricResult>;
  tables(): Promise<
    { layer: string; name: string; rows: number; bytes: number; checks: unknown }[]
  >;
  engine(): EngineStatus | Promise<EngineStatus>;
  reset(): Promise<void>;
}

const INPUT = 'tabhouse-test-files';

type Face = { tabhouse: Scripting };

/** The page's scripting face, called from the test. */
export function tabhouse(page: Page) {
  return {
    ready: () => page.evaluate(() => (globalThis as unknown as Face).tabhouse.ready),

    /** Hands files to the page as the browser's own picker would, then opens them. */
    async open(files: readonly Picked[], options: object = {}): Promise<LoadReport> {
      await pick(page, files);
      return page.evaluate(
        async ([id, given]) => {
          const input = document.getElementById(id) as HTMLInputElement;
          const report = await (globalThis as unknown as Face).tabhouse.open(
            [...(input.files ?? [])],
            given,
          );
          input.remove();
          return report;
        },
        [INPUT, options] as const,
      );
    },

    query: (sql: string, parameters: readonly Value[] = []) =>
      page.evaluate(
        ([text, values]) => (globalThis as unknown as Face).tabhouse.query(text, values),
        [sql, parameters] as const,
      ),

    metric: (kind: string, parameters: object = {}) =>
      page.evaluate(
        ([name, given]) => (globalThis as unknown as Face).tabhouse.metric(name, given),
        [kind, parameters] as const,
      ),

    tables: () => page.evaluate(() => (globalThis as unknown as Face).tabhouse.tables()),
    engine: () => page.evaluate(async () => (globalThis as unknown as Face).tabhouse.engine()),
    reset: () => page.evaluate(() => (globalThis as unknown as Face).tabhouse.reset()),
  };
}

/** Puts files into an input that belongs to the test alone. */
async function pick(page: Page, files: readonly Picked[]): Promise<void> {
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
