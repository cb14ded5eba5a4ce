import { effect } from '@preact/signals-core';
import * as Comlink from 'comlink';
import {
  type Engine,
  type EngineState,
  type EngineStatus,
  type QueryAnswer,
  type QueryJob,
  type QueryLogEntry,
  type QueryOptions,
  type Target,
  transferErrors,
  type Value,
} from '../../engine/index.ts';
import type {
  DatasetSettings,
  LoadOptions,
  LoadProgress,
  LoadReport,
  OpenDataset,
  Warehouse,
} from '../../warehouse/index.ts';

/** What of the tab that has the data others show. */
export interface LeadState {
  readonly engine: EngineState;
  readonly log: readonly QueryLogEntry[];
  readonly jobs: readonly QueryJob[];
  readonly life: number;
  readonly dataset: OpenDataset | null;
  readonly fileNames: readonly string[];
  readonly loading: { readonly name: string; readonly progress: LoadProgress | null } | null;
}

export type PlainQueryOptions = Omit<QueryOptions, 'signal'>;
export type PlainLoadOptions = Omit<LoadOptions, 'signal' | 'onProgress'>;

/** Questions that are passed on as they are. */
export const ASKED = [
  'last',
  'datasets',
  'files',
  'handOver',
  'remembered',
  'storage',
  'setStorage',
  'means',
  'rejectsCsv',
  'persisted',
] as const;
export type Asked = (typeof ASKED)[number];

export interface LeadAbout {
  /** Which build of the page it is. */
  readonly build: string;
  /** A Web Lock that it holds for as long as it lives. */
  readonly lock: string;
}

/** What the tab that has the data does for another. `call` names what runs, so that `abort` can end it. */
export interface LeadFace {
  about(): LeadAbout;
  watch(show: (state: Partial<LeadState>) => void): void;
  /** What data is open now. */
  seen(): Promise<Partial<LeadState>>;
  answer(
    call: number,
    sql: string,
    parameters: readonly Value[],
    options: PlainQueryOptions,
  ): Promise<QueryAnswer>;
  /** Begins a result that is handed over piece by piece. */
  begin(call: number, sql: string, parameters: readonly Value[], options: PlainQueryOptions): void;
  /** The next piece of it; null after the last. */
  next(call: number): Promise<Uint8Array<ArrayBuffer> | null>;
  close(call: number): Promise<void>;
  abort(call: number): void;
  insert(ipc: Uint8Array, target: Target): Promise<void>;
  cancelJob(id: number): void;
  restart(reason: string): Promise<void>;
  status(): Promise<EngineStatus>;
  ask(question: Asked, parameters: readonly unknown[]): Promise<unknown>;
  open(
    call: number,
    files: readonly File[],
    options: PlainLoadOptions,
    show: (progress: LoadProgress) => void,
  ): Promise<LoadReport>;
  change(settings: DatasetSettings): Promise<void>;
  switchTo(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  delete(id: string): Promise<void>;
  reset(): Promise<void>;
  cancelLoading(): void;
}

/** What of a workspace another tab is served from; `Workspace` is one. */
export interface Served {
  readonly engine: Engine;
  readonly warehouse: Pick<Warehouse, Asked | 'fileNames'>;
  readonly dataset: { readonly value: OpenDataset | null };
  readonly datasets: { readonly value: unknown };
  readonly loading: {
    readonly value: {
      readonly name: string;
      readonly progress: LoadProgress | null;
      cancel(): void;
    } | null;
  };
  open(files: readonly File[], options: LoadOptions): Promise<LoadReport>;
  change(settings: DatasetSettings): Promise<void>;
  switchTo(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  delete(id: string): Promise<void>;
  reset(): Promise<void>;
}

/** Milliseconds between two tellings of what changes with every query. */
const PACE = 250;

/** Lets another tab of the page work with this one's data. */
export function serveTab(served: Served, port: MessagePort, about: LeadAbout): void {
  transferErrors();
  const calls = new Map<number, AbortController>();
  const streams = new Map<number, ReturnType<Engine['stream']>>();
  const signalOf = (call: number) => {
    const controller = new AbortController();
    calls.set(call, controller);
    return controller.signal;
  };
  const during = <T>(call: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    work(signalOf(call)).finally(() => calls.delete(call));
  const { engine, warehouse } = served;
  const face: LeadFace = {
    about: () => about,
    watch: (show) => tell(served, show),
    seen: async () => seenOf(served),
    answer: (call, sql, parameters, options) =>
      during(call, async (signal) => {
        const answer = await engine.answer(sql, parameters, { ...options, signal });
        return Comlink.transfer(answer, [answer.ipc.buffer]);
      }),
    begin: (call, sql, parameters, options) => {
      streams.set(call, engine.stream(sql, parameters, { ...options, signal: signalOf(call) }));
    },
    next: async (call) => {
      const piece = await streams.get(call)?.next();
      return piece?.value ? Comlink.transfer(piece.value, [piece.value.buffer]) : null;
    },
    close: async (call) => {
      const stream = streams.get(call);
      streams.delete(call);
      calls.delete(call);
      await stream?.return();
    },
    abort: (call) => calls.get(call)?.abort(),
    insert: (ipc, target) => engine.insert(ipc, target),
    cancelJob: (id) => engine.cancel(id),
    restart: (reason) => engine.restart(reason),
    status: () => engine.status(),
    ask: (question, parameters) =>
      (warehouse[question] as (...all: unknown[]) => Promise<unknown>).apply(warehouse, [
        ...parameters,
      ]),
    open: (call, files, options, show) =>
      during(call, (signal) =>
        served.open(files, { ...options, signal, onProgress: (progress) => show(progress) }),
      ),
    change: (settings) => served.change(settings),
    switchTo: (id) => served.switchTo(id),
    rename: (id, name) => served.rename(id, name),
    delete: (id) => served.delete(id),
    reset: () => served.reset(),
    cancelLoading: () => served.loading.value?.cancel(),
  };
  Comlink.expose(face, port);
}

const seenOf = ({ dataset, warehouse, engine }: Served): Partial<LeadState> => ({
  dataset: dataset.value,
  fileNames: warehouse.fileNames,
  life: engine.life,
});

/** Tells what is to be seen, at once and whenever it changes; what changes with every query at a calm pace. */
function tell(served: Served, show: (state: Partial<LeadState>) => void): void {
  const { engine } = served;
  let waiting: Partial<LeadState> | null = null;
  const later = (part: Partial<LeadState>) => {
    if (waiting === null) {
      setTimeout(() => {
        const now = waiting;
        waiting = null;
        if (now) show(now);
      }, PACE);
    }
    waiting = { ...waiting, ...part };
  };
  effect(() => {
    // Renaming or deleting another data set changes the list alone.
    served.datasets.value;
    show(seenOf(served));
  });
  effect(() => show({ engine: engine.state.value, life: engine.life }));
  effect(() => later({ log: engine.log.value, jobs: engine.jobs.value }));
  effect(() => {
    const loading = served.loading.value;
    later({ loading: loading && { name: loading.name, progress: loading.progress } });
  });
}
