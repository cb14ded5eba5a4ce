import { loadBinary } from '../../engine/index.ts';
import type { OpfsAttachment } from '../../engine/types.ts';
import type { BuiltTable } from '../load.ts';
import type { DatasetContext, LoadProgress, Rules } from '../types.ts';
import { bucketsFor } from './decide.ts';
import { removeFiles, removeLogs } from './leftovers.ts';
import { Pool } from './pool.ts';
import { Progress } from './progress.ts';
import { spillFiles } from './spill.ts';

export interface Relayering {
  readonly context: DatasetContext;
  /** Tables to be built. */
  readonly tables: readonly string[];
  readonly rules: Rules;
  /** True where rows flagged as repeats do not count. */
  readonly hidden: boolean;
  /** Each part's DWD, its rows, and where its tables go. */
  readonly parts: readonly {
    readonly file: string;
    readonly rows: number;
    readonly to: OpfsAttachment;
  }[];
  /** Where tables go that are made of all parts'. */
  readonly main: OpfsAttachment;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Tables of one file. */
export interface Holding {
  readonly attachment: OpfsAttachment;
  readonly built: readonly BuiltTable[];
}

/** Bytes of items' rows that may wait in memory, over all parts. */
const WAITING_BYTES = 1 << 30;
/** The rest of a change's time is for its checks. */
const SHARE = 0.95;

/**
 * Builds tables of a data set again from its stored DWD, in as many workers as it has parts, into files of their own.
 * What it wrote is the caller's to delete where this rejects.
 */
export async function relayered(work: Relayering): Promise<readonly Holding[]> {
  const { context, tables, parts, main, hidden } = work;
  const count = parts.length;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const progress = new Progress(
    { estimatedRows: rows, totalBytes: 0, workers: count },
    (said) => work.onProgress?.({ ...said, fraction: said.fraction * SHARE }),
    [
      ['dws', 0.95],
      ['open', 0.05],
    ],
  );
  progress.enter('dws', 'dwd');
  const wasm = await loadBinary();
  const spill = (index: number) => ({
    file: (parts[index]?.to.file ?? '').replace(/\.db$/, '-s'),
    limit: Math.floor(WAITING_BYTES / count),
  });
  const pool = await Pool.start(
    count,
    (index) => ({
      index,
      workers: count,
      destinations: { parts: count, buckets: bucketsFor(rows / count) },
      pageRows: 1 << 14,
      files: [],
      plans: [],
      textual: context.textual,
      carried: false,
      rules: work.rules,
      bounds: null,
      sample: 1,
      wasm,
      file: parts[index]?.to.file ?? null,
      spill: spill(index),
      mainFile: index === 0 ? main.file : null,
    }),
    (worker, told) => progress.add(worker, told),
    work.signal,
  );
  try {
    const made = await pool.all((worker, index) => {
      const { file = '', rows: own = 0 } = parts[index] ?? {};
      return worker.relayer({ context, file, rows: own, tables, hidden });
    });
    const files = parts.map(({ to }) => to.file);
    await removeLogs(files);
    progress.enter('open', '');
    const combined = await pool.ask(0, (worker) =>
      worker.combine({
        context,
        parts: parts.map(({ to }) => ({ alias: to.alias, file: to.file })),
        rejects: [],
        only: tables,
      }),
    );
    await removeLogs([...files, main.file]);
    return [
      ...made.map((result, index) => ({
        attachment: parts[index]?.to ?? main,
        built: result.tables,
      })),
      { attachment: main, built: combined.tables },
    ];
  } catch (error) {
    pool.end();
    await removeFiles(parts.flatMap((_, index) => spillFiles(spill(index)))).catch(() => undefined);
    throw error;
  } finally {
    pool.end();
  }
}
