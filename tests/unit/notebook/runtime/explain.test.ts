import { afterEach, describe, expect, it } from 'vitest';
import { locale } from '../../../../src/i18n/index.ts';
import { explanationText } from '../../../../src/notebook/index.ts';
import { gated, input, notebook, settle, sql, sum } from './bench.ts';

const CHAIN = input('period') + sql('days', 'select $period') + sql('top', 'from days');

afterEach(() => {
  locale.value = 'en';
});

describe('why a cell is out of date', () => {
  it('names the input and both its values, through every cell between', async () => {
    const { runtime, id, explain } = notebook(CHAIN);
    await settle();
    runtime.setEagerness(id('days'), 'when-asked');
    runtime.setValue('period', { from: '2024-01-01', to: '2024-01-31' });
    await settle();
    expect(explain('days').changes).toEqual([
      {
        kind: 'value',
        name: 'period',
        from: undefined,
        to: { from: '2024-01-01', to: '2024-01-31' },
      },
    ]);
    expect(explain('top')).toMatchObject({ phase: 'stale', chain: ['days'], root: 'stale' });
    expect(explanationText(explain('top'))).toEqual([
      'It reads “days”, which is out of date.',
      '“period” has changed from the default to 2024-01-01 – 2024-01-31.',
    ]);
    locale.value = 'zh-CN';
    expect(explanationText(explain('days'))[0]).toBe(
      '“period”由 默认值 改为 2024-01-01 – 2024-01-31。',
    );
  });

  it('names edited texts, other data, tables, cells run again, and cells no longer read', async () => {
    const { runtime, id, explain, open } = notebook(CHAIN);
    runtime.setSources([{ name: 't', kind: 'table', version: '1' }]);
    await settle();
    runtime.setEagerness(id('top'), 'when-asked');
    const said = () => explanationText(explain('top'));
    open(CHAIN.replace('select $period', 'select $period + 1'));
    await settle();
    expect(said()).toEqual(['The text of “days” has changed.']);
    open(CHAIN.replace('from days', 'from days, t'));
    await settle();
    expect(said()).toEqual(['Its text has changed.', 'The table t has new rows.']);
    open(CHAIN, 'v2');
    await settle();
    expect(said()).toEqual(['The data has changed.']);
    open(CHAIN);
    await settle();
    runtime.run(id('days'));
    await settle();
    expect(said()).toEqual(['“days” was run again.']);
    open(CHAIN.replace('from days', 'select 1'));
    await settle();
    expect(said()).toEqual([
      'Its text has changed.',
      'It no longer reads “period”.',
      'It no longer reads “days”.',
    ]);
  });

  it('says what it costs and from which cost on it waits', async () => {
    let clock = 0;
    const { runtime, explain } = notebook(CHAIN, sum, {
      lazyAbove: 1000,
      now: () => {
        clock += 2500;
        return clock;
      },
    });
    await settle();
    runtime.setValue('period', 3);
    await settle();
    expect(explanationText(explain('days')).at(-1)).toBe(
      'It took 2.5 sec last time; cells above 1 sec wait to be asked.',
    );
  });
});

describe('why a cell is blocked', () => {
  it('leads to where the trouble begins', async () => {
    const { explain } = notebook(`${CHAIN}${sql('last', 'from top')}`, async (cell, ...rest) => {
      if (cell.name === 'days') throw new Error('no');
      return sum(cell, ...rest);
    });
    await settle();
    expect(explain('last')).toMatchObject({
      phase: 'blocked',
      chain: ['top', 'days'],
      root: 'failed',
    });
    expect(explanationText(explain('last'))).toEqual([
      'It reads top ← days, where “days” has failed.',
    ]);
  });

  it('does not tell of other data, which is not why', async () => {
    let fails = false;
    const { runtime, explain } = notebook(CHAIN, async (cell, ...rest) => {
      if (fails && cell.name === 'days') throw new Error('no');
      return sum(cell, ...rest);
    });
    await settle();
    fails = true;
    runtime.setSources([{ name: 'days_of_data', kind: 'table', version: '2' }]);
    runtime.setValue('period', 3);
    await settle();
    expect(explain('top')).toMatchObject({ phase: 'blocked', changes: [] });
    expect(explanationText(explain('top'))).toEqual(['It reads “days”, which has failed.']);
  });

  it('names what nothing defines', async () => {
    const { explain } = notebook(sql('a', 'select $nobody') + sql('b', 'from a'));
    await settle();
    expect(explanationText(explain('a'))).toEqual([
      'It reads “nobody”, and nothing in the notebook or the data is called so.',
    ]);
    expect(explain('b')).toMatchObject({ chain: ['a', 'nobody'], root: 'missing' });
  });
});

describe('why a cell waits', () => {
  it('names what is not done yet, and has nothing to say of one that is', async () => {
    const { wait, release } = gated();
    const { explain } = notebook(CHAIN, wait);
    await settle();
    expect(explain('top').waitsFor).toEqual(['days']);
    expect(explanationText(explain('top'))).toEqual(['It waits for days.']);
    await release('days');
    await release('top');
    expect(explanationText(explain('top'))).toEqual([]);
  });
});
