/** Changes of the period, and of a category or brand, that are made. */
const PERIODS = 40;
const CHOICES = 4;
const FRAMES = 180;
/** Milliseconds after which a change counts as never answered. */
const PATIENCE = 600_000;

/**
 * Changes the inputs of the finished overview on screen as a reader would, and drags a brush across its days.
 *
 * @returns for each kind of figure the milliseconds from the event to the frame that shows it, of every change: `sums`
 * (additive tiles) and `counts` (distinct users, in the same tiles), `funnel` and `retention` for other periods;
 * `chosenSums`, `chosenCounts` for a category or brand as well; `frames`: milliseconds between two frames while a brush
 * is dragged, `moves`: from a move to the tiles that follow it, once its cube is there.
 */
export async function measureInputs(page) {
  // What a hand does first: it takes hold of something.
  await page.locator('th-cell-slot').first().dispatchEvent('pointerdown');
  await page.waitForTimeout(2000);
  const found = await page.evaluate(inPage, {
    periods: PERIODS,
    choices: CHOICES,
    frames: FRAMES,
    patience: PATIENCE,
  });
  return Object.fromEntries(Object.entries(found).filter(([, times]) => times.length > 0));
}

/** Runs in the page. */
async function inPage({ periods, choices, frames, patience }) {
  const { workspace } = document.querySelector('tabhouse-app');
  const { runtime } = workspace;
  const { context } = workspace.dataset.value;
  const cell = (name) => runtime.document.value.cells.find((one) => one.name === name);
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const found = (root, test) => {
    for (const element of root.querySelectorAll('*')) {
      if (test(element)) return element;
      const inner = element.shadowRoot && found(element.shadowRoot, test);
      if (inner) return inner;
    }
    return null;
  };
  const slotOf = (name) =>
    found(document, (one) => one.localName === 'th-cell-slot' && one.cell?.name === name);
  const measured = {
    sums: [],
    counts: [],
    funnel: [],
    retention: [],
    chosenSums: [],
    chosenCounts: [],
    frames: [],
    moves: [],
  };
  const tiles = slotOf('overview');
  const firstTile = found(tiles.shadowRoot, (one) => one.localName === 'th-tile');
  tiles.scrollIntoView({ block: 'center' });

  const busy = () =>
    runtime.document.value.cells.some(({ id }) =>
      ['queued', 'running'].includes(runtime.state(id).value.phase),
    );
  /** Resolves with the milliseconds since `begun` at the first frame in which `test` holds. */
  async function seen(begun, test) {
    for (;;) {
      await frame();
      if (test()) return performance.now() - begun;
      if (performance.now() - begun > patience) throw new Error('an input was never followed');
    }
  }
  /** What the tiles are given to draw: their result, or the sums that stand in for it. */
  const given = () => found(tiles.shadowRoot, (one) => one.localName === 'th-cell').result;
  const isDrawn = () => firstTile.value === given()?.rows[0]?.pv;
  const done = (id) => runtime.state(id).value.phase === 'done';

  async function change(name, value, sums, counts, alsoFunnel) {
    const [overview, funnel] = [cell('overview').id, cell('funnel').id];
    const [shown, result, steps] = [
      given(),
      runtime.result(overview).value,
      runtime.result(funnel).value,
    ];
    const begun = performance.now();
    workspace.document.setValue(name, value);
    const first = seen(begun, () => given() !== shown && isDrawn());
    const all = seen(
      begun,
      () => runtime.result(overview).value !== result && done(overview) && isDrawn(),
    );
    const third =
      alsoFunnel && seen(begun, () => runtime.result(funnel).value !== steps && done(funnel));
    const early = first.then(() => firstTile.value);
    sums.push(await first);
    counts.push(await all);
    if ((await early) !== firstTile.value)
      throw new Error('what was shown at once was not what was counted');
    if (third) measured.funnel.push(await third);
    while (busy()) await pause(20);
    await pause(50);
  }

  const days = [];
  for (
    let at = Date.parse(`${context.from}T00:00:00Z`);
    at <= Date.parse(`${context.to}T00:00:00Z`);
    at += 86_400_000
  )
    days.push(new Date(at).toISOString().slice(0, 10));
  const ranges = days
    .flatMap((from, index) => days.slice(index).map((to) => ({ from, to })))
    .filter(({ from, to }) => from !== context.from || to !== context.to);
  // The same ranges in every run, spread over all that there are.
  const step = Math.max(1, Math.floor(ranges.length / periods));
  for (const range of ranges.filter((_, index) => index % step === 0).slice(0, periods)) {
    await change('period', range, measured.sums, measured.counts, true);
    const begun = performance.now();
    await window.tabhouse.metric('retention', { ...range, audit: false });
    measured.retention.push(performance.now() - begun);
  }
  await change('period', null, [], [], false);

  const name = ['category', 'brand'].find((one) => {
    const input = cell(one);
    return input && runtime.result(input.id).value?.detail?.options?.length > 0;
  });
  if (name) {
    const { options } = runtime.result(cell(name).id).value.detail;
    for (const { value } of options.slice(0, choices)) {
      await change(name, [value], measured.chosenSums, measured.chosenCounts, false);
    }
    await change(name, [], [], [], false);
  }

  const daily = cell('daily');
  const source = slotOf('daily');
  const brush = (from, to, done) =>
    source.dispatchEvent(
      new CustomEvent('th-brush', {
        detail: { id: daily.id, column: 'day', from, to, done },
        bubbles: true,
        composed: true,
      }),
    );
  if (days.length > 3) {
    brush(days[0], days[1], false);
    const begun = performance.now();
    await seen(
      begun,
      () =>
        firstTile.pending === null &&
        firstTile.value !== runtime.result(cell('overview').id).value.rows[0].pv,
    );
    let last = await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let index = 0; index < frames; index++) {
      const first = Math.floor(index / 3) % (days.length - 2);
      const before = firstTile.value;
      const moved = performance.now();
      brush(days[first], days[Math.min(days.length - 1, first + 1 + (index % 2))], false);
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      measured.frames.push(now - last);
      last = now;
      if (firstTile.value !== before) measured.moves.push(performance.now() - moved);
    }
    brush(null, null, true);
    while (busy()) await pause(20);
  }
  return measured;
}
