import { beforeAll, describe, expect, it } from 'vitest';
import { canAdd } from '../../../src/warehouse/store/append-stored.ts';
import type { Wanted } from '../../../src/warehouse/store/held.ts';
import { type Prepared, prepare } from '../../../src/warehouse/store/prepare.ts';
import { type DatasetRecord, memoryStore } from '../../../src/warehouse/store/records.ts';
import { REES46, TAOBAO } from './native.ts';

const HEADER =
  'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session';
const file = (name: string, ...lines: readonly string[]) =>
  new File([`${lines.join('\n')}\n`], name, { lastModified: 1 });
const OCTOBER = file(
  '2019-Oct.csv',
  HEADER,
  '2019-10-01 00:00:00 UTC,view,1,7,a.b,acme,1.00,1,s-1',
  '2019-10-02 00:00:00 UTC,cart,2,7,,acme,2.00,2,s-2',
);
const NOVEMBER = file(
  '2019-Nov.csv',
  HEADER,
  '2019-11-01 00:00:00 UTC,view,1,7,a.b,acme,1.00,1,s-3',
);
const OPFS: Wanted = { storage: 'opfs' };

const prepared = (picked: File) => prepare([picked], {}, memoryStore());

describe('events are added to stored ones', () => {
  let record: DatasetRecord;
  let november: Prepared;

  beforeAll(async () => {
    const { events } = await prepared(OCTOBER);
    november = await prepared(NOVEMBER);
    if (!events) throw new Error('no events');
    record = {
      storage: 'opfs',
      exactTimes: true,
      plans: events.plans,
      rules: events.rules,
      context: REES46,
      plain: [],
      report: { rejects: { columns: 3 }, rows: { duplicates: 2 } },
    } as unknown as DatasetRecord;
  });

  it('where these tell all that the files did', () => {
    expect(canAdd(record, november, OPFS)).toBe(true);
    expect(canAdd({ ...record, written: record.rules }, november, OPFS)).toBe(true);
    expect(canAdd(record, november, { ...OPFS, rules: { ...record.rules } })).toBe(true);
  });

  it('where files have no header, too', async () => {
    const half = (from: number) =>
      Array.from({ length: 60 }, (_, at) => `${at % 9},${at % 7},1,pv,${from + at * 900}`);
    const [one, two] = [1_511_539_200, 1_511_884_800].map((from) =>
      prepared(file(`${from}.csv`, ...half(from))),
    );
    const { events } = (await one) ?? {};
    const added = await two;
    if (!events || !added) throw new Error('no events');
    const taobao = { ...record, plans: events.plans, rules: events.rules, context: TAOBAO };
    expect(canAdd(taobao, added, OPFS)).toBe(true);
    expect(canAdd(record, added, OPFS)).toBe(false);
  });

  it('but not where something could come out otherwise than with all files', async () => {
    const { rules, report } = record;
    const robots = { ...rules, bot_session: 'reject' } as const;
    const { exactTimes: _, ...rounded } = record;
    const cases: Record<string, DatasetRecord> = {
      'times are rounded': rounded,
      'it lies in memory': { ...record, storage: 'memory' },
      'rows are seen by other rules': { ...record, written: { ...rules, duplicates: 'flag' } },
      'robots are left out': { ...record, rules: robots },
      'robots were left out': { ...record, report: { ...report, rejects: { bot_session: 501 } } },
      'it is a sample': { ...record, report: { ...report, sample: { share: 0.1 } } as never },
      'tables lie beside it': { ...record, plain: [{}] as never },
    };
    for (const [why, other] of Object.entries(cases))
      expect(canAdd(other, november, OPFS), why).toBe(false);
    const wishes: Record<string, Partial<Wanted>> = {
      'it is to lie in memory': { storage: 'memory' },
      'rules change': { rules: { duplicates: 'flag' } },
      'the zone is stated': { timezone: 'Asia/Shanghai' },
    };
    for (const [why, wish] of Object.entries(wishes))
      expect(canAdd(record, november, { ...OPFS, ...wish }), why).toBe(false);
  });

  it('nor where the file has a column more, or is no events', async () => {
    const line = '2019-11-01 00:00:00 UTC,view,1,7,a.b,acme,1.00,1,s-3';
    const more = await prepared(file('more.csv', `${HEADER},note`, `${line},new`));
    expect(more.events).not.toBeNull();
    expect(canAdd(record, more, OPFS)).toBe(false);
    const table = await prepared(file('cities.csv', 'city,people', 'Ulm,120000'));
    expect(canAdd(record, table, OPFS)).toBe(false);
  });
});
