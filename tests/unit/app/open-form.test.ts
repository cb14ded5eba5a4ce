import { describe, expect, it } from 'vitest';
import {
  eventWords,
  inspectGroups,
  notesOf,
  type OpenGroup,
  optionsOf,
} from '../../../src/app/open-form.ts';

const LOG = [
  'when,who,what,channel',
  '2024-04-03 10:00:00,7,view,web',
  '2024-04-03 10:01:00,7,hover,web',
  '2024-04-04 11:00:00,8,buy,app',
  '',
].join('\n');

const file = (name: string, text: string) => new File([text], name, { lastModified: 1 });

async function log(): Promise<OpenGroup> {
  const { groups } = await inspectGroups([file('log.csv', LOG)], { storage: 'memory' });
  const [group] = groups;
  if (!group) throw new Error('no group');
  const columns = {
    event_time: { column: 'when' },
    user_id: { column: 'who' },
    event_type: { column: 'what' },
  };
  return { ...group, choice: { ...group.choice, columns } };
}

describe('the form before a load', () => {
  it('says which event words have no meaning, and takes one', async () => {
    const group = await log();
    expect(eventWords(group)).toEqual([
      ['view', 'view'],
      ['hover', null],
      ['buy', 'purchase'],
    ]);
    expect(notesOf(group)).toEqual([
      { key: 'detection.note.words', parameters: { words: 'hover' } },
    ]);
    const said: OpenGroup = {
      ...group,
      choice: { ...group.choice, words: { hover: 'click', buy: null } },
    };
    expect(notesOf(said).map(({ parameters }) => parameters?.words)).toEqual(['buy']);
    const { words } = optionsOf(said, false).mapping as { words: Record<string, string> };
    expect([words.view, words.hover, words.buy]).toEqual(['view', 'click', undefined]);
  });

  it('begins with what was said of such files before', async () => {
    const group = await log();
    const mapping = {
      columns: { ...group.choice.columns, brand: { column: 'channel' } },
      time: { kind: 'text', order: 'ymd', zoned: false },
      words: { view: 'view', hover: 'click' },
    } as const;
    const remembered = async () => ({ mapping, source: 'custom', timezone: 'Asia/Tokyo' }) as const;
    const { groups } = await inspectGroups([file('later.csv', LOG)], {
      storage: 'memory',
      remembered,
    });
    expect(groups[0]?.choice).toMatchObject({
      columns: { brand: { column: 'channel' } },
      timezone: 'Asia/Tokyo',
    });
  });

  it('shows the good ones of a pick, and why the others are missing', async () => {
    const { groups, problem } = await inspectGroups([file('empty.csv', ''), file('log.csv', LOG)], {
      storage: 'memory',
    });
    expect(groups.map(({ shapes }) => shapes.map(({ name }) => name))).toEqual([['log.csv']]);
    expect(problem).toMatchObject({ code: 'file-empty', parameters: { file: 'empty.csv' } });
    await expect(
      inspectGroups([file('empty.csv', '')], { storage: 'memory' }),
    ).rejects.toMatchObject({ code: 'file-empty' });
  });
});
