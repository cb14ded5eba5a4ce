import type { Locator, Page } from 'playwright';
import type { CellState, NotebookDocument, Operation } from '../../../src/notebook/index.ts';

/** What the page's element holds of the workspace, as far as tests look at it. */
interface Shell {
  readonly workspace: {
    readonly engine: { readonly log: { readonly value: readonly { readonly label?: string }[] } };
    readonly document: { apply(operation: Operation): void };
    readonly runtime: {
      readonly document: { readonly value: NotebookDocument };
      state(id: string): { readonly value: CellState };
    };
  };
}

/** The slot of a named cell. */
export async function cellAt(page: Page, name: string): Promise<Locator> {
  const id = await page.evaluate((wanted) => {
    const { runtime } = (document.querySelector('tabhouse-app') as unknown as Shell).workspace;
    return runtime.document.value.cells.find((cell) => cell.name === wanted)?.id ?? '';
  }, name);
  return page.locator(`th-cell-slot#${id || 'none'}`);
}

/** The notebook on screen as its file would be. */
export const notebookText = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { runtime } = (document.querySelector('tabhouse-app') as unknown as Shell).workspace;
    const { head, cells } = runtime.document.value;
    return head + cells.map(({ source }) => source).join('');
  });

/** Replaces the notebook's text, as one edit. */
export const openText = (page: Page, text: string): Promise<void> =>
  page.evaluate((whole) => {
    const app = document.querySelector('tabhouse-app') as unknown as Shell;
    app.workspace.document.apply({ kind: 'text', text: whole });
  }, text);

/** The cells in order, by name; those without one by their kind. */
export const order = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { runtime } = (document.querySelector('tabhouse-app') as unknown as Shell).workspace;
    return runtime.document.value.cells.map(({ name, kind }) => name ?? kind);
  });

export const phaseOf = (page: Page, name: string): Promise<string> =>
  page.evaluate((wanted) => {
    const { runtime } = (document.querySelector('tabhouse-app') as unknown as Shell).workspace;
    const cell = runtime.document.value.cells.find((one) => one.name === wanted);
    return cell ? runtime.state(cell.id).value.phase : 'absent';
  }, name);

/** How often the engine has run a named SQL cell. */
export const runsOf = (page: Page, name: string): Promise<number> =>
  page.evaluate((wanted) => {
    const { engine } = (document.querySelector('tabhouse-app') as unknown as Shell).workspace;
    return engine.log.value.filter(({ label }) => label === wanted).length;
  }, name);

/** Name of the selected cell, or its kind; null where none is selected. */
export const selected = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const find = (root: Document | ShadowRoot): Element | null => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'th-cell-slot' && 'selected' in element && element.selected)
          return element;
        const inside = element.shadowRoot && find(element.shadowRoot);
        if (inside) return inside;
      }
      return null;
    };
    const slot = find(document) as unknown as {
      cell: { name: string | null; kind: string };
    } | null;
    return slot ? (slot.cell.name ?? slot.cell.kind) : null;
  });
