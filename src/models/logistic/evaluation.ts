import type { Columns } from '../types.ts';

/** Users of one probability: how many, and how many of them bought. */
interface Tie {
  readonly probability: number;
  readonly users: number;
  readonly buyers: number;
}

export interface Quality {
  /** Area under the ROC curve: chance that a buyer is put before one who is none, a tie counts half. NaN for one class. */
  readonly auc: number;
  /** Its standard error after Hanley and McNeil (1982). */
  readonly aucError: number;
  /** Mean squared error of the probabilities, and that of saying the share of buyers for all. */
  readonly brier: number;
  readonly brierBase: number;
  readonly logLoss: number;
  /** Share of the buyers among the tenth of the users with the highest probabilities. */
  readonly topDecile: number;
  readonly roc: Columns;
  readonly calibration: Columns;
}

const ROC_POINTS = 200;
const GROUPS = 10;

/** How well probabilities told what then happened. */
export function evaluate(probabilities: Float64Array, labels: Float64Array): Quality {
  const ties = ranked(probabilities, labels);
  const users = probabilities.length;
  const buyers = labels.reduce((sum, label) => sum + label, 0);
  const others = users - buyers;
  let [squares, loss] = [0, 0];
  for (const [row, label] of labels.entries()) {
    const p = probabilities[row] as number;
    squares += (label - p) ** 2;
    loss -= Math.log(Math.max(Number.MIN_VALUE, label > 0 ? p : 1 - p));
  }
  const base = buyers / users;
  const { auc, points } = curve(ties, buyers, others);
  return {
    auc,
    aucError: hanley(auc, buyers, others),
    brier: squares / users,
    brierBase: base * (1 - base),
    logLoss: loss / users,
    topDecile: caught(ties, users) / buyers,
    roc: points,
    calibration: calibrated(ties, users),
  };
}

/** Users by falling probability, those of the same together. Sorts numbers alone, which is fast for millions. */
function ranked(probabilities: Float64Array, labels: Float64Array): Tie[] {
  const ones = probabilities
    .filter((_, row) => labels[row] === 1)
    .sort()
    .reverse();
  const all = probabilities.slice().sort().reverse();
  const ties: Tie[] = [];
  let one = 0;
  for (let at = 0; at < all.length; ) {
    const probability = all[at] as number;
    let end = at;
    while (all[end] === probability) end += 1;
    const first = one;
    while (ones[one] === probability) one += 1;
    ties.push({ probability, users: end - at, buyers: one - first });
    at = end;
  }
  return ties;
}

function curve(ties: readonly Tie[], buyers: number, others: number) {
  const x: number[] = [0];
  const y: number[] = [0];
  const cut: number[] = [1];
  let [found, wrong, area] = [0, 0, 0];
  const step = Math.max(1, others / ROC_POINTS, ties.length > ROC_POINTS ? 1 : 0);
  for (const [index, tie] of ties.entries()) {
    const misses = tie.users - tie.buyers;
    area += misses * (found + tie.buyers / 2);
    found += tie.buyers;
    wrong += misses;
    const last = index === ties.length - 1;
    const moved = wrong / others - (x.at(-1) ?? 0) >= step / others;
    const risen = found / buyers - (y.at(-1) ?? 0) >= 1 / ROC_POINTS;
    if (!last && !moved && !risen) continue;
    x.push(wrong / others);
    y.push(found / buyers);
    cut.push(tie.probability);
  }
  const known = buyers > 0 && others > 0;
  return {
    auc: known ? area / (buyers * others) : Number.NaN,
    points: {
      false_positive: Float64Array.from(known ? x : []),
      true_positive: Float64Array.from(known ? y : []),
      threshold: Float64Array.from(known ? cut : []),
    },
  };
}

function hanley(auc: number, buyers: number, others: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const spread =
    auc * (1 - auc) + (buyers - 1) * (q1 - auc * auc) + (others - 1) * (q2 - auc * auc);
  return Math.sqrt(spread / (buyers * others));
}

/** Buyers among the first tenth of the users; of those who tie at its end their share. */
function caught(ties: readonly Tie[], users: number): number {
  let room = users / GROUPS;
  let found = 0;
  for (const tie of ties) {
    const share = Math.min(1, room / tie.users);
    found += share * tie.buyers;
    room -= share * tie.users;
    if (room <= 0) break;
  }
  return found;
}

/** Ten groups of about as many users by rising probability; users of the same probability stay together. */
function calibrated(ties: readonly Tie[], users: number): Columns {
  const groups = Array.from({ length: GROUPS }, () => ({ users: 0, predicted: 0, buyers: 0 }));
  let before = 0;
  for (const tie of ties.toReversed()) {
    const middle = (before + tie.users / 2) / users;
    const group = groups[Math.min(GROUPS - 1, Math.floor(middle * GROUPS))];
    before += tie.users;
    if (!group) continue;
    group.users += tie.users;
    group.predicted += tie.probability * tie.users;
    group.buyers += tie.buyers;
  }
  const filled = groups.flatMap((group, index) => (group.users > 0 ? [{ ...group, index }] : []));
  const column = (value: (group: (typeof filled)[number]) => number) =>
    Float64Array.from(filled, value);
  return {
    decile: Int32Array.from(filled, ({ index }) => index + 1),
    users: column((group) => group.users),
    buyers: column((group) => group.buyers),
    predicted: column((group) => group.predicted / group.users),
    observed: column((group) => group.buyers / group.users),
  };
}

const BINS = 20;

/** How many users have which probability, in twenty bins as wide as the largest one asks for. */
export function spread(probabilities: Float64Array): Columns {
  let most = 0;
  for (const one of probabilities) if (one > most) most = one;
  const width = [0.001, 0.0025, 0.005, 0.01, 0.025].find((one) => one * BINS >= most) ?? 0.05;
  const users = new Float64Array(BINS);
  for (const one of probabilities) {
    const bin = Math.min(BINS - 1, Math.floor(one / width));
    users[bin] = (users[bin] as number) + 1;
  }
  return {
    from: users.map((_, bin) => bin * width),
    to: users.map((_, bin) => (bin + 1) * width),
    users,
  };
}
