interface Scheduling {
  readonly scheduler?: { yield?: () => Promise<void> };
}

/**
 * Gives way to the reader and to the next frame, then goes on: between the pieces of work that would hold the page up
 * if they were done in one go. Works in workers too.
 */
export function breath(): Promise<void> {
  const { scheduler } = globalThis as Scheduling;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
