import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine, rowsOf, storedFiles } from '../../../src/engine/index.ts';
import { type LoadReport, Warehouse } from '../../../src/warehouse/index.ts';

const HEADER = 'event_time,event_type,user_id,item_id,category_id,brand,price';
const JULY = [
  '2024-07-01 22:30:00,view,1,10,100,Lux,5.00',
  '2024-07-01 22:31:00,purchase,1,10,100,Lux,5.00',
  '2024-07-02 01:00:00,view,2,11,100,,7.50',
  '2024-07-02 01:00:00,view,2,11,100,,7.50',
  '2024-07-02 09:00:00,hover,2,11,100,,7.50',
];
const AUGUST = [
  '2024-08-01 10:00:00,purchase,2,11,100,,7.50',
  '2024-08-01 10:00:01,view,3,12,101,Weave,1.25',
  '2024-07-02 01:00:00,view,2,11,100,,7.50',
];

const DAYS =
  'select day::varchar as day, sum(events)::int as n from dws_user_day group by all order by all';

const csv = (name: string, rows: readonly string[], header = HEADER) =>
  new File([[header, ...rows, ''].join('\n')], name, { lastModified: 1 });

const failed = ({ tables }: LoadReport) =>
  tables.flatMap(({ name, checks }) =>
    checks.filter(({ passed }) => !passed).map((check) => `${name} ${check.name}`),
  );

describe('the warehouse of a page', { timeout: 180_000 }, () => {
  let engine: Engine;
  let warehouse: Warehouse;
  const one = async (sql: string) => rowsOf(await engine.query(sql))[0];
  const events = async () => (await one('select count(*)::int as n from dwd_events'))?.n;

  const names = async () => (await storedFiles()).map(({ name }) => name).sort();

  /** The different answers of queries that are asked for as long as `work` lasts, and after it; none may fail. */
  async function during(work: Promise<void>): Promise<string[]> {
    let working = true;
    const ended = work.finally(() => {
      working = false;
    });
    const answers = new Set<string>();
    while (working) answers.add(JSON.stringify(rowsOf(await engine.query(DAYS))));
    await ended;
    answers.add(JSON.stringify(rowsOf(await engine.query(DAYS))));
    return [...answers].sort();
  }

  beforeAll(async () => {
    engine = createEngine();
    await engine.ready;
    warehouse = new Warehouse(engine);
    await warehouse.reset();
  });
  afterAll(() => warehouse?.reset());

  it('says where every record went, and passes its own checks', async () => {
    const report = await warehouse.open([csv('july.csv', JULY)], { name: 'Summer' });
    expect(report.rows).toEqual({
      read: 5,
      dwd: 3,
      duplicates: 1,
      rejected: 1,
      blank: 0,
      unsampled: 0,
    });
    expect(report.rejects).toEqual({ event_type: 1 });
    expect(failed(report)).toEqual([]);
    expect(await events()).toBe(3);
    expect(await warehouse.rejectsCsv()).toBe(
      `\uFEFFfile,line,reason,text\r\njuly.csv,6,event_type,"${JULY[4]}"\r\n`,
    );
  });

  it('opens what is there when the same files come with the same rules', async () => {
    const first = warehouse.current?.report.dataset;
    const same = await warehouse.open([csv('july.csv', JULY)], { name: 'Again' });
    expect(same.dataset).toBe(first);
    const other = await warehouse.open([csv('july.csv', JULY)], { rules: { duplicates: 'flag' } });
    expect(other.dataset).not.toBe(first);
    expect(other.rows.dwd).toBe(4);
    expect(other.flags.duplicates).toBe(1);
    await warehouse.delete(other.dataset);
    expect(warehouse.current?.report.dataset).toBe(first);
    expect(await events()).toBe(3);
  });

  it('keeps what was open when a load fails, and leaves no file behind', async () => {
    const files = (await storedFiles()).map(({ name }) => name).sort();
    const bad = csv('bad.csv', ['yesterday,view,1,10,100,Lux,5.00', 'now,view,1,10,100,Lux,5.00']);
    const mapping = { event_time: 'event_time', event_type: 'event_type', user_id: 'user_id' };
    await expect(warehouse.open([bad], { mapping })).rejects.toMatchObject({
      name: 'TabhouseError',
    });
    const abort = new AbortController();
    abort.abort();
    await expect(
      warehouse.open([csv('more.csv', AUGUST)], { signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect((await storedFiles()).map(({ name }) => name).sort()).toEqual(files);
    expect(await events()).toBe(3);
  });

  it('counts days in another zone once the layers are built again, and answers meanwhile', async () => {
    const answers = await during(warehouse.change({ reportTimezone: 'Asia/Shanghai' }));
    expect(rowsOf(await engine.query(DAYS))).toEqual([{ day: '2024-07-02', n: 3 }]);
    expect(answers).toEqual([
      '[{"day":"2024-07-01","n":2},{"day":"2024-07-02","n":1}]',
      '[{"day":"2024-07-02","n":3}]',
    ]);
    const { made } = warehouse.current?.report ?? {};
    expect(made?.from).toBe('stored');
    expect(made?.tables).toContain('dws_user_day');
    expect(warehouse.current?.context).toMatchObject({ from: '2024-07-02', to: '2024-07-02' });
    expect(failed(warehouse.current?.report as LoadReport)).toEqual([]);
  });

  it('lets queries wait where this browser cannot share files', async () => {
    const alone = new Warehouse(engine, { shared: async () => false });
    await alone.reopen();
    const answers = await during(alone.change({ reportTimezone: 'UTC' }));
    expect(answers).toEqual([
      '[{"day":"2024-07-01","n":2},{"day":"2024-07-02","n":1}]',
      '[{"day":"2024-07-02","n":3}]',
    ]);
    await alone.change({ reportTimezone: 'Asia/Shanghai' });
    await warehouse.reopen();
    expect(failed(warehouse.current?.report as LoadReport)).toEqual([]);
  });

  it('copies what is there where other rules ask for the same rows, and builds what differs', async () => {
    const open = warehouse.current?.report.dataset;
    const before = await names();
    const rules = { price_illegal: 'off' } as const;
    const report = await warehouse.open([csv('july.csv', JULY)], { rules, name: 'Twin' });
    expect(report.dataset).not.toBe(open);
    expect(report).toMatchObject({ name: 'Twin', made: { from: 'stored' }, rows: { dwd: 3 } });
    expect(failed(report)).toEqual([]);
    expect(rowsOf(await engine.query(DAYS))).toHaveLength(2);
    await warehouse.delete(report.dataset);
    expect(warehouse.current?.report.dataset).toBe(open);
    expect(await names()).toEqual(before);
  });

  it('adds the next month, and tells duplicates across files', async () => {
    const report = await warehouse.open([csv('august.csv', AUGUST)], { append: true });
    expect(report.name).toBe('Summer');
    expect(report.rows).toEqual({
      read: 8,
      dwd: 5,
      duplicates: 2,
      rejected: 1,
      blank: 0,
      unsampled: 0,
    });
    expect(failed(report)).toEqual([]);
    expect(await one('select max(active_days)::int as days from dws_user')).toEqual({ days: 2 });
    expect(warehouse.current?.context.reportTimezone).toBe('Asia/Shanghai');
    expect(await warehouse.datasets()).toHaveLength(1);
  });

  it('opens a file that is not events as a table beside the events', async () => {
    const prices = csv('Price list.csv', ['rug,1.25', 'lamp,5'], 'thing,price');
    await warehouse.open([prices], { append: true });
    expect(await one('select sum(price) as total, count(*)::int as n from price_list')).toEqual({
      total: 6.25,
      n: 2,
    });
    expect(await events()).toBe(5);
  });

  it('comes back whole in another page, and forgets all when told to', async () => {
    const context = warehouse.current?.context;
    await engine.release();
    const next = createEngine();
    const later = new Warehouse(next);
    await later.reopen();
    expect(later.current?.context).toEqual(context);
    expect(rowsOf(await next.query('select count(*)::int as n from dwd_events'))).toEqual([
      { n: 5 },
    ]);
    expect(rowsOf(await next.query('select count(*)::int as n from price_list'))).toEqual([
      { n: 2 },
    ]);
    await later.rename(context?.id ?? '', 'Year');
    expect((await later.datasets()).map(({ name }) => name)).toEqual(['Year']);
    await later.reset();
    expect(await later.datasets()).toEqual([]);
    expect(await storedFiles()).toEqual([]);
  });

  it('does the same in memory, and survives a restart of the engine', async () => {
    const report = await warehouse.open([csv('july.csv', JULY)], { storage: 'memory' });
    expect(failed(report)).toEqual([]);
    expect(await storedFiles()).toEqual([]);
    await engine.restart('asked');
    expect(await events()).toBe(3);
    await warehouse.open([csv('august.csv', AUGUST)], { append: true, storage: 'memory' });
    expect(await events()).toBe(5);
    await warehouse.change({ reportTimezone: 'America/New_York' });
    expect(await one('select min(day)::varchar as day from dws_user_day')).toEqual({
      day: '2024-07-01',
    });
  });
});
