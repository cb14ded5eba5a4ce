const LOCK = 'tabhouse-data';

/**
 * Resolves when this tab alone may open the data on this machine (a file in OPFS can be open once only), and holds that
 * right until the tab closes. `wait` is called where another tab has it now.
 */
export async function holdData(wait: () => void, locks = navigator.locks): Promise<void> {
  if (!locks) return;
  const take = (options: LockOptions) =>
    new Promise<boolean>((resolve, reject) => {
      locks
        .request(LOCK, options, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : new Promise<void>(() => {});
        })
        .catch(reject);
    });
  if (await take({ ifAvailable: true })) return;
  wait();
  await take({});
}
