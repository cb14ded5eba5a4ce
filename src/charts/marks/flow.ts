/** A part of a flow: how much goes from one name to another. */
export interface Flow {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}

/** A name on one step; where a flow comes back to it, it stands again on a later step. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly step: number;
  /** How much passes through. */
  value: number;
  top: number;
  height: number;
}

export interface FlowLink {
  readonly source: FlowNode;
  readonly target: FlowNode;
  readonly value: number;
  /** Index of the flow that it draws. */
  readonly of: number;
  /** Middle of its ends and its thickness, in pixels. */
  from: number;
  to: number;
  thickness: number;
}

export interface FlowPlan {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly steps: number;
  /** Names that stand on more than one step, since flows come back to them. */
  readonly repeated: readonly string[];
}

const GAP = 12;
const ROUNDS = 6;

/**
 * Lays a flow out in steps from left to right over `height` pixels. Any graph will do: a flow that comes back to a name
 * before it, or to itself, ends at that name standing once more on the next step. `stepOf` says on which step a name stands where names tell it.
 */
export function layFlow(
  flows: readonly Flow[],
  height: number,
  stepOf?: (name: string) => number,
): FlowPlan {
  const drawn = flows
    .map((flow, of) => ({ ...flow, of }))
    .filter(({ value }) => value > 0 && Number.isFinite(value));
  const steps = stepOf ? toldSteps(drawn, stepOf) : stepsOf(drawn);
  const nodes = new Map<string, FlowNode>();
  const node = (name: string, step: number, again: boolean): FlowNode => {
    const id = again ? `${name}\u0000again` : name;
    const known = nodes.get(id);
    if (known) return known;
    const made: FlowNode = { id, name, step, value: 0, top: 0, height: 0 };
    nodes.set(id, made);
    return made;
  };
  const last = Math.max(0, ...steps.values());
  let deepest = last;
  const links = drawn.map(({ source, target, value, of }): FlowLink => {
    const [from, to] = [steps.get(source) ?? 0, steps.get(target) ?? 0];
    const back = to <= from;
    if (back) deepest = Math.max(deepest, last + 1);
    return {
      source: node(source, from, false),
      target: back ? node(target, last + 1, true) : node(target, to, false),
      value,
      of,
      from: 0,
      to: 0,
      thickness: 0,
    };
  });
  const all = [...nodes.values()];
  for (const one of all) {
    const [into, out] = [
      links.filter(({ target }) => target === one),
      links.filter(({ source }) => source === one),
    ];
    const total = (some: readonly FlowLink[]) => some.reduce((sum, { value }) => sum + value, 0);
    one.value = Math.max(total(into), total(out));
  }
  place(all, links, height, deepest + 1);
  return {
    nodes: all,
    links,
    steps: deepest + 1,
    repeated: all.filter(({ id, name }) => id !== name).map(({ name }) => name),
  };
}

/** The step of each name as names tell it, the first of them 0. */
function toldSteps(flows: readonly Flow[], stepOf: (name: string) => number): Map<string, number> {
  const names = [...new Set(flows.flatMap(({ source, target }) => [source, target]))];
  const first = Math.min(...names.map(stepOf));
  return new Map(names.map((name) => [name, stepOf(name) - first]));
}

/** The step of each name: one after the farthest that flows into it, leaving out what closes a circle. */
function stepsOf(flows: readonly (Flow & { readonly of: number })[]): Map<string, number> {
  const names = [...new Set(flows.flatMap(({ source, target }) => [source, target]))];
  const out = new Map(
    names.map((name) => [
      name,
      flows.filter(({ source, target }) => source === name && target !== name),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const forward = new Set<number>();
  const order: string[] = [];
  // Depth first without recursion: a chain of ten thousand names is no deeper than the heap.
  const visit = (start: string) => {
    const stack: { name: string; next: number }[] = [{ name: start, next: 0 }];
    state.set(start, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      const flow = out.get(top.name)?.[top.next++];
      if (!flow) {
        state.set(top.name, 'done');
        order.push(top.name);
        stack.pop();
        continue;
      }
      const seen = state.get(flow.target);
      if (seen === 'open') continue;
      forward.add(flow.of);
      if (seen === undefined) {
        state.set(flow.target, 'open');
        stack.push({ name: flow.target, next: 0 });
      }
    }
  };
  const entered = new Set(
    flows.filter(({ source, target }) => source !== target).map(({ target }) => target),
  );
  for (const name of [...names.filter((one) => !entered.has(one)), ...names])
    if (!state.has(name)) visit(name);
  const steps = new Map(names.map((name) => [name, 0]));
  for (const name of order.reverse())
    for (const flow of out.get(name) ?? [])
      if (forward.has(flow.of))
        steps.set(flow.target, Math.max(steps.get(flow.target) ?? 0, (steps.get(name) ?? 0) + 1));
  return steps;
}

function place(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  height: number,
  steps: number,
): void {
  const columns = Array.from({ length: steps }, (_, step) =>
    nodes.filter((one) => one.step === step),
  );
  const scale = Math.min(
    ...columns
      .filter((column) => column.length > 0)
      .map(
        (column) =>
          Math.max(1, height - gapOf(column, height) * (column.length - 1)) /
          Math.max(
            1e-12,
            column.reduce((sum, { value }) => sum + value, 0),
          ),
      ),
  );
  for (const one of nodes) one.height = Math.max(1, one.value * scale);
  for (const column of columns) {
    column.sort((a, b) => b.value - a.value);
    settle(column, height);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const forward = round % 2 === 0;
    for (const column of forward ? columns : [...columns].reverse()) {
      column.sort((a, b) => middle(a, links, forward) - middle(b, links, forward));
      settle(column, height);
    }
  }
  for (const one of nodes) {
    let top = one.top;
    for (const link of links
      .filter(({ source }) => source === one)
      .sort((a, b) => a.target.top - b.target.top)) {
      link.thickness = link.value * scale;
      link.from = top + link.thickness / 2;
      top += link.thickness;
    }
    top = one.top;
    for (const link of links
      .filter(({ target }) => target === one)
      .sort((a, b) => a.source.top - b.source.top)) {
      link.to = top + (link.value * scale) / 2;
      top += link.value * scale;
    }
  }
}

const gapOf = (column: readonly FlowNode[], height: number) =>
  Math.min(GAP, (height * 0.4) / Math.max(1, column.length));

/** Where the neighbours on the side before (or after) stand, weighted by what flows; its own place where it has none. */
function middle(one: FlowNode, links: readonly FlowLink[], forward: boolean): number {
  let [weight, sum] = [0, 0];
  for (const link of links) {
    const other = forward
      ? link.target === one
        ? link.source
        : null
      : link.source === one
        ? link.target
        : null;
    if (!other) continue;
    weight += link.value;
    sum += link.value * (other.top + other.height / 2);
  }
  return weight > 0 ? sum / weight : one.top + one.height / 2;
}

function settle(column: readonly FlowNode[], height: number): void {
  const gap = gapOf(column, height);
  const used =
    column.reduce((sum, one) => sum + one.height, 0) + gap * Math.max(0, column.length - 1);
  let top = Math.max(0, (height - used) / 2);
  for (const one of column) {
    one.top = top;
    top += one.height + gap;
  }
}
