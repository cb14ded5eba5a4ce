import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layFlow } from '../../../src/charts/marks/flow.ts';

const flow = (source: string, target: string, value = 1) => ({ source, target, value });

describe('a flow in steps', () => {
  test('goes from left to right', () => {
    const { nodes, steps } = layFlow([flow('a', 'b', 3), flow('b', 'c', 2), flow('a', 'c')], 200);
    expect(Object.fromEntries(nodes.map(({ name, step }) => [name, step]))).toEqual({
      a: 0,
      b: 1,
      c: 2,
    });
    expect(steps).toBe(3);
  });

  test('stands names on the steps that they tell, though nothing flows into them', () => {
    const flows = [
      flow('-2 start', '-1 view'),
      flow('-1 view', '0 buy'),
      flow('-1 start', '0 buy'),
    ];
    const { nodes, steps } = layFlow(flows, 200, (name) => Number.parseInt(name, 10));
    expect(Object.fromEntries(nodes.map(({ name, step }) => [name, step]))).toEqual({
      '-2 start': 0,
      '-1 view': 1,
      '-1 start': 1,
      '0 buy': 2,
    });
    expect(steps).toBe(3);
  });

  test('unrolls circles instead of failing over them', () => {
    const { links, repeated } = layFlow([flow('a', 'b'), flow('b', 'a'), flow('b', 'b')], 200);
    expect(links).toHaveLength(3);
    expect(new Set(repeated)).toEqual(new Set(['a', 'b']));
    expect(links.every(({ source, target }) => target.step > source.step)).toBe(true);
  });

  test('lays any graph out within its height, losing none of it', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const flows = fc.array(
      fc.record({
        source: names,
        target: names,
        value: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(flows, (given) => {
        const { nodes, links } = layFlow(given, 300);
        expect(links).toHaveLength(given.length);
        for (const { source, target } of links) expect(target.step).toBeGreaterThan(source.step);
        for (const { top, height } of nodes) {
          expect(top).toBeGreaterThanOrEqual(-1);
          expect(top + height).toBeLessThanOrEqual(320);
        }
      }),
    );
  });

  test('of a chain of ten thousand names is no deeper than the memory', () => {
    const chain = Array.from({ length: 2000 }, (_, at) => flow(`n${at}`, `n${at + 1}`));
    expect(layFlow(chain, 300).steps).toBe(2001);
  });
});
