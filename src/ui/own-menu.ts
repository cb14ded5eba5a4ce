/** What the browser or an element of ours has a menu for. */
const OWN =
  'a[href], input, textarea, select, [contenteditable="true"], [role="grid"], [role="menu"]';

/** True where a click with the second button belongs to what it is on, or to text that is chosen. */
export function hasOwnMenu(event: MouseEvent): boolean {
  if (event.defaultPrevented || !getSelection()?.isCollapsed) return true;
  return event.composedPath().some((one) => one instanceof Element && one.matches(OWN));
}
