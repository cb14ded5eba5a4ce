type Edges = ReadonlyMap<string, readonly string[]>;

/** Kahn's algorithm, stable in the order of `ids`; edges to others than these do not count. `left` waits for a cycle. */
export function inOrder(
  ids: readonly string[],
  reads: Edges,
  readBy: Edges,
): { readonly order: readonly string[]; readonly left: readonly string[] } {
  const own = new Set(ids);
  const waiting = new Map(
    ids.map((id) => [id, (reads.get(id) ?? []).filter((other) => own.has(other)).length]),
  );
  const order: string[] = [];
  const ready = ids.filter((id) => waiting.get(id) === 0);
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const next of readBy.get(id) ?? []) {
      const left = waiting.get(next);
      if (left === undefined) continue;
      waiting.set(next, left - 1);
      if (left === 1) ready.push(next);
    }
  }
  const done = new Set(order);
  return { order, left: ids.filter((id) => !done.has(id)) };
}

/** For each of `ids` that is part of a cycle: the shortest way round, from it back to it. */
export function pathsOfCycles(
  ids: readonly string[],
  reads: Edges,
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const id of ids) {
    const path = wayRound(id, reads);
    if (path) paths.set(id, path);
  }
  return paths;
}

function wayRound(start: string, reads: Edges): readonly string[] | null {
  const seen = new Set<string>();
  const walk: { id: string; path: readonly string[] }[] = [{ id: start, path: [start] }];
  for (let step = walk.shift(); step !== undefined; step = walk.shift()) {
    for (const next of reads.get(step.id) ?? []) {
      if (next === start) return [...step.path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      walk.push({ id: next, path: [...step.path, next] });
    }
  }
  return null;
}
