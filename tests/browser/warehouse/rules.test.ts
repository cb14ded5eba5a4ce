import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/index.ts';
import { type RuleAction, type Rules, Warehouse } from '../../../src/warehouse/index.ts';
import { everythingOf } from './everything.ts';

const DAY = 86_400;
/** The first second of Taobao's official period. */
const START = 1_511_539_200;

/** People, a repeated row, rows before and after the period, and a robot, one of whose events comes twice. */
function taobao(): string[] {
  const lines: string[] = [];
  for (let user = 1; user <= 20; user++)
    for (let day = 0; day < 9; day += 1 + (user % 4)) {
      const time = START + day * DAY + user * 600;
      lines.push(`${user},${100 + ((user + day) % 7)},${user % 3},pv,${time}`);
      lines.push(`${user},${100 + ((user + day) % 7)},${user % 3},pv,${time + 60}`);
      if (user % 5 === 0) lines.push(`${user},101,1,buy,${time + 90}`);
    }
  for (const row of [3, 8, 8]) lines.push(lines[row] as string);
  for (const time of [START - 1, START, START + 9 * DAY - 1, START + 9 * DAY])
    for (let copy = 0; copy < 2; copy++) lines.push(`7,105,2,fav,${time}`);
  for (let event = 0; event <= 500; event++) lines.push(`99,${event % 9},1,pv,${START + event}`);
  lines.push(`99,0,1,pv,${START}`);
  // Over the limit only as long as repeats count.
  for (let event = 0; event < 500; event++) lines.push(`98,${event % 9},1,pv,${START + event}`);
  lines.push(`98,0,1,pv,${START}`, `98,1,1,pv,${START + 1}`);
  return lines;
}

/** The same with prices and with sessions of the source, one of which two users share. */
function rees46(): string[] {
  const at = (second: number) =>
    `${new Date((START + second) * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const line = (
    second: number,
    word: string,
    item: number,
    price: string,
    user: number,
    session: string,
  ) =>
    `${at(second)},${word},${item},2053013555631882655,a.b,${item % 2 ? 'acme' : ''},${price},${user},${session}`;
  const lines = [
    'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
  ];
  for (let user = 1; user <= 20; user++)
    for (let day = 0; day < 3; day++) {
      const session = `s-${user % 3 === 0 ? 3 : user}-${day}`;
      lines.push(line(day * DAY + user * 40, 'view', 10 + (user % 5), '9.99', user, session));
      lines.push(
        line(day * DAY + user * 40 + 9, 'purchase', 10 + (user % 5), '9.99', user, session),
      );
    }
  for (const row of [2, 5, 5]) lines.push(lines[row] as string);
  for (const price of ['0.00', '-1.50', '0.00'])
    lines.push(line(77, 'view', 10, price, 4, 's-4-0'));
  for (let event = 0; event <= 500; event++)
    lines.push(
      line(event, 'view', event % 9, event === 7 ? '0' : '1.00', 90 + (event % 2), 'robot'),
    );
  lines.push(line(0, 'view', 0, '1.00', 90, 'robot'));
  for (let event = 0; event < 500; event++)
    lines.push(line(event, 'view', event % 9, '2.00', 98, 'busy'));
  lines.push(line(0, 'view', 0, '2.00', 98, 'busy'));
  return lines;
}

const FILES = {
  taobao: new File([`${taobao().join('\n')}\n`], 'UserBehavior.csv', { lastModified: 1 }),
  rees46: new File([`${rees46().join('\n')}\n`], '2019-Oct.csv', { lastModified: 1 }),
} as const;

const all = (action: RuleAction): Rules => ({
  duplicates: action,
  price_illegal: action,
  bot_session: action,
  out_of_window: action,
});
const ACTIONS = ['reject', 'flag', 'off'] as const;
const USUAL: Rules = { ...all('flag'), duplicates: 'reject', out_of_window: 'reject' };
/** Rules to begin with, and those of them that are changed one by one. */
const CASES = [
  ['taobao', all('reject'), ['out_of_window']],
  ['taobao', all('flag'), ['bot_session']],
  ['taobao', all('off'), ['duplicates']],
  ['rees46', all('flag'), ['duplicates']],
  ['rees46', USUAL, ['price_illegal', 'bot_session']],
] as const;
const said = (rules: Rules) => Object.values(rules).join(' ');

describe('rules can change after a load, one by one', { timeout: 240_000 }, () => {
  let engine: Engine;
  let warehouse: Warehouse;

  const everything = () => everythingOf(engine, warehouse);

  beforeAll(async () => {
    engine = createEngine();
    await engine.ready;
    warehouse = new Warehouse(engine);
  });
  afterAll(() => warehouse?.reset());

  it.each(CASES)('%s from %o: %o', async (source, start, rules) => {
    const file = FILES[source];
    const load = async (by: Rules) => {
      await warehouse.reset();
      await warehouse.open([file], { source, rules: by });
      return everything();
    };
    const begun = await load(start);
    const changes: { rule: (typeof rules)[number]; action: RuleAction; target: Rules }[] = [];
    for (const rule of rules)
      for (const action of ACTIONS)
        if (action !== start[rule])
          changes.push({ rule, action, target: { ...start, [rule]: action } });
    const changed: Awaited<ReturnType<typeof everything>>[] = [];
    for (const { rule, action, target } of changes) {
      const change = `${said(start)} → ${said(target)}`;
      await warehouse.change({ rules: target });
      const { made } = warehouse.current?.report ?? {};
      changed.push(await everything());
      expect(made ? made.tables.length > 0 : null, change).toBe(way(source, start, rule, action));
      await warehouse.change({ rules: start });
      if (!made) continue;
      expect(warehouse.current?.report.made).toBeDefined();
      expect(await everything(), `${change} and back`).toEqual(begun);
    }
    for (const [index, { target }] of changes.entries())
      expect(changed[index], `${said(start)} → ${said(target)}`).toEqual(await load(target));
  });
});

describe('the report zone can change after a load', { timeout: 240_000 }, () => {
  it.each(['taobao', 'rees46'] as const)('%s: layers are those of a load in it', async (source) => {
    const engine = createEngine();
    const warehouse = new Warehouse(engine);
    try {
      const options = { source, rules: USUAL };
      await warehouse.reset();
      await warehouse.open([FILES[source]], { ...options, reportTimezone: 'UTC' });
      await warehouse.change({ reportTimezone: 'America/New_York' });
      expect(warehouse.current?.report.made?.tables).toContain('dws_user_reach');
      const changed = await everythingOf(engine, warehouse);
      await warehouse.reset();
      await warehouse.open([FILES[source]], { ...options, reportTimezone: 'America/New_York' });
      expect(changed).toEqual(await everythingOf(engine, warehouse));
    } finally {
      await warehouse.reset();
    }
  });
});

/** Null: the files are read again. Else whether layers are built. */
function way(
  source: string,
  start: Rules,
  rule: (typeof CASES)[number][2][number],
  action: RuleAction,
): boolean | null {
  const from = start[rule];
  if (rule === 'duplicates') return from === 'flag' ? action === 'reject' : null;
  const unbroken = source === 'rees46' && rule === 'out_of_window';
  return unbroken || (from !== 'reject' && action !== 'reject') ? false : null;
}
