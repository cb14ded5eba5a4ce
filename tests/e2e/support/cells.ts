import type { Page } from 'playwright';

export interface CellSeen {
  readonly kind: string;
  readonly name: string | null;
  readonly phase: string;
  readonly error: string;
}

/** The notebook's cells as they are on screen, whatever shadow roots they stand in. */
export function cells(page: Page): Promise<readonly CellSeen[]> {
  return page.evaluate(() => {
    const found: CellSeen[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'th-cell') {
          const { cell, state } = element as unknown as {
            cell: { kind: string; name: string | null };
            state: { phase: string; error?: unknown };
          };
          const { kind, name } = cell;
          found.push({ kind, name, phase: state.phase, error: String(state.error ?? '') });
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
}

const OVER = new Set(['done', 'failed', 'blocked', 'cancelled', 'stale']);

/** Resolves with the cells as soon as all of the notebook has been worked out. */
export async function settled(page: Page, timeout = 120_000): Promise<readonly CellSeen[]> {
  const end = Date.now() + timeout;
  for (;;) {
    const seen = await cells(page);
    const metrics = seen.filter(({ kind }) => kind === 'metric' || kind === 'tile');
    if (metrics.length > 0 && seen.every(({ phase }) => OVER.has(phase))) return seen;
    if (Date.now() > end) throw new Error(`not settled: ${JSON.stringify(seen)}`);
    await page.waitForTimeout(50);
  }
}
