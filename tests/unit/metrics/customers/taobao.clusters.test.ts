import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/metrics/index.ts';
import type { DatasetContext } from '../../../../src/warehouse/types.ts';
import { native, sharedFile, TAOBAO, taobaoEvents } from '../../warehouse/native.ts';
import { databaseOf } from '../database.ts';
import { agreed } from './support.ts';
import known from './taobao.sklearn.json' with { type: 'json' };

interface Candidate {
  readonly k: number;
  readonly inertia: number;
  readonly silhouette?: number;
  readonly silhouette_squared?: number;
}

/** What `known.made` says was found by scikit-learn, beside how the file is read here. */
const FILES: readonly {
  readonly name: 'first_users' | 'purchase_history';
  readonly context: DatasetContext;
  readonly events: (path: string) => string;
}[] = [
  { name: 'first_users', context: TAOBAO, events: taobaoEvents },
  {
    name: 'purchase_history',
    context: {
      ...TAOBAO,
      id: 'history',
      columns: ['event_time', 'event_type', 'user_id', 'item_id'],
      eventTypes: ['purchase'],
    },
    events: (
      path,
    ) => `SELECT make_timestamp("Timestamp" * 1000000) AS event_time, 'purchase' AS event_type,
        UserID AS user_id, ItemID AS item_id
      FROM read_csv('${path}', header = true, columns = {'UserID': 'BIGINT', 'ItemID': 'BIGINT', 'Timestamp': 'BIGINT'})`,
  },
];

for (const { name, context, events } of FILES) {
  const wanted = known[name];
  const path = sharedFile(wanted.file);

  // Left out, with the file in its name, where the shared data are absent.
  describe.skipIf(path === null)(
    `the buyers of ${wanted.file}, which are not in the repository`,
    () => {
      it('lie as near together as in the clusters of scikit-learn, and as far apart', async () => {
        const warehouse = await native(context, events(path ?? ''));
        try {
          const { definition } = await agreed(
            databaseOf(warehouse.connection),
            'clusters',
            { frequency: 'rows', reference: wanted.reference },
            warehouse.context,
          );
          const { facts } = definition;
          expect(facts).toMatchObject({ buyers: wanted.users, silhouette_error: 0 });
          const found = facts.candidates as readonly Row[];
          let same = 0;
          const candidates: readonly Candidate[] = wanted.candidates;
          for (const { k, inertia, ...theirs } of candidates) {
            const own = found.find((one) => one.k === k);
            expect(Number(own?.inertia), `K = ${k}`).toBeLessThanOrEqual(inertia * 1.001);
            // The same clusters, or others as good: then silhouettes may differ.
            if (Math.abs(Number(own?.inertia) / inertia - 1) > 1e-9) continue;
            same++;
            if (theirs.silhouette !== undefined)
              expect(own?.silhouette).toBeCloseTo(theirs.silhouette, 8);
            if (theirs.silhouette_squared !== undefined)
              expect(own?.silhouette_squared).toBeCloseTo(theirs.silhouette_squared, 8);
          }
          expect(same).toBeGreaterThanOrEqual(5);
        } finally {
          warehouse.close();
        }
      }, 120_000);
    },
  );
}
