import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/index.ts';
import { Warehouse } from '../../../src/warehouse/index.ts';
import { everythingOf } from './everything.ts';

const DAY = 86_400;
/** The first second of Taobao's official period. */
const START = 1_511_539_200;
const SEAM = START + 4 * DAY;

const file = (name: string, lines: readonly string[]) =>
  new File([`${lines.join('\n')}\n`], name, { lastModified: 1 });

/** Users of both halves, of one only, and a session that goes on over the seam. */
function half(from: number, to: number): string[] {
  const lines: string[] = [];
  for (let user = 1; user <= 30; user++)
    for (let time = from + user * 700; time < to; time += DAY / 2 + user * 97) {
      const item = 100 + ((user * 7 + time) % 11);
      lines.push(`${user},${item},${item % 3},pv,${time}`);
      if (user % 3 === 0) lines.push(`${user},${item},${item % 3},buy,${time + 60}`);
    }
  return lines;
}

const FIRST = [
  ...half(START, SEAM),
  `5,100,1,pv,${SEAM - 600}`,
  `40,101,2,buy,${SEAM - 5 * 3600}`,
  `41,102,0,pv,${START - 1}`,
  'cut',
];
const SECOND = [
  ...half(SEAM, START + 9 * DAY),
  `5,100,1,buy,${SEAM + 600}`,
  `41,102,0,pv,${SEAM + 900}`,
  // Of the first file once more, and one of its own.
  `40,101,2,buy,${SEAM - 5 * 3600}`,
  `41,102,0,pv,${SEAM + 900}`,
  `42,103,1,pv,${START + 9 * DAY}`,
];

const files = () => [file('nov.csv', FIRST), file('dec.csv', SECOND)] as const;

describe('a file that is added', { timeout: 180_000 }, () => {
  let engine: Engine;
  let warehouse: Warehouse;
  let together: Awaited<ReturnType<typeof everythingOf>>;

  beforeAll(async () => {
    engine = createEngine();
    await engine.ready;
    warehouse = new Warehouse(engine);
    await warehouse.reset();
    await warehouse.open(files(), { source: 'taobao' });
    together = await everythingOf(engine, warehouse);
    await warehouse.reset();
  }, 120_000);
  afterAll(() => warehouse?.reset());

  it('gives every table that both files together give', async () => {
    const [first, second] = files();
    await warehouse.open([first], { source: 'taobao' });
    await warehouse.open([second], { append: true });
    expect(warehouse.current?.report.made?.from).toBe('added');
    expect(await everythingOf(engine, warehouse)).toEqual(together);
    expect(together.rows).toMatchObject({ duplicates: 2, rejected: 3 });
    expect(await warehouse.datasets()).toHaveLength(1);
    await warehouse.reset();
  });

  it('gives them too where the first file is gone', async () => {
    const [first, second] = files();
    await warehouse.open([first], { source: 'taobao' });
    const later = new Warehouse(engine);
    await later.reopen();
    await later.open([second], { append: true });
    expect(later.current?.report.made?.from).toBe('added');
    expect(await everythingOf(engine, later)).toEqual(together);
    await later.reset();
  });
});
