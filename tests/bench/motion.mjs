/** How often all tiles and charts are moved, and how long each time they are looked at: they move for 0.4 s. */
const TIMES = 6;
const MOVING = 400;

/**
 * Moves all tiles and charts of the notebook on screen by the button of the movement panel, in the page opened anew with
 * movement on.
 *
 * @returns milliseconds of every frame while they move: `motion` from one to the next, `motionWork` of the main thread's
 * processor time in it.
 */
export async function measureMotion(page, settled) {
  await page.evaluate(() =>
    localStorage.setItem('tabhouse.motion', JSON.stringify({ reduced: 'off' })),
  );
  await page.reload({ waitUntil: 'load' });
  await page.evaluate(() => window.tabhouse.ready);
  await settled();
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const again = page
    .locator('th-motion-settings')
    .getByRole('button', { name: 'Move everything once more' });
  await again.waitFor();
  await page.waitForTimeout(2000);
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, async () => {
    for (let time = 0; time < TIMES; time++) {
      await again.evaluate(move, MOVING);
      await page.waitForTimeout(500);
    }
  });
  return framesOf(events);
}

/** Presses the button and marks every frame until the movement is over. Runs in the page. */
async function move(button, moving) {
  performance.mark('motion:begin');
  button.click();
  const end = performance.now() + moving;
  while (performance.now() < end) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    performance.mark('motion:frame');
  }
}

/** What Chromium noted of its threads' tasks while `work` went on. */
async function traced(session, work) {
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** Milliseconds between the marks of each movement, and the thread's own time in the tasks that began between them. */
function framesOf(events) {
  const marks = events
    .filter(({ name }) => name?.startsWith('motion:'))
    .sort((a, b) => a.ts - b.ts);
  const [{ pid, tid } = {}] = marks;
  const tasks = events.filter(
    (one) => one.pid === pid && one.tid === tid && one.ph === 'X' && one.name.endsWith('RunTask'),
  );
  const motion = [];
  const motionWork = [];
  marks.forEach((mark, at) => {
    const before = marks[at - 1];
    if (mark.name !== 'motion:frame' || before === undefined) return;
    if (before.name === 'motion:frame') motion.push((mark.ts - before.ts) / 1000);
    const own = tasks.filter(({ ts, dur }) => ts + dur > before.ts && ts + dur <= mark.ts);
    motionWork.push(own.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000);
  });
  return { motion, motionWork };
}
