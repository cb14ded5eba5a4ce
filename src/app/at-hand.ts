/**
 * What `load` gives: fetched with the first call, from then on at hand. `import()` waits for a task of its own even for
 * what is there, behind everything that the page has to draw.
 */
export function atHand<T>(load: () => Promise<T>): () => T | Promise<T> {
  let here: { readonly value: T } | null = null;
  return () => {
    if (here) return here.value;
    return load().then((value) => {
      here = { value };
      return value;
    });
  };
}
