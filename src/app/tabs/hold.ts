const LOCK = 'tabhouse-data';

/**
 * Resolves when this tab alone may open the data on this machine (a file in OPFS can be open once only), and holds that
 * right until the tab closes. `wait` is called where another tab has it now.
 */
export async function holdData(wait: () => void, locks = navigator.locks): Promise<void> {
  if (!locks) return;
  if (await hold(LOCK, { ifAvailable: true }, locks)) return;
  wait();
  await hold(LOCK, {}, locks);
}

/** Holds a lock until this tab closes; false where it is not available. */
export function hold(
  name: string,
  options: LockOptions,
  locks = navigator.locks,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, options, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => {});
      })
      .catch(reject);
  });
}
