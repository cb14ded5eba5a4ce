import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differences,
  type LineDifference,
  lineDifferences,
} from '../../../../src/notebook/edit/differences.ts';
import { type Version, withVersion } from '../../../../src/notebook/edit/versions.ts';
import { anyText } from './texts.ts';

const BEFORE =
  '---\ntitle: T\n---\n# T\n\n```sql a\nselect 1\nfrom t\n```\n\n```sql b\nselect 2\n```\n\n```sql c\nselect 3\n```\n';

describe('the difference of two versions', () => {
  it('gives both texts back, line by line and cell by cell', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, now) => {
        const side = (lines: readonly LineDifference[], without: string) =>
          lines.filter(({ kind }) => kind !== without).map(({ text }) => text);
        const lines = lineDifferences(before, now);
        expect(side(lines, 'removed').join('')).toBe(now);
        expect(side(lines, 'added').join('')).toBe(before);
        const { head, cells } = differences(before, now);
        const whole = [head, ...cells.map((cell) => cell.lines)];
        expect(whole.flatMap((one) => side(one, 'removed')).join('')).toBe(now);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('tells cells that were changed, moved, added and removed', () => {
    const now = BEFORE.replace('title: T', 'title: U')
      .replace('select 1\n', 'select 10\n')
      .replace('```sql b\nselect 2\n```\n\n', '')
      .replace('# T\n\n', '# T\n\n```sql c\nselect 3\n```\n\n')
      .replace(/```sql c\nselect 3\n```\n$/, '```input d\ntype: text\n```\n');
    const { head, cells } = differences(BEFORE, now);
    expect(head.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
    const told = cells.map(({ kind, moved, now: to, before: from }) => [
      to?.name ?? from?.name ?? 'text',
      kind,
      moved,
    ]);
    expect(told).toEqual([
      ['text', 'same', false],
      ['b', 'removed', false],
      ['c', 'changed', false],
      ['a', 'changed', true],
      ['d', 'added', false],
    ]);
    expect(
      cells.find((cell) => cell.now?.name === 'a')?.lines.filter(({ kind }) => kind !== 'same'),
    ).toEqual([
      { kind: 'removed', text: 'select 1\n' },
      { kind: 'added', text: 'select 10\n' },
    ]);
  });
});

describe('versions', () => {
  const minute = 60_000;
  const auto = (text: string, at: number): Version => ({ text, at: at * minute, reason: 'auto' });
  const all = (...versions: readonly Version[]) =>
    versions.reduce<readonly Version[]>((kept, one) => withVersion(kept, one), []);

  it('are kept once for one text', () => {
    expect(all(auto('a', 0), auto('a', 10))).toHaveLength(1);
    expect(all(auto('a', 0), { text: 'a', at: 1, reason: 'saved' })[0]?.reason).toBe('saved');
  });

  it('made by themselves within five minutes are one, the newest', () => {
    const kept = all(auto('a', 0), auto('b', 2), auto('c', 4), auto('d', 6), auto('e', 7));
    expect(kept.map(({ text }) => text)).toEqual(['c', 'e']);
  });

  it('made by hand are never merged, and the oldest automatic ones go first', () => {
    let kept: readonly Version[] = [];
    for (let i = 0; i < 60; i++)
      kept = withVersion(kept, { text: `s${i}`, at: i, reason: 'saved' });
    for (let i = 0; i < 60; i++) kept = withVersion(kept, auto(`a${i}`, 100 + i * 10));
    expect(kept).toHaveLength(100);
    expect(kept.filter(({ reason }) => reason === 'saved')).toHaveLength(60);
    expect(kept.at(-1)?.text).toBe('a59');
  });
});
