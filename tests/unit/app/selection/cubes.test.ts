import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { Cubes } from '../../../../src/app/selection/cubes.ts';
import type { Workspace } from '../../../../src/app/workspace.ts';
import type { QueryOptions } from '../../../../src/engine/index.ts';

/** A page whose engine answers when it is told to, and what it is asked. */
function page() {
  const asked: { readonly options: QueryOptions; answer(): void }[] = [];
  const query = (_sql: string, _parameters: unknown, options: QueryOptions = {}) =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      const one = { day: ['2024-03-04'], hour: [7], events: [3], views: [2], purchases: [1] };
      asked.push({ options, answer: () => resolve(tableFromArrays({ ...one, gmv: [5] })) });
    });
  const context = { columns: ['event_time'], version: 'v1', eventTypes: [], textual: [] };
  const workspace = { engine: { query }, dataset: { peek: () => ({ context }) } };
  return { asked, cubes: new Cubes(workspace as unknown as Workspace) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('cubes that are made ahead', () => {
  it('are given up for what the reader waits for, and made when they are wanted again', async () => {
    const { asked, cubes } = page();
    const ahead = cubes.get({}, 'background');
    await settled();
    expect(asked).toHaveLength(1);
    cubes.giveWay();
    expect(await ahead).toBeNull();
    expect(cubes.find({})).toBeNull();
    const again = cubes.get({}, 'background');
    await settled();
    asked[1]?.answer();
    expect(await again).toMatchObject({ days: ['2024-03-04'] });
    cubes.giveWay();
    expect(cubes.find({})).toMatchObject({ days: ['2024-03-04'] });
  });

  it('go on where the reader waits for them', async () => {
    const { asked, cubes } = page();
    const wanted = cubes.get({}, 'screen');
    await settled();
    cubes.giveWay();
    asked[0]?.answer();
    expect(await wanted).toMatchObject({ days: ['2024-03-04'] });
  });
});
