import { describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { locale } from '../../../src/i18n/index.ts';
import { type CellResult, interpolate } from '../../../src/notebook/index.ts';

const overview: CellResult = {
  kind: 'rows',
  rows: [{ uv: 12345, conversion: 0.2181, name: '<b>*x*</b>', none: null }],
  total: 1,
  relation: null,
  detail: { definition: { facts: { head: 689, nested: { gini: 0.5 } } } },
};
const results = new Map([['overview', overview]]);

describe('values in text', () => {
  it('are formatted, and taken from the first row or the facts', () => {
    expect(interpolate('{{overview.uv}} / {{overview.conversion | percent}}', results)).toBe(
      '12,345 / 21.8%',
    );
    expect(interpolate('{{overview.head}} {{ overview.nested.gini | decimal }}', results)).toBe(
      '689 0.50',
    );
  });

  it('are read as words where they are stable keys', () => {
    const rows = [{ segment: 'at_risk', name: 'recent+high_spending', type: 'cart', brand: '*a*' }];
    const own = new Map([['own', { ...overview, rows }]]);
    const written = () =>
      interpolate(
        ['segment', 'name', 'type', 'brand'].map((one) => `{{own.${one} | word}}`).join(' / '),
        own,
      );
    expect(written()).toBe('At risk / recent, high spend / Add to cart / &#42;a&#42;');
    locale.value = 'zh-CN';
    expect(written()).toMatch(/^流失风险 \/ .*、.* \/ 加购/);
    locale.value = 'en';
  });

  it('are data, never markup', () => {
    const text = interpolate('{{overview.name}}', results);
    expect(text).not.toMatch(/[<>*]/);
  });

  it('never enter a link: a click would send them', () => {
    const text = interpolate(
      '[a](https://x.example/{{overview.uv}}) https://x.example/?{{overview.uv}} <a href="//x?{{overview.uv}}"> {{overview.uv}}',
      results,
    );
    expect(text).toBe('[a](https://x.example/) https://x.example/? <a href="//x?"> 12,345');
  });

  it('leave a dash where there is nothing', () => {
    expect(interpolate('{{overview.uv}} {{overview.none}} {{nobody.x}}', results)).toBe(
      '12,345 — —',
    );
  });
});

describe('a sentence of nothing but holes', () => {
  const refused = new TabhouseError('metric-not-applicable', {
    parameters: { metric: 'Brands', reason: 'it has no brand.' },
  });
  const failed = new Map<string, unknown>([
    ['brands', refused],
    ['broken', new Error('no')],
  ]);
  const purchases: CellResult = {
    ...overview,
    rows: [{ uv: null, pv: null, orders: 7 }],
    detail: {
      definition: { facts: { lacks: ['uv', 'pv'], lacks_reason: 'it has purchases only.' } },
    },
  };
  const all = new Map([...results, ['sold', purchases]]);
  const told = (text: string) =>
    interpolate(text, all, undefined, failed).replaceAll(/&#(\d+);/g, (_, code) =>
      String.fromCodePoint(Number(code)),
    );

  it('says why the data have none of its figures, and its neighbours stay', () => {
    expect(told('{{sold.uv}} visitors saw {{sold.pv}} pages. {{sold.orders}} orders.')).toBe(
      '7 orders. Not told by this data: Visitors, Page views; it has purchases only.',
    );
    expect(told('A. Of {{brands.n}} times, {{brands.loss}} were lost.\n\n- {{brands.n}} b')).toBe(
      'A. What stands here cannot be told from this data: it has no brand.\n\n- What stands here cannot be told from this data: it has no brand.',
    );
  });

  it('names what is missing where nobody knows why, and the cell that failed', () => {
    expect(told('Most come at {{overview.none}}:00.')).toBe('There is no figure here for: none.');
    expect(told('It is {{broken.x}}。都好。')).toBe(
      '都好。 What stands here cannot be told: broken failed.',
    );
  });

  it('keeps its dashes in a heading, beside a figure, and where a name or column is unknown', () => {
    for (const [text, shown] of [
      ['# At {{overview.none}}', '# At —'],
      ['{{overview.uv}} at {{overview.none}}.', '12,345 at —.'],
      ['At {{nobody.x}}.', 'At —.'],
      ['At {{overview.typo}}.', 'At —.'],
    ] as const)
      expect(told(text)).toBe(shown);
  });
});
