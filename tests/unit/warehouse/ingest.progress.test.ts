import { expect, test } from 'vitest';
import { Progress } from '../../../src/warehouse/ingest/progress.ts';
import type { LoadProgress } from '../../../src/warehouse/types.ts';

test('the figures of a load tell what each worker does, and what it holds, stage by stage', () => {
  const told: LoadProgress[] = [];
  const progress = new Progress({ estimatedRows: 100, totalBytes: 1000, workers: 2 }, (one) =>
    told.push(one),
  );
  const read = { stage: 'read', bytes: 100, share: 0 } as const;
  progress.enter('read', 'a.csv');
  progress.add(0, { ...read, subject: 'a.csv', rows: 30 });
  progress.add(1, { ...read, subject: 'b.csv', rows: 20 });
  progress.add(0, { ...read, subject: 'a.csv', rows: 10 });
  progress.holds(1, 5000);
  progress.add(1, { stage: 'dwd', subject: 'dwd', rows: 99, bytes: 0, share: 0.5 });
  progress.enter('dwd', 'dwd');
  expect(told.at(-1)?.workers).toEqual([
    { stage: 'dwd', subject: '', rows: 0, memoryBytes: 0 },
    { stage: 'dwd', subject: '', rows: 0, memoryBytes: 5000 },
  ]);
  progress.add(1, { stage: 'dwd', subject: 'dwd', rows: 40, bytes: 0, share: 1 });
  progress.enter('dws', 'dws_user');
  expect(told.at(-1)).toMatchObject({ stage: 'dws', rows: 0, bytes: 300 });
  expect(told.at(-1)?.workers?.[1]?.memoryBytes).toBe(5000);
});
