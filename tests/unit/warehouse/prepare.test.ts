import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { shapeKey } from '../../../src/sources/detect/index.ts';
import { checkOptions } from '../../../src/warehouse/store/options.ts';
import { prepare } from '../../../src/warehouse/store/prepare.ts';
import { memoryStore } from '../../../src/warehouse/store/records.ts';
import { isWhole } from '../../../src/warehouse/store/stored-events.ts';
import type { LoadOptions } from '../../../src/warehouse/types.ts';

const file = (name: string, ...lines: readonly string[]) =>
  new File([`${lines.join('\n')}\n`], name, { lastModified: 1 });

const EVENTS = file(
  'events.csv',
  'event_time,event_type,user_id,item_id',
  '2024-01-01 10:00:00,view,1,2',
  '2024-01-01 10:01:00,purchase,1,2',
);
const TIMELESS = file('timeless.csv', 'user_id,item_id,event_type', '1,2,view', '1,3,purchase');
const NAMES = file('names.csv', 'name', 'anna', 'bert');

const prepared = (files: readonly File[], options: LoadOptions = {}) =>
  prepare(files, options, memoryStore());

/** An archive of members by their name. */
async function zip(name: string, members: Readonly<Record<string, string>>): Promise<File> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [member, text] of Object.entries(members))
    await writer.add(member, new TextReader(text));
  return new File([await writer.close()], name, { lastModified: 1 });
}

const membersOf = (picked: readonly { readonly shape: { readonly member?: string } }[]) =>
  picked.map(({ shape }) => shape.member);

describe('what becomes of picked files', () => {
  it('is only what was asked for of an archive that holds several shapes', async () => {
    const text = await EVENTS.text();
    const all = await zip('all.zip', {
      'oct.csv': text,
      'names.csv': await NAMES.text(),
      'nov.csv': text.replaceAll('2024-01', '2024-02'),
    });
    const { events, tables } = await prepared([all]);
    expect(membersOf(events?.files ?? [])).toEqual(['oct.csv', 'nov.csv']);
    expect(tables.map(membersOf)).toEqual([['names.csv']]);

    const [first] = events?.files ?? [];
    const [names] = tables.flat();
    if (!first || !names) throw new Error('nothing was found');
    const only = await prepared([all], { shape: shapeKey(first.shape) });
    expect(membersOf(only.events?.files ?? [])).toEqual(['oct.csv', 'nov.csv']);
    expect(only.tables).toEqual([]);
    const rest = await prepared([all], { shape: shapeKey(names.shape), asTable: true });
    expect(rest.events).toBeNull();
    expect(rest.tables.map(membersOf)).toEqual([['names.csv']]);

    const again = await prepare([all], {}, memoryStore(), [], new Map([[all, ['nov.csv']]]));
    expect(membersOf(again.events?.files ?? [])).toEqual(['nov.csv']);
    expect(again.tables).toEqual([]);
  });

  it('is events and tables side by side', async () => {
    const { events, tables, notes } = await prepared([NAMES, EVENTS]);
    expect(events?.files.map(({ file: { name } }) => name)).toEqual(['events.csv']);
    expect(tables.map((group) => group.map(({ file: { name } }) => name))).toEqual([['names.csv']]);
    expect(notes.map(({ key }) => key)).toContain('source.note.one-column');
  });

  it('is a refusal where events lack nothing but the time, or were asked for', async () => {
    await expect(prepared([TIMELESS])).rejects.toMatchObject({ code: 'no-time-column' });
    await expect(prepared([NAMES], { source: 'custom' })).rejects.toMatchObject({
      code: 'no-time-column',
      parameters: { file: 'names.csv' },
    });
    const { events, tables } = await prepared([TIMELESS], { asTable: true });
    expect([events, tables.length]).toEqual([null, 1]);
  });

  it('is a table where a mapping fits another of the files only', async () => {
    const mapping = { event_time: 'event_time', user_id: 'user_id', event_type: 'event_type' };
    const { events, tables } = await prepared([NAMES, EVENTS], { mapping });
    expect([events?.files.length, tables.length]).toEqual([1, 1]);
    await expect(prepared([NAMES], { mapping })).rejects.toMatchObject({
      code: 'mapping-incomplete',
    });
  });

  it('can do without the files later where all their columns are kept', async () => {
    const whole = await prepared([EVENTS]);
    expect(isWhole(whole.events?.plans ?? [])).toBe(true);
    const some = await prepared([EVENTS], {
      mapping: { event_time: 0, event_type: 1, user_id: 2 },
    });
    expect(isWhole(some.events?.plans ?? [])).toBe(false);
  });
});

describe('options that a script misspelt', () => {
  const options = (given: Readonly<Record<string, unknown>>) => () =>
    checkOptions(given as LoadOptions);

  it('are refused with what could stand there', () => {
    expect(options({ source: 'tabao' })).toThrow(/tabao.*taobao/);
    expect(options({ storage: 'cloud' })).toThrow(/cloud.*opfs, memory/);
    expect(options({ rules: { doubles: 'off' } })).toThrow(/doubles.*duplicates/);
    expect(options({ rules: { duplicates: 'maybe' } })).toThrow(/maybe.*reject, flag, off/);
    expect(options({ timezone: 'Mars/Olympus' })).toThrow(/Mars/);
    expect(options({ reportTimezone: 'Nowhere' })).toThrow(/report_timezone/);
  });

  it('pass where they are right', () => {
    expect(options({})).not.toThrow();
    expect(
      options({ storage: 'memory', rules: { duplicates: 'flag' }, timezone: 'Asia/Shanghai' }),
    ).not.toThrow();
  });
});
