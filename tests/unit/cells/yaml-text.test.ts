import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withValue } from '../../../src/cells/form/yaml-edit.ts';
import { yamlText } from '../../../src/cells/form/yaml-text.ts';

const TEXT = `# what it counts
kind: funnel # of orders
mode: ordered

where: { day: $period }  # as above
odd: [1,   2]`;

describe('YAML that a form writes', () => {
  test('keeps comments, order, blank lines and unknown keys', () => {
    expect(withValue(TEXT, ['mode'], 'strict')).toBe(TEXT.replace('ordered', 'strict'));
    expect(withValue(TEXT, ['where', 'brand'], '$brand')).toBe(
      TEXT.replace('$period }', '$period, brand: $brand }'),
    );
    expect(withValue(TEXT, ['mode'], undefined)).toBe(TEXT.replace('mode: ordered\n', ''));
    expect(withValue(TEXT, ['hold'], 'a, b')).toBe(`${TEXT}\nhold: a, b`);
  });

  test('written over several lines keeps its comments', () => {
    const text = 'kind: funnel\nwhere:\n  # the week\n  day: $period\n  brand: $brand';
    expect(withValue(text, ['where', 'day'], '$week')).toBe(text.replace('$period', '$week'));
    expect(withValue('{ a: 1 }', ['b'], 2)).toBe('{ a: 1, b: 2 }');
  });

  test('goes into mappings, makes them where they are missing and takes empty ones out', () => {
    expect(withValue('kind: funnel', ['where', 'day'], '$period')).toBe(
      'kind: funnel\nwhere: { day: $period }',
    );
    expect(withValue('kind: funnel\nwhere: { day: $p }', ['where', 'day'], undefined)).toBe(
      'kind: funnel',
    );
    expect(withValue('', ['type'], 'select')).toBe('type: select');
    expect(withValue('a: 1', ['a'], undefined)).toBe('');
  });

  test('writes lists in one line', () => {
    expect(parse(withValue('kind: funnel', ['steps'], [['view'], ['fav', 'cart']]))).toEqual({
      kind: 'funnel',
      steps: [['view'], ['fav', 'cart']],
    });
  });

  test('leaves alone what it cannot read', () => {
    expect(withValue('a: [1', ['a'], 2)).toBe('a: [1');
    expect(withValue('- 1', ['a'], 2)).toBe('- 1');
  });

  test('holds what was set, for any value', () => {
    const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), plain, (key, value) => {
        const text = withValue(TEXT, [key], value);
        expect(yamlText(text).errors).toEqual([]);
        expect(parse(text)[key]).toEqual(value);
      }),
    );
  });
});

describe('the places of keys', () => {
  test('are those of the text', () => {
    const { entries } = yamlText(TEXT);
    const seen = entries.map(({ at, valueAt }) => [
      TEXT.slice(at.from, at.to),
      valueAt && TEXT.slice(valueAt.from, valueAt.to),
    ]);
    expect(seen).toEqual([
      ['kind', 'funnel'],
      ['mode', 'ordered'],
      ['where', '{ day: $period }'],
      ['odd', '[1,   2]'],
    ]);
  });

  test('of an error are known too, and keys without values are told', () => {
    expect(yamlText('a: 1\nb: [2').errors[0]?.from).toBeGreaterThan(4);
    expect(yamlText('a:\n').entries).toMatchObject([{ key: 'a', valueAt: null, value: null }]);
    expect(yamlText('- 1').odd).toBe(true);
  });
});
