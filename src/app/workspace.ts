import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
} from '@preact/signals-core';
import { breath } from '../engine/breath.ts';
import { type Engine, TabhouseError } from '../engine/index.ts';
import { t } from '../i18n/index.ts';
import { type Execute, NotebookRuntime } from '../notebook/index.ts';
import { makeSample } from '../sources/sample/make.ts';
import type { SampleOptions } from '../sources/sample/types.ts';
import type {
  DatasetSettings,
  DatasetSummary,
  LoadOptions,
  LoadProgress,
  LoadReport,
  OpenDataset,
} from '../warehouse/index.ts';
import type { Ground } from './execute.ts';
import { hostedFile } from './hosted.ts';
import { KeptResults } from './kept-results.ts';
import { groundOf, sourcesOf } from './notebook/sources.ts';
import { fetchNotebookText } from './notebook-file.ts';
import { sayAdopted } from './notebooks/adopted.ts';
import { HOME } from './notebooks/built-in.ts';
import { Notebooks } from './notebooks/notebooks.ts';
import { OpenNotebook } from './notebooks/open-notebook.ts';
import { fetchNotebook } from './parts.ts';
import { noteParts } from './parts-ahead.ts';
import { followAddress, openAsked } from './share/open-asked.ts';
import { shareData, takeData } from './tabs/join.ts';
import type { Lead, WarehouseFace } from './tabs/remote.ts';
import { Ways } from './tabs/ways.ts';

/** The same sample for everybody. */
const SAMPLE_SEED = 20191001;

/** Old results are dropped when the page has long been on screen. */
const PRUNE_AFTER_MILLISECONDS = 60_000;

/** By then the first drawing has fetched what it needs. */
const NOTE_AFTER_MILLISECONDS = 3000;

/** A load under way. */
export interface Loading {
  readonly name: string;
  readonly progress: LoadProgress | null;
  cancel(): void;
}

/** Everything that the page shows, and what can be done to it. One per page. */
export class Workspace {
  readonly engine: Engine;
  readonly warehouse: WarehouseFace;
  readonly runtime: NotebookRuntime;
  /** The notebook on screen, to be edited. */
  readonly document: OpenNotebook;
  /** The notebooks of this page, and which one is on screen. */
  readonly notebooks: Notebooks;
  /** Resolves when the engine is up and what was kept is open again. */
  readonly ready: Promise<void>;

  readonly #dataset = signal<OpenDataset | null>(null);
  readonly #datasets = signal<readonly DatasetSummary[]>([]);
  readonly #loading = signal<Loading | null>(null);
  readonly #problem: Signal<unknown> = signal(null);
  readonly #started = signal(false);
  readonly #waiting = signal(false);
  readonly #shows = computed(
    () => this.#dataset.value !== null || this.notebooks.wanted.value !== HOME,
  );
  readonly #kept = new KeptResults();
  #mounted: Promise<void> = Promise.resolve();

  readonly #ways = new Ways();
  readonly #first: Promise<void>;
  #execute: Execute | null = null;
  #begun = false;
  #stopFollowing: (() => void) | null = null;

  /** `first`: resolves when what needs no engine is on its way to the screen. */
  constructor(first: Promise<void> = Promise.resolve()) {
    this.#first = first;
    const { engine, warehouse } = this.#ways;
    this.engine = engine;
    this.warehouse = warehouse;
    this.runtime = new NotebookRuntime({
      ground: () => groundOf(this.#dataset.peek(), import.meta.url),
      recall: (_cell, key) => this.#kept.get(key),
      tableNames: async (sql) =>
        (await engine.tableNames?.(sql, { priority: 'background', label: t('editors.names') })) ??
        [],
      execute: (...asked) =>
        this.#execute?.(...asked) ?? this.#executor().then((execute) => execute(...asked)),
    });
    this.document = new OpenNotebook(this.runtime);
    this.notebooks = new Notebooks(this.document, { adopted: sayAdopted });
    this.ready = this.#start();
    this.ready.catch((error) => this.fail(error));
  }

  /** The analyses come with the first cell that is run, so that the page starts without them. */
  async #executor(): Promise<Execute> {
    const { executor } = await import('./execute.ts');
    this.#execute ??= executor(() => this.#ground(), this.#kept);
    return this.#execute;
  }

  #ground(): Ground | null {
    const open = this.#dataset.value;
    if (!open) return null;
    const value = (name: string) => this.runtime.value(name);
    const stands = () => this.warehouse.current?.context.version === open.context.version;
    return { engine: this.engine, ...open, mounted: this.#mounted, stands, value };
  }

  get dataset(): ReadonlySignal<OpenDataset | null> {
    return this.#dataset;
  }

  get datasets(): ReadonlySignal<readonly DatasetSummary[]> {
    return this.#datasets;
  }

  get loading(): ReadonlySignal<Loading | null> {
    return this.#loading;
  }

  /** What went wrong last, until it is dismissed. */
  get problem(): ReadonlySignal<unknown> {
    return this.#problem;
  }

  /** False until it is known whether something was kept. */
  get started(): ReadonlySignal<boolean> {
    return this.#started;
  }

  /** True while another tab of this page has the data open. */
  get waiting(): ReadonlySignal<boolean> {
    return this.#waiting;
  }

  /** True where a notebook is on screen. */
  get shows(): ReadonlySignal<boolean> {
    return this.#shows;
  }

  /** Shows a notebook by its id: one that comes with the page, or one that is kept. */
  async choose(id: string): Promise<void> {
    await this.notebooks.open(id);
  }

  fail(error: unknown): void {
    const cancelled =
      (error instanceof TabhouseError && error.code === 'cancelled') ||
      (error instanceof DOMException && error.name === 'AbortError');
    if (!cancelled) this.#problem.value = error;
  }

  dismiss(): void {
    this.#problem.value = null;
  }

  /** Builds the layers from files; what was open stays so where that fails or is cancelled. */
  open(files: readonly File[], options: LoadOptions = {}): Promise<LoadReport> {
    const { signal: outer } = options;
    return this.#load(files.map((file) => file.name).join(', '), async (own, show) => {
      const report = await this.warehouse.open(files, {
        ...options,
        signal: outer ? AbortSignal.any([own, outer]) : own,
        onProgress: (progress) => {
          show(progress);
          options.onProgress?.(progress);
        },
      });
      await this.#follow(options.append ? 'same' : 'other');
      return report;
    });
  }

  /** Makes a seeded shop in a worker and opens it. */
  openSample(wanted: Pick<SampleOptions, 'shape' | 'events'>): Promise<LoadReport> {
    return this.#load(t('app.sample.making'), async (signal) => {
      const file = await makeSample({ ...wanted, seed: SAMPLE_SEED, signal });
      return this.open([file], { signal, name: t(`app.sample.name.${wanted.shape}`) });
    });
  }

  /** Other zone, currency or week start for the data set on screen. */
  change(settings: DatasetSettings): Promise<void> {
    return this.#load(this.#dataset.value?.context.name ?? '', async (signal, onProgress) => {
      await this.warehouse.change(settings, { signal, onProgress });
      await this.#follow('same');
    });
  }

  /** Shows `work` as the load under way until it ends, unless another is shown by then. */
  async #load<T>(
    name: string,
    work: (signal: AbortSignal, show: (progress: LoadProgress | null) => void) => Promise<T>,
  ): Promise<T> {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const show = (progress: LoadProgress | null) => {
      this.#loading.value = { name, progress, cancel };
    };
    show(null);
    try {
      return await work(abort.signal, show);
    } finally {
      if (this.#loading.value?.cancel === cancel) this.#loading.value = null;
    }
  }

  async switchTo(id: string): Promise<void> {
    try {
      await this.warehouse.switchTo(id);
    } finally {
      await this.#follow('other');
    }
  }

  async rename(id: string, name: string): Promise<void> {
    await this.warehouse.rename(id, name);
    await this.#follow();
  }

  async delete(id: string): Promise<void> {
    await this.warehouse.delete(id);
    await this.#follow();
  }

  /** Deletes everything that the page keeps on this machine. */
  async reset(): Promise<void> {
    this.#loading.value?.cancel();
    const { endSpeed } = await import('./speed.ts');
    await endSpeed();
    await this.warehouse.reset();
    await this.#kept.clear();
    await this.notebooks.clear();
    await this.#follow();
  }

  /** Shows the notebook on the data that is open, in the reader's language. */
  async showNotebook(same = true): Promise<void> {
    const open = this.#dataset.value;
    const tables = open && open.context.columns.length === 0 ? open.report : null;
    const data = { id: open?.context.id ?? '', version: this.#version(), tables };
    await this.notebooks.show(data, same);
  }

  /** Resolves when the page can be used, with data of its own or of the tab that has it. */
  #start(): Promise<void> {
    return new Promise((resolve, reject) => {
      takeData({
        wait: () => this.#wait(),
        follow: (lead) => void this.#behind(lead).then(resolve, reject),
      })
        .then(() => this.#lead())
        .then(resolve, reject);
    });
  }

  #wait(): void {
    this.#stopFollowing?.();
    this.#ways.wait();
    this.#waiting.value = true;
  }

  /** This tab has the data from now on. */
  async #lead(): Promise<void> {
    this.#stopFollowing?.();
    this.#mounted = this.#ways.lead({ takesOver: this.#begun, first: this.#first });
    this.#waiting.value = false;
    void shareData(this);
    await this.#begin();
  }

  /** Works with the data of another tab until that closes. */
  async #behind(lead: Lead): Promise<void> {
    this.#ways.follow(lead);
    this.#waiting.value = false;
    this.#mounted = Promise.resolve();
    await this.#begin();
    const cancel = () => lead.cancelLoading();
    const stops = [
      effect(() => {
        const { dataset } = lead.state.value;
        if (dataset?.context.version !== this.#dataset.peek()?.context.version)
          void this.#follow('other').catch((error) => this.fail(error));
      }),
      effect(() => {
        const { loading } = lead.state.value;
        if (loading) this.#loading.value = { ...loading, cancel };
        else if (this.#loading.peek()?.cancel === cancel) this.#loading.value = null;
      }),
    ];
    this.#stopFollowing = () => {
      for (const stop of stops) stop();
    };
  }

  async #begin(): Promise<void> {
    if (this.#begun) {
      await this.#mounted.catch((error) => this.fail(error));
      await this.#follow();
      return;
    }
    this.#begun = true;
    const asked = new URLSearchParams(location.search);
    const byAddress = asked.has('notebook') || location.hash.includes('notebook=');
    const last = this.warehouse.last();
    const seen = Promise.all([last, this.warehouse.datasets()]);
    // What draws the notebook, its text and its results are fetched while it is looked up which one it is.
    last.then((open) => open && this.#expect(!byAddress)).catch(() => undefined);
    seen.catch(() => undefined);
    await this.notebooks.start(!byAddress);
    followAddress(this);
    await openAsked(this);
    await this.#foresee(...(await seen));
    // What cannot be opened again is said; the page works without it.
    await this.#mounted.catch((error) => this.fail(error));
    await this.#follow();
    this.#started.value = true;
    void this.notebooks.library.purge();
    await this.engine.ready;
    setTimeout(() => void this.#kept.prune(), PRUNE_AFTER_MILLISECONDS);
    const hosted = asked.get('data');
    if (hosted) await this.#openHosted(hosted).catch((error) => this.fail(error));
  }

  async #openHosted(path: string): Promise<void> {
    await this.open([await hostedFile(path)]);
  }

  /** Begins to fetch what the first drawing needs. */
  #expect(builtIn: boolean): void {
    if (builtIn) fetchNotebookText(HOME);
    this.#kept.open();
    void fetchNotebook();
  }

  /** Shows what will be open, from results kept of the last visit, while the engine still starts. */
  async #foresee(open: OpenDataset | null, datasets: readonly DatasetSummary[]): Promise<void> {
    if (!open) return;
    batch(() => {
      this.#datasets.value = datasets;
      this.#dataset.value = open;
    });
    await this.showNotebook();
  }

  /** Takes over what the warehouse has open now: the data that was open, perhaps changed, or other data. */
  async #follow(data: 'same' | 'other' = 'same'): Promise<void> {
    if (data === 'other' && this.notebooks.wanted.peek() === 'speed') this.notebooks.want(HOME);
    const datasets = await this.warehouse.datasets();
    const open = this.warehouse.current;
    batch(() => {
      this.#datasets.value = datasets;
      this.#dataset.value = open;
    });
    await breath();
    await this.showNotebook(data === 'same');
    setTimeout(() => noteParts(this.#dataset.peek() !== null), NOTE_AFTER_MILLISECONDS);
  }

  #version(): string {
    const open = this.#dataset.value;
    const tables = open ? sourcesOf(open).map(({ name, version }) => `${name} ${version}`) : [];
    return [open?.context.version, ...tables, import.meta.url].join('|');
  }
}
