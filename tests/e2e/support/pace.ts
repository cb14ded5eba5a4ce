import type { Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds that the thread ran, without those in which the machine did something else. */
  readonly tdur?: number;
  readonly args?: {
    readonly data?: { readonly url?: string; readonly functionName?: string };
    /** Why memory was collected. */
    readonly type?: string;
  };
}

/** One task of the page's main thread. */
export interface Task {
  /** The last mark before it. */
  readonly phase: string;
  /** Milliseconds of processor time; milliseconds that passed. */
  readonly cpu: number;
  readonly wall: number;
  /** Its longest parts. */
  readonly parts: string;
}

export interface Recording {
  /** What follows belongs to `phase`. */
  mark(phase: string): Promise<void>;
  stop(): Promise<readonly Task[]>;
}

const MARK = 'pace:';
/** The phase in which `reference` is done. */
export const CALIBRATION = 'calibration';

/**
 * Records every task of the page's main thread with the processor time it took. Unlike the time that passed, that does
 * not grow when other processes have the processor.
 */
export async function record(page: Page): Promise<Recording> {
  const browser = page.context().browser();
  if (!browser) throw new Error('a persistent context cannot be traced');
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  });
  return {
    async mark(phase) {
      await page.evaluate((name) => void performance.mark(name), MARK + phase);
    },
    async stop() {
      const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as {
        traceEvents: readonly TraceEvent[];
      };
      return tasksOf(traceEvents);
    },
  };
}

function tasksOf(events: readonly TraceEvent[]): readonly Task[] {
  const marks = events.filter(({ name }) => name.startsWith(MARK)).sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (!first) throw new Error('nothing was marked');
  const mine = events.filter(
    ({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid,
  );
  return mine
    .filter(({ name, ts }) => name === 'RunTask' && ts >= first.ts)
    .map((task) => {
      if (task.tdur === undefined) throw new Error('the browser tells no processor time');
      return {
        phase: marks.findLast(({ ts }) => ts <= task.ts)?.name.slice(MARK.length) ?? '',
        cpu: task.tdur / 1000,
        wall: (task.dur ?? 0) / 1000,
        parts: partsOf(task, mine),
      };
    });
}

function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + (task.dur ?? 0);
  if ((task.dur ?? 0) < 30_000) return '';
  return events
    .filter((one) => one !== task && one.ts >= task.ts && one.ts + (one.dur ?? 0) <= end)
    .sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0))
    .slice(0, 6)
    .map(({ name, dur = 0, args }) => {
      const { functionName = '', url = '' } = args?.data ?? {};
      return `${[name, args?.type, functionName, url.split('/').at(-1)].filter(Boolean).join(' ')} ${Math.round(dur / 1000)}`;
    })
    .join(', ');
}

/** A fixed amount of work of the kind that a page does: texts made, sorted and thrown away. */
async function reference(page: Page): Promise<void> {
  await page.evaluate(() => {
    const words: string[] = [];
    for (let index = 0; index < 60_000; index++) words.push(String((index * 2_654_435_761) % 1e9));
    words.sort();
    return words.length;
  });
}

/** Does `reference` as often as `longTasks` needs it, before or after what is measured. */
export async function calibrate(page: Page, recording: Recording): Promise<void> {
  await recording.mark(CALIBRATION);
  for (let times = 0; times < 3; times++) await reference(page);
}

/**
 * Milliseconds of processor time of a task that a reader feels, each time. The bar of 50 ms is measured by the bench: how
 * many tasks come near it differs from machine to machine.
 */
const FELT = 150;
/**
 * Milliseconds of processor time that `reference` takes on the machine on which `FELT` was set: the same work done
 * before and after tells how much slower another one is, and the limit moves with it, never below `FELT`.
 */
const REFERENCE = 45;

/** Milliseconds of processor time of the longest task of a phase. */
export const longest = (tasks: readonly Task[], phase: string): number =>
  Math.max(...tasks.filter((task) => task.phase === phase).map(({ cpu }) => cpu));

/**
 * Every task of `phases` above `limit` milliseconds of processor time, as a line to read. `calibrate` must have run
 * while these were recorded.
 */
export function longTasks(
  tasks: readonly Task[],
  phases: readonly string[],
  limit = FELT,
): readonly string[] {
  const slow = Math.max(1, longest(tasks, CALIBRATION) / REFERENCE);
  return tasks
    .filter(({ phase, cpu }) => phases.includes(phase) && cpu > limit * slow)
    .map(
      ({ phase, cpu, wall, parts }) =>
        `${phase}: ${Math.round(cpu)} ms (${Math.round(wall)} ms passed): ${parts}`,
    );
}
