import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { breath } from '../engine/breath.ts';
import { createEngine, type Engine, TabhouseError } from '../engine/index.ts';
import { locale, t } from '../i18n/index.ts';
import { NotebookRuntime } from '../notebook/index.ts';
import { makeSample } from '../sources/sample/make.ts';
import type { SampleOptions } from '../sources/sample/types.ts';
import {
  type DatasetSettings,
  type DatasetSummary,
  type LoadOptions,
  type LoadProgress,
  type LoadReport,
  type OpenDataset,
  Warehouse,
} from '../warehouse/index.ts';
import { executor } from './execute.ts';
import { hostedFile } from './hosted.ts';
import { KeptResults } from './kept-results.ts';
import { type NotebookName, notebookFile } from './notebook-file.ts';
import { OpenNotebook } from './notebooks/open-notebook.ts';
import { tablesNotebook } from './tables-notebook.ts';
import { holdData } from './tabs.ts';

/** The same sample for everybody. */
const SAMPLE_SEED = 20191001;

/** A load under way. */
export interface Loading {
  readonly name: string;
  readonly progress: LoadProgress | null;
  cancel(): void;
}

/** Everything that the page shows, and what can be done to it. One per page. */
export class Workspace {
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  readonly runtime: NotebookRuntime;
  /** The notebook on screen, to be edited. */
  readonly document: OpenNotebook;
  /** Resolves when the engine is up and what was kept is open again. */
  readonly ready: Promise<void>;

  readonly #dataset = signal<OpenDataset | null>(null);
  readonly #datasets = signal<readonly DatasetSummary[]>([]);
  readonly #loading = signal<Loading | null>(null);
  readonly #problem: Signal<unknown> = signal(null);
  readonly #started = signal(false);
  readonly #waiting = signal(false);
  readonly #notebook: Signal<NotebookName> = signal('overview');
  readonly #shows = computed(
    () => this.#dataset.value !== null || this.#notebook.value !== 'overview',
  );
  readonly #kept = new KeptResults();
  #mounted: Promise<void> = Promise.resolve();
  /** Which notebook is on screen, in which language. */
  #shown = '';
  /** Version of the data that it stands on. */
  #stands = '';

  constructor(engine: Engine = createEngine()) {
    this.engine = engine;
    this.warehouse = new Warehouse(engine);
    this.runtime = new NotebookRuntime({
      recall: (_cell, key) => this.#kept.get(key),
      execute: executor(() => {
        const open = this.#dataset.value;
        if (!open) return null;
        const value = (name: string) => this.runtime.value(name);
        const stands = () => this.warehouse.current?.context.version === open.context.version;
        return { engine, ...open, mounted: this.#mounted, stands, value };
      }, this.#kept),
    });
    this.document = new OpenNotebook(this.runtime);
    this.ready = this.#start();
    this.ready.catch((error) => this.fail(error));
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

  /** The notebook on screen: the one of the data, or one that needs none. */
  get notebook(): ReadonlySignal<NotebookName> {
    return this.#notebook;
  }

  /** True where a notebook is on screen. */
  get shows(): ReadonlySignal<boolean> {
    return this.#shows;
  }

  /** Shows another of the notebooks that come with the page. */
  async choose(notebook: NotebookName): Promise<void> {
    this.#notebook.value = notebook;
    if (this.#dataset.value || notebook !== 'overview') await this.showNotebook();
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
      this.#notebook.value = 'overview';
      await this.#follow();
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
      await this.#follow();
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
    this.#notebook.value = 'overview';
    try {
      await this.warehouse.switchTo(id);
    } finally {
      await this.#follow();
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
    await this.#follow();
  }

  /** Shows the notebook in the reader's language. */
  async showNotebook(): Promise<void> {
    const shown = `${this.#notebook.value}|${locale.value}|${this.#tables()?.name ?? ''}`;
    const version = this.#version();
    if (shown === this.#shown) {
      if (version !== this.#stands) this.document.moveTo(version);
      this.#stands = version;
      return;
    }
    this.#shown = shown;
    this.#stands = version;
    const text = await this.#notebookText();
    await breath();
    if (shown === this.#shown) await this.document.open(text, this.#stands);
  }

  /** The open data set where it holds tables and no events. */
  #tables(): LoadReport | null {
    const open = this.#dataset.value;
    return open && open.context.columns.length === 0 ? open.report : null;
  }

  /** The overview where there are events, else a look at each table; or the notebook that was chosen. */
  async #notebookText(): Promise<string> {
    const notebook = this.#notebook.value;
    const tables = this.#tables();
    if (notebook === 'overview' && tables) return tablesNotebook(tables);
    return notebookFile(notebook);
  }

  async #start(): Promise<void> {
    await holdData(() => {
      this.#waiting.value = true;
    });
    this.#waiting.value = false;
    this.#mounted = this.warehouse.reopen();
    await this.#foresee();
    // What cannot be opened again is said; the page works without it.
    await this.#mounted.catch((error) => this.fail(error));
    await this.#follow();
    const asked = new URLSearchParams(location.search);
    if (asked.get('notebook') === 'speed') await this.choose('speed');
    this.#started.value = true;
    await this.engine.ready;
    const hosted = asked.get('data');
    if (hosted) await this.#openHosted(hosted).catch((error) => this.fail(error));
  }

  async #openHosted(path: string): Promise<void> {
    await this.open([await hostedFile(path)]);
  }

  /** Shows what will be open, from results kept of the last visit, while the engine still starts. */
  async #foresee(): Promise<void> {
    const [open, datasets] = await Promise.all([this.warehouse.last(), this.warehouse.datasets()]);
    if (!open) return;
    batch(() => {
      this.#datasets.value = datasets;
      this.#dataset.value = open;
    });
    await this.showNotebook();
  }

  /** Takes over what the warehouse has open now. */
  async #follow(): Promise<void> {
    const datasets = await this.warehouse.datasets();
    const open = this.warehouse.current;
    batch(() => {
      this.#datasets.value = datasets;
      this.#dataset.value = open;
    });
    if (open || this.#notebook.value !== 'overview') await this.showNotebook();
  }

  #version(): string {
    const data = this.#dataset.value?.context.version ?? '';
    return `${data}|${import.meta.url}`;
  }
}
