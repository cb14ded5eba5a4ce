import { TabhouseError } from '../engine/index.ts';
import { rowsInPieces } from '../engine/values.ts';
import { t } from '../i18n/index.ts';
import type { RawParameters } from '../metrics/index.ts';
import type { OpenDataset } from '../warehouse/index.ts';
import type { OpenOptions, TabhouseFace } from './face.ts';
import { inWords } from './in-words.ts';
import { bindable } from './parameters.ts';
import type { Workspace } from './workspace.ts';

const DEFAULT_LIMIT = 100_000;

/** Rows to hand back; throws `metric-parameter` where `limit` cannot be meant. */
function limitOf(limit: unknown): number {
  if (limit === undefined || limit === null) return DEFAULT_LIMIT;
  const most = typeof limit === 'string' && limit.trim() === '' ? Number.NaN : Number(limit);
  if (most >= 0) return most;
  throw new TabhouseError('metric-parameter', {
    parameters: {
      name: 'limit',
      value: String(limit),
      allowed: t('metrics.allowed.at_least', { minimum: 0 }),
    },
  });
}

/** The scripting face over a workspace. Every call waits until the page is ready. */
export function faceOf(workspace: Workspace): TabhouseFace {
  const { engine, ready } = workspace;
  const current = async (): Promise<OpenDataset> => {
    await ready;
    const open = workspace.warehouse.current;
    if (!open) throw new TabhouseError('nothing-open');
    return open;
  };
  /** `work` on what is open, done again where something else was opened under it. */
  const onOne = async <T>(work: (open: OpenDataset) => Promise<T>): Promise<T> => {
    for (;;) {
      const open = await current();
      const stands = () => workspace.warehouse.current?.context.version === open.context.version;
      try {
        const result = await work(open);
        if (stands()) return result;
      } catch (error) {
        if (stands()) throw error;
      }
    }
  };
  return {
    ready,
    open: inWords(async (files: readonly File[], options: OpenOptions = {}) => {
      await ready;
      const { report_timezone: reportTimezone, ...rest } = options;
      return workspace.open([...files], { ...rest, ...(reportTimezone ? { reportTimezone } : {}) });
    }),
    query: inWords(async (sql: string, parameters: readonly unknown[] = []) => {
      await ready;
      const table = await engine.query(sql, parameters.map(bindable), { readOnly: true });
      return rowsInPieces(table);
    }),
    metric: inWords(async (kind: string, raw: RawParameters = {}) => {
      const { limit, audit: wanted, ...parameters } = raw;
      const whole = wanted !== false;
      const { audit, measure } = await import('./measure.ts');
      return onOne(async ({ context }) => {
        const result = await measure(engine, kind, parameters, context, {
          limit: limitOf(limit),
          slowFacts: whole,
        });
        if (!whole) return result;
        const second = await audit(engine, kind, parameters, context);
        return { ...result, audit: second };
      });
    }),
    tables: inWords(async () => {
      await ready;
      return workspace.dataset.value?.report.tables ?? [];
    }),
    engine: inWords(async () => {
      await ready;
      return engine.status();
    }),
    reset: inWords(async () => {
      await ready;
      await workspace.reset();
    }),
  };
}
