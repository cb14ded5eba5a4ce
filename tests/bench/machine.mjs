import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';

/** What this machine is, in the words of its own tools: processor, memory, system, browser, Node. */
export function machine() {
  const [processor] = cpus();
  const browser = spawnSync(process.env.CHROMIUM_PATH ?? 'chromium', ['--version'], {
    encoding: 'utf8',
  });
  return [
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${type()} ${release()}`,
    browser.stdout?.trim().replace(/ built on .*/, '') || 'Chromium of unknown version',
    `Node ${process.version}`,
  ].join(', ');
}
