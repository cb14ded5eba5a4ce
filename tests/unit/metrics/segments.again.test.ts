import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/metrics/index.ts';
import { membersOf } from '../../../src/metrics/segments/members.ts';
import { REES46 } from '../warehouse/native.ts';

const WEEKS = { ...REES46, from: '2019-10-01', to: '2019-11-30' };

describe('a segment of who stands in the rows of a result', () => {
  const other = new Set(['experiment', 'report', 'places']);
  const named = Object.values(METRICS).filter(({ kind }) => !other.has(kind));
  it.each(named.map((metric) => [metric.kind, metric] as const))(
    'is made of %s as it was worked out, with what it derived',
    (kind, metric) => {
      const parameters = metric.parameters({}, WEEKS) as Record<string, unknown>;
      const users = (metric.plan(parameters as never, WEEKS).columns ?? []).some(
        ({ name }) => name === 'user_id',
      );
      if (!users) return;
      const source = { from: 'metric', kind, parameters, where: { user_id: ['1'] } } as const;
      expect(() =>
        membersOf({ segment: 'some', of: 'users', source: { ...source } }, WEEKS),
      ).not.toThrow();
    },
  );
});
