import { signal } from '@preact/signals-core';
import type { Table } from 'apache-arrow';
import { TabhouseError } from './errors.ts';
import type { Instance } from './instance.ts';
import { PriorityQueue } from './queue.ts';
import type { Priority, QueryJob, QueryLogEntry, QueryOptions } from './types.ts';

/** What a job gives: the result, if it has one, and the bytes it came in. */
export interface Outcome {
  readonly table: Table | null;
  readonly bytes: number;
}

export type Work = (instance: Instance, id: number) => Promise<Outcome>;

interface Job {
  readonly id: number;
  readonly priority: Priority;
  readonly sql: string;
  readonly label: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly work: Work;
  readonly asked: number;
  /** When it began to run; 0 while it waits. */
  begun: number;
  /** True where somebody else than its asker gave it up. */
  cancelled: boolean;
  /** How many engines it may yet be tried on. */
  tries: number;
  resolve(table: Table | null): void;
  reject(error: TabhouseError): void;
}

export interface RunnerOptions {
  /** Milliseconds that a cancelled query has to stop. */
  readonly grace: number;
  /** Called whenever the number of running or waiting jobs changes. */
  readonly onChange: () => void;
  /** Called when a cancelled query did not stop in time. */
  readonly onUnresponsive: (instance: Instance) => void;
  readonly onOutOfMemory: () => void;
  /** Called when a job found its instance gone. */
  readonly onLost: (instance: Instance) => void;
}

const LOG_LENGTH = 500;
const TRIES = 3;

/** Runs one job at a time on the instance it is given; a job whose instance is lost waits for the next one. */
export class Runner {
  readonly log = signal<readonly QueryLogEntry[]>([]);
  readonly jobs = signal<readonly QueryJob[]>([]);
  private readonly queue = new PriorityQueue<Job>();
  private instance: Instance | null = null;
  private running: Job | null = null;
  private failure: TabhouseError | null = null;
  private settled: Promise<void> = Promise.resolve();
  private ids = 0;

  constructor(private readonly options: RunnerOptions) {}

  get counts(): { readonly running: number; readonly queued: number } {
    return { running: this.running ? 1 : 0, queued: this.queue.size };
  }

  /** From now on jobs run here; null: they wait. */
  use(instance: Instance | null): void {
    this.instance = instance;
    this.failure = null;
    this.pump();
  }

  /** Lets nothing new begin, and resolves when what runs has ended, or after `milliseconds`. */
  async pause(milliseconds: number): Promise<void> {
    this.instance = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.settled, late]);
    clearTimeout(timer);
  }

  /** Rejects all that waits, and all that is asked until there is an instance again. */
  fail(error: TabhouseError): void {
    this.failure = error;
    for (const job of this.queue.clear()) job.reject(error);
    this.changed();
  }

  ask(sql: string, options: QueryOptions, work: Work): Promise<Table | null> {
    const { signal: abort, priority = 'normal', label } = options;
    this.ids += 1;
    const id = this.ids;
    return new Promise((resolve, reject) => {
      const refused = abort?.aborted ? new TabhouseError('cancelled') : this.failure;
      if (refused) {
        reject(refused);
        return;
      }
      const onAbort = () => this.abort(job);
      const job: Job = {
        id,
        priority,
        sql,
        label,
        signal: abort,
        work,
        asked: performance.now(),
        begun: 0,
        cancelled: false,
        tries: TRIES,
        resolve(table) {
          abort?.removeEventListener('abort', onAbort);
          resolve(table);
        },
        reject(error) {
          abort?.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      abort?.addEventListener('abort', onAbort);
      this.queue.push(job);
      this.changed();
      this.pump();
    });
  }

  /** Gives up a job that runs or waits. */
  cancel(id: number): void {
    const job = [this.running, ...this.queue.list()].find((one) => one?.id === id);
    if (!job) return;
    job.cancelled = true;
    this.abort(job);
  }

  private abort(job: Job): void {
    if (this.queue.remove(job)) {
      job.reject(new TabhouseError('cancelled'));
      this.changed();
      return;
    }
    const { instance } = this;
    if (this.running !== job || !instance) return;
    instance.cancel(job.id);
    setTimeout(() => {
      if (this.running === job && this.instance === instance) this.options.onUnresponsive(instance);
    }, this.options.grace);
  }

  private pump(): void {
    const { instance } = this;
    if (this.running || !instance) return;
    const job = this.queue.shift();
    if (!job) return;
    this.running = job;
    this.settled = this.execute(job, instance).then(() => {
      this.running = null;
      this.changed();
      this.pump();
    });
  }

  private async execute(job: Job, instance: Instance): Promise<void> {
    const begun = performance.now();
    job.begun = begun;
    this.changed();
    const note = (outcome: QueryLogEntry['outcome'], rows = 0, bytes = 0) =>
      this.note({
        id: job.id,
        sql: job.sql,
        label: job.label,
        startedAt: performance.timeOrigin + begun,
        waited: begun - job.asked,
        milliseconds: performance.now() - begun,
        rows,
        bytes,
        outcome,
      });
    job.tries -= 1;
    try {
      const { table, bytes } = await job.work(instance, job.id);
      note('done', table?.numRows ?? 0, bytes);
      job.resolve(table);
    } catch (cause) {
      const error =
        cause instanceof TabhouseError ? cause : new TabhouseError('internal', { cause });
      if (job.signal?.aborted || job.cancelled) {
        note('cancelled');
        job.reject(new TabhouseError('cancelled', { cause }));
      } else if (wasBystander(error) && job.tries > 0) {
        this.queue.pushFirst(job);
        this.lose(instance);
      } else {
        note('failed');
        job.reject(error);
        if (error.code === 'out-of-memory') this.options.onOutOfMemory();
        if (error.code === 'engine-lost') this.lose(instance);
      }
    }
  }

  private changed(): void {
    const { running } = this;
    this.jobs.value = [...(running ? [running] : []), ...this.queue.list()].map((job) => ({
      id: job.id,
      sql: job.sql,
      label: job.label,
      priority: job.priority,
      running: job === running,
      since: job === running ? job.begun : job.asked,
    }));
    this.options.onChange();
  }

  private lose(instance: Instance): void {
    if (this.instance === instance) this.instance = null;
    this.options.onLost(instance);
  }

  private note(entry: QueryLogEntry): void {
    this.log.value = [...this.log.peek().slice(1 - LOG_LENGTH), entry];
  }
}

/** True where the engine went away under a query; a query that broke the engine itself says why. */
function wasBystander({ code, cause }: TabhouseError): boolean {
  return code === 'engine-lost' && cause === undefined;
}
