import { headingOf, metricOf, sqlOf } from '../../../cells/read.ts';
import { columnLabel, kindOf, show } from '../../../charts/values.ts';
import { locale } from '../../../i18n/index.ts';
import type { Cell, CellResult } from '../../../notebook/index.ts';
import type {
  ReportBehind,
  ReportCell,
  ReportContent,
  ReportItem,
  ReportVariant,
} from '../../../report/index.ts';
import type { DatasetContext } from '../../../warehouse/types.ts';
import type { Workspace } from '../../workspace.ts';
import { type ChoosableInput, choosable, rangeText } from './choices.ts';
import { partsOf } from './harvest.ts';
import { combinations, Elsewhere, followsOf, settled } from './variants.ts';

export interface ContentOptions {
  /** Names of the inputs that are to work in the file. */
  readonly working: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Told while other choices are worked out. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Kinds that draw no card around themselves. */
const PLAIN = new Set(['text', 'tile', 'unknown']);

/** The notebook's inputs as they stand, with what each could be set to. */
export function inputsOf(workspace: Workspace): readonly ChoosableInput[] {
  const context = workspace.dataset.value?.context ?? null;
  const { runtime } = workspace;
  return runtime.document.value.cells.flatMap(
    (cell) => choosable(cell, runtime.result(cell.id).value, context) ?? [],
  );
}

/** The notebook on screen with its results as they stand, and as they would be with other choices. */
export async function contentOf(
  workspace: Workspace,
  { working, signal, onProgress }: ContentOptions,
): Promise<ReportContent> {
  const { runtime } = workspace;
  await settled(runtime, signal);
  const context = workspace.dataset.value?.context ?? null;
  const { cells, title } = runtime.document.value;
  const inputs = inputsOf(workspace);
  const works = inputs.filter(({ name, choices }) => working.has(name) && choices.length > 1);
  const items: ReportItem[] = [];
  for (const cell of cells) {
    signal.throwIfAborted();
    const item = await itemOf(workspace, cell, context, inputs, works);
    if (item) items.push(item);
  }
  const follows = followsOf(cells, runtime.graph.value, works);
  const [from, to] = [context?.from, context?.to];
  return {
    title: title || context?.name || '',
    locale: locale.value,
    data: context?.name ?? '',
    period: from && to ? rangeText({ from, to }) : '',
    made: new Date(),
    currency: context?.currency,
    items,
    follows: new Map(
      cells.flatMap(({ id, name }) => {
        const names = follows.get(id);
        return names ? [[name ?? id, names] as const] : [];
      }),
    ),
    variants: await variantsOf(workspace, works, follows, { signal, onProgress }),
  };
}

async function itemOf(
  workspace: Workspace,
  cell: Cell,
  context: DatasetContext | null,
  inputs: readonly ChoosableInput[],
  works: readonly ChoosableInput[],
): Promise<ReportItem | null> {
  if (cell.kind === 'input') {
    const input = inputs.find(({ id }) => id === cell.id);
    if (!input) return null;
    return { kind: 'input', input: works.includes(input) ? input : { ...input, choices: [] } };
  }
  const { runtime } = workspace;
  const result = runtime.result(cell.id).value;
  const state = runtime.state(cell.id).value;
  const parts = await partsOf({ cell, state, result, context });
  if ((cell.kind === 'text' || cell.kind === 'unknown') && parts.length === 0) return null;
  const made: ReportCell = {
    id: cell.name ?? cell.id,
    heading: headingOf(cell, result),
    plain: PLAIN.has(cell.kind),
    parts,
    behind: behindOf(cell, result, context),
  };
  return { kind: 'cell', cell: made };
}

function behindOf(
  cell: Cell,
  result: CellResult | null,
  context: DatasetContext | null,
): ReportBehind | null {
  const sql = sqlOf(cell, result)?.trim() ?? '';
  const definition = metricOf(result)?.definition;
  if (!definition && !sql) return null;
  const facts = Object.entries(definition?.facts ?? {})
    .filter(([, value]) => value !== null && value !== undefined && typeof value !== 'object')
    .map(([name, value]) => ({
      name: columnLabel(name, locale.value),
      value: show(value, kindOf(name, value), locale.value, context?.currency),
    }));
  return { definition: definition?.text ?? '', facts, sql };
}

async function variantsOf(
  workspace: Workspace,
  works: readonly ChoosableInput[],
  follows: ReadonlyMap<string, readonly string[]>,
  { signal, onProgress }: Pick<ContentOptions, 'signal' | 'onProgress'>,
): Promise<readonly ReportVariant[]> {
  if (works.length === 0 || follows.size === 0) return [];
  const { runtime } = workspace;
  const context = workspace.dataset.value?.context ?? null;
  const cells = runtime.document.value.cells.filter(({ id }) => follows.has(id));
  const all = combinations(works);
  const elsewhere = new Elsewhere(workspace);
  const found = new Map<string, ReportVariant>();
  try {
    for (const [at, chosen] of all.entries()) {
      onProgress(at, all.length);
      const values = new Map(runtime.values);
      for (const [input, choice] of chosen) values.set(input.name, choice.value);
      const shown = await elsewhere.values(values, signal);
      for (const cell of cells) {
        const keys = chosen
          .filter(([input]) => follows.get(cell.id)?.includes(input.name))
          .map(([, choice]) => choice.key);
        const name = [cell.id, ...keys].join('\n');
        if (found.has(name)) continue;
        signal.throwIfAborted();
        const now = shown(cell.id);
        const parts = await partsOf({ cell, ...now, context });
        const behind = behindOf(cell, now.result, context);
        found.set(name, { id: cell.name ?? cell.id, keys, parts, behind });
      }
    }
  } finally {
    elsewhere.end();
  }
  onProgress(all.length, all.length);
  return [...found.values()];
}
