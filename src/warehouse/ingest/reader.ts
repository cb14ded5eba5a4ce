import {
  type Dictionaries,
  Dictionary,
  mappedOnly,
  Reread,
  readEvents,
} from '../../sources/read/index.ts';
import { RejectCounter } from '../../sources/read/rejects.ts';
import type { Reject } from '../../sources/types.ts';
import { KeptKeys } from './kept-keys.ts';
import { type Lanes, lanesOf, NOWHERE } from './lanes.ts';
import type { IngestSetup, ReadAgain, ReadTask, SliceResult } from './messages.ts';
import { KEPT } from './rejects.ts';
import { destinationsOf, EVERYBODY, type Outbox, sampleLimit, TextHashes } from './route.ts';
import { flagsRows, judge } from './rules.ts';

const SLICE_ROWS = 2 ** 32;

/** Told after every chunk: what is new since the one before. */
export type OnChunk = (subject: string, rows: number, bytes: number) => void;

/** Reads slices, judges their rows one by one and hands them to the outbox. */
export class SliceReader {
  readonly dictionaries: Dictionaries = {};
  /** Which identifiers the rows of a sample have; null where all rows are read. */
  readonly kept: KeptKeys | null;
  private users: TextHashes | null = null;
  private readonly setup: IngestSetup;
  private readonly outbox: Outbox;
  private readonly onChunk: OnChunk;

  constructor(setup: IngestSetup, outbox: Outbox, onChunk: OnChunk) {
    this.setup = setup;
    this.kept = setup.sample < 1 ? new KeptKeys() : null;
    this.outbox = outbox;
    this.onChunk = onChunk;
  }

  async read(task: ReadTask): Promise<SliceResult | ReadAgain> {
    try {
      return await this.slice(task);
    } catch (error) {
      if (error instanceof Reread)
        return { again: { quoted: error.quoted, textual: error.textual } };
      throw error;
    }
  }

  /** Frees the texts that were read, when all of them are sent. */
  forget(): void {
    for (const name of Object.keys(this.dictionaries) as (keyof Dictionaries)[])
      delete this.dictionaries[name];
    this.users = null;
  }

  /** The records of the given rows (numbered as the reader gives them, from 0, rising). */
  async locate(task: ReadTask, rows: readonly number[]): Promise<Reject[]> {
    const { file, plan } = this.source(task);
    const found: Reject[] = [];
    let before = 0;
    let next = 0;
    for await (const { chunk, locate } of readEvents(file, plan, task.slice)) {
      for (; next < rows.length && (rows[next] as number) < before + chunk.rows; next++) {
        const { line, text } = locate((rows[next] as number) - before);
        found.push({ file: plan.shape.name, line, reason: 'bot_session', text });
      }
      before += chunk.rows;
      if (next === rows.length) break;
    }
    return found;
  }

  private source({ file: index }: ReadTask) {
    const file = this.setup.files[index];
    const plan = this.setup.plans[index];
    if (!file || !plan) throw new RangeError(`no file ${index}`);
    return { file, plan };
  }

  private async slice(task: ReadTask): Promise<SliceResult> {
    const { file, plan } = this.source(task);
    const { destinations, rules, bounds } = this.setup;
    const { dictionaries, outbox } = this;
    // Sessions that travel with their rows are known by slice only.
    const carried = this.setup.carried ? new Dictionary() : null;
    if (carried) dictionaries.session_id = carried;
    const sessions = carried && new TextHashes(carried);
    outbox.begin(task.order, carried);
    const needed = rules.duplicates === 'off' ? mappedOnly(plan) : { plan };
    const reader = readEvents(file, needed.plan, task.slice, { ...needed, dictionaries });
    const judged = new RejectCounter(plan.shape.name);
    const flagged = flagsRows(rules);
    let read = 0;
    let bytes = 0;
    let unsampled = 0;
    const limit = sampleLimit(this.setup.sample);
    for await (const { chunk, progress, locate } of reader) {
      const { rows } = chunk;
      const lanes = lanesOf(chunk);
      if (dictionaries.user_id) this.users ??= new TextHashes(dictionaries.user_id);
      const to = destinationsOf(lanes, rows, destinations, this.users, {
        limit,
        sessions: lanes.session_id ? sessions : null,
      });
      if (limit < EVERYBODY) unsampled += nowhere(to);
      const flags = judge(lanes, rows, to, rules, bounds, (row, reason) => {
        const count = judged.counts[reason] ?? 0;
        if (count < KEPT) {
          const { line, text } = locate(row);
          judged.add(reason, line, () => text);
        } else judged.counts[reason] = count + 1;
      });
      this.kept?.mark(lanes, to, dictionaries);
      if (flagged && flags) lanes.flags = flags;
      if (rules.bot_session === 'reject') lanes.ordinal = ordinals(task.order, read, rows);
      outbox.add(lanes, rows, to);
      read += rows;
      this.onChunk(plan.shape.name, rows, progress.bytes - bytes);
      bytes = progress.bytes;
    }
    outbox.flush();
    if (carried) delete dictionaries.session_id;
    const { progress, rejects } = reader;
    return {
      order: task.order,
      file: task.file,
      records: progress.records,
      blank: progress.blank,
      lines: progress.lines,
      rejects: { ...rejects.counts, ...judged.counts },
      kept: [...rejects.kept, ...judged.kept],
      unsampled,
    };
  }
}

function nowhere(to: Int32Array): number {
  let rows = 0;
  for (let row = 0; row < to.length; row++) if (to[row] === NOWHERE) rows += 1;
  return rows;
}

function ordinals(order: number, before: number, rows: number): Lanes[string] {
  const lane = new Float64Array(rows);
  for (let row = 0; row < rows; row++) lane[row] = order * SLICE_ROWS + before + row;
  return lane;
}

export const ordinalOf = (value: number) => ({
  order: Math.floor(value / SLICE_ROWS),
  row: value % SLICE_ROWS,
});
