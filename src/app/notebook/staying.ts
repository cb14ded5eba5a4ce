/** Share of the window that a line of inputs may take for staying in sight. */
const MOST = 0.35;

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target as HTMLElement);
});

/** Watches the line of inputs that stays in sight, so that a cell that is shown lies below it however high it is. */
export function staying(line: Element | undefined): void {
  if (line) watcher.observe(line);
}

function measure(line: HTMLElement): void {
  const height = line.offsetHeight;
  line.classList.toggle('tall', height > MOST * innerHeight);
  const stays = getComputedStyle(line).position === 'sticky';
  line.parentElement?.style.setProperty('--staying', stays ? `${height + 8}px` : '0px');
}
