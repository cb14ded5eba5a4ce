import type { LoadProgress, Stage, WorkerProgress } from '../types.ts';
import type { IngestProgress } from './messages.ts';

/** Share of the whole that each stage takes, as measured with 10 M rows. */
const WEIGHTS: readonly (readonly [Stage, number])[] = [
  ['read', 0.35],
  ['dwd', 0.25],
  ['dws', 0.35],
  ['open', 0.05],
];
/** Milliseconds between two figures. */
const EVERY = 100;

export interface Sizes {
  readonly estimatedRows: number;
  readonly totalBytes: number;
  readonly workers: number;
}

/** Adds up what the workers tell, and says it in one voice, at most ten times a second. */
export class Progress {
  private stage: Stage = 'read';
  private subject = '';
  private rows = 0;
  private bytes = 0;
  private shares = new Map<number, number>();
  private readonly workers: WorkerProgress[] = [];
  private told = 0;
  private readonly started = performance.now();
  private stageStarted = performance.now();
  private readonly sizes: Sizes;
  private readonly onProgress: (progress: LoadProgress) => void;
  private readonly weights: typeof WEIGHTS;

  constructor(
    sizes: Sizes,
    onProgress: (progress: LoadProgress) => void,
    weights: typeof WEIGHTS = WEIGHTS,
  ) {
    this.weights = weights;
    this.sizes = sizes;
    this.onProgress = onProgress;
  }

  enter(stage: Stage, subject: string): void {
    this.stage = stage;
    this.subject = subject;
    this.rows = 0;
    this.shares = new Map();
    for (const [index, { memoryBytes }] of this.workers.entries())
      this.workers[index] = { stage, subject: '', rows: 0, memoryBytes };
    this.stageStarted = performance.now();
    this.say(true);
  }

  add(worker: number, progress: IngestProgress): void {
    if (progress.stage !== this.stage) return;
    this.subject = progress.subject;
    this.rows += progress.rows;
    if (this.stage === 'read') this.bytes += progress.bytes;
    this.shares.set(worker, progress.share);
    const { rows, memoryBytes } = this.worker(worker);
    const { stage, subject } = progress;
    this.workers[worker] = { stage, subject, rows: rows + progress.rows, memoryBytes };
    this.say(false);
  }

  /** Takes what a worker holds. */
  holds(worker: number, memoryBytes: number): void {
    this.workers[worker] = { ...this.worker(worker), memoryBytes };
  }

  private worker(index: number): WorkerProgress {
    return this.workers[index] ?? { stage: this.stage, subject: '', rows: 0, memoryBytes: 0 };
  }

  private say(atOnce: boolean): void {
    const now = performance.now();
    if (!atOnce && now - this.told < EVERY) return;
    this.told = now;
    const { estimatedRows, totalBytes } = this.sizes;
    const fraction = this.fraction();
    const elapsed = (now - this.started) / 1000;
    const inStage = (now - this.stageStarted) / 1000;
    this.onProgress({
      stage: this.stage,
      subject: this.subject,
      rows: this.rows,
      estimatedRows,
      bytes: Math.min(this.bytes, totalBytes),
      totalBytes,
      rowsPerSecond: inStage > 0.2 ? this.rows / inStage : 0,
      fraction,
      secondsLeft: fraction > 0.03 && elapsed > 1 ? (elapsed * (1 - fraction)) / fraction : null,
      workers: Array.from({ length: this.workers.length }, (_, index) => this.worker(index)),
    });
  }

  private fraction(): number {
    let before = 0;
    for (const [stage, weight] of this.weights) {
      if (stage === this.stage) return before + weight * this.within();
      before += weight;
    }
    return before;
  }

  /** Share of the stage that is done. */
  private within(): number {
    const { totalBytes, workers } = this.sizes;
    if (this.stage === 'read') return Math.min(1, this.bytes / Math.max(1, totalBytes));
    let sum = 0;
    for (const share of this.shares.values()) sum += share;
    return Math.min(1, sum / workers);
  }
}
