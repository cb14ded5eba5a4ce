import type { Page } from 'playwright';
import type {
  CellResult,
  CellState,
  NotebookDocument,
  Operation,
} from '../../../src/notebook/index.ts';

/** What the page's element holds of the workspace, as far as tests look at it. */
interface Open {
  readonly workspace: {
    readonly document: { apply(operation: Operation): void };
    readonly runtime: {
      readonly document: { readonly value: NotebookDocument };
      state(id: string): { readonly value: CellState };
      result(id: string): { readonly value: CellResult | null };
    };
  };
}

export interface SeenCell {
  readonly phase: CellState['phase'];
  readonly error: string;
  readonly value: unknown;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly body: string;
}

/** The notebook on screen: written as a whole, and looked at cell by cell. */
export function notebook(page: Page) {
  return {
    /** Replaces the notebook's text, as one edit. */
    write: (text: string) =>
      page.evaluate((whole) => {
        const app = document.querySelector('tabhouse-app') as unknown as Open;
        app.workspace.document.apply({ kind: 'text', text: whole });
      }, text),

    /** A cell by its name; figures that JSON has no word for come as text. */
    cell: (name: string): Promise<SeenCell | null> =>
      page.evaluate((wanted) => {
        const { runtime } = (document.querySelector('tabhouse-app') as unknown as Open).workspace;
        const cell = runtime.document.value.cells.find((one) => one.name === wanted);
        if (!cell) return null;
        const state = runtime.state(cell.id).value;
        const result = runtime.result(cell.id).value;
        const plain = JSON.stringify(
          { value: result?.value ?? null, rows: result?.rows ?? [] },
          (_key, value) => (typeof value === 'bigint' ? String(value) : value),
        );
        return {
          phase: state.phase,
          error: state.phase === 'failed' ? String(state.error) : '',
          body: cell.body,
          ...JSON.parse(plain),
        };
      }, name),

    /** Opens a cell's editor as its own button does. */
    async edit(name: string): Promise<void> {
      await page.evaluate((wanted) => {
        const app = document.querySelector('tabhouse-app') as unknown as Open;
        const { cells } = app.workspace.runtime.document.value;
        const id = cells.find((one) => one.name === wanted)?.id ?? '';
        const find = (root: Document | ShadowRoot): Element | undefined => {
          for (const element of root.querySelectorAll('*')) {
            if (element.localName === 'th-cell-slot' && element.id === id) return element;
            const inside = element.shadowRoot && find(element.shadowRoot);
            if (inside) return inside;
          }
          return undefined;
        };
        const slot = find(document);
        const detail = { id, command: 'edit' };
        slot?.dispatchEvent(
          new CustomEvent('th-command', { detail, bubbles: true, composed: true }),
        );
        slot?.scrollIntoView({ block: 'start' });
      }, name);
    },
  };
}
