import { describe, expect, it } from 'vitest';
import { goesNowhere, pick } from '../../../../src/app/selection/answer.ts';
import type { Workspace } from '../../../../src/app/workspace.ts';
import type { CellEvents } from '../../../../src/cells/types.ts';
import { parseNotebook } from '../../../../src/notebook/index.ts';

type Detail = CellEvents['th-pick']['detail'];

/** What picking in a metric cell named `alerts` leaves in the inputs of a notebook. */
function picked(input: string, ...details: readonly Omit<Detail, 'id' | 'row'>[]) {
  const { cells } = parseNotebook(
    `\`\`\`input sel\n${input}\n\`\`\`\n\n\`\`\`metric alerts\nkind: anomalies\n\`\`\`\n`,
  );
  const values = new Map<string, unknown>();
  const workspace = {
    runtime: { document: { value: { cells } }, value: (name: string) => values.get(name) },
    document: { setValue: (name: string, value: unknown) => values.set(name, value) },
    dataset: { value: null },
  } as unknown as Workspace;
  const id = cells.find(({ kind }) => kind === 'metric')?.id ?? '';
  for (const detail of details) pick({ id, row: {}, ...detail }, workspace);
  return values.get('sel');
}

const alert = (day: string, hour: number) => ({
  column: 'day',
  value: day,
  more: { beside: { hour } },
});
const february = { column: 'day', value: '2020-02-01', more: { to: '2020-02-29' } };

describe('a mark that stands for more than one value', () => {
  it('replaces what was picked before, also of the same day', () => {
    const [first, second] = [alert('2020-02-01', 9), alert('2020-02-01', 14)];
    expect(picked('type: selection', first, second)).toEqual([
      { by: 'alerts', column: 'day', in: ['2020-02-01'] },
      { by: 'alerts', column: 'hour', in: [14] },
    ]);
    expect(picked('type: selection', first, second, second)).toEqual([]);
  });

  it('asks for every day of a period', () => {
    const days = { from: '2020-02-01', to: '2020-02-29' };
    expect(picked('type: selection', february)).toEqual([{ by: 'alerts', column: 'day', ...days }]);
    expect(picked('type: selection', february, february)).toEqual([]);
    expect(picked('type: date-range', february)).toEqual(days);
  });
});

describe('what is picked in a chart by a column that events lack', () => {
  const nowhere = (column: string, ...blocks: readonly string[]) => {
    const chart = '```chart heights\nfrom: rows\nmark: barX\nx: n\ny: height\n```';
    const { cells } = parseNotebook([...blocks, chart].join('\n\n'));
    const id = cells.find(({ kind }) => kind === 'chart')?.id ?? '';
    return goesNowhere(id, column, cells);
  };
  const selection = '```input focus\ntype: selection\n```';
  const steps = '```metric steps\nkind: funnel\nfilter: $focus\n```';

  it('goes nowhere, which is to be said, where analyses follow the selection', () => {
    expect(nowhere('height', selection, steps)).toBe(true);
    expect(nowhere('brand', selection, steps)).toBe(false);
  });

  it('is taken where none follows, and nobody expects anything without a selection', () => {
    expect(nowhere('height', selection)).toBe(false);
    expect(nowhere('height', steps)).toBe(false);
  });
});
