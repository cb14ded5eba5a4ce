import { describe, expect, it } from 'vitest';
import { layoutOf, lineageOf } from '../../../../src/app/graph/layout.ts';
import { buildGraph, graphNodes, parseNotebook } from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';

function nodesOf(...blocks: readonly string[]) {
  const { cells } = parseNotebook(blocks.map((one) => `\`\`\`${one}\n\`\`\`\n`).join(''));
  return graphNodes(cells, buildGraph(cells, sqlNames));
}

const NODES = nodesOf(
  'input a\ntype: number',
  'sql b\nselect $a',
  'sql c\nfrom b',
  'sql d\nfrom b',
  'sql x\nselect 1',
);
const idOf = (name: string) => NODES.find((node) => node.name === name)?.id ?? '';
const nameOf = (id: string) => NODES.find((node) => node.id === id)?.name;

describe('the picture of the graph', () => {
  it('has each node to the right of what it reads, and none over another', () => {
    const { placed, width, height } = layoutOf(NODES);
    const at = new Map(placed.map((one) => [one.node.id, one]));
    for (const { node, x } of placed)
      for (const read of node.reads) expect(at.get(read)?.x ?? x).toBeLessThan(x);
    expect(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size).toBe(NODES.length);
    for (const { x, y } of placed) expect(x < width && y < height).toBe(true);
  });

  it('comes to an end where cells read each other', () => {
    const round = nodesOf('sql a\nfrom b', 'sql b\nfrom a');
    expect(layoutOf(round).placed).toHaveLength(2);
    expect(lineageOf(round[0]?.id ?? '', round).upstream.size).toBe(2);
  });

  it('knows what stands before and behind a node', () => {
    const { upstream, downstream } = lineageOf(idOf('b'), NODES);
    expect([...upstream].map(nameOf).sort()).toEqual(['a', 'b']);
    expect([...downstream].map(nameOf).sort()).toEqual(['b', 'c', 'd']);
  });

  it('crosses no lines that need not cross', () => {
    const nodes = nodesOf('sql a\nselect 1', 'sql b\nselect 2', 'sql p\nfrom b', 'sql q\nfrom a');
    const y = new Map(layoutOf(nodes).placed.map(({ node, y }) => [node.name, y]));
    const above = (one: string, other: string) => (y.get(one) ?? 0) < (y.get(other) ?? 0);
    expect(above('a', 'b')).toBe(above('q', 'p'));
  });
});
