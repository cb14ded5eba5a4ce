import { readdirSync, readFileSync } from 'node:fs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Processes below `root`, by their parents. */
function below(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid) => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

/** Proportional set size of the largest renderer below `root`, in bytes; 0 where the system does not say (not Linux). */
function rendererBytes(root) {
  const sizes = below(root)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer'))
    .map((pid) => /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1])
    .map((kilobytes) => Number(kilobytes ?? 0) * 1024);
  return Math.max(0, ...sizes);
}

/** Watches the largest renderer below `root` four times a second; `stop` gives its peak and its last size, in bytes. */
export function watchMemory(root) {
  let peak = 0;
  let last = 0;
  const look = () => {
    last = process.platform === 'linux' ? rendererBytes(root) : 0;
    peak = Math.max(peak, last);
  };
  const timer = setInterval(look, 250);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { peak, last };
    },
  };
}
