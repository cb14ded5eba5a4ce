import createPurifier from 'dompurify';
import { Marked } from 'marked';

const marked = new Marked({ gfm: true, breaks: false });
const purifier = createPurifier(globalThis.window);

const LOCAL_IMAGE = /^(data:image\/(png|jpe?g|gif|webp);|blob:|(?![a-z][a-z0-9+.-]*:|\/\/|\\))/i;
const SOURCES = ['src', 'srcset', 'poster', 'background', 'data', 'xlink:href'];

purifier.addHook('uponSanitizeAttribute', (_node, attribute) => {
  if (SOURCES.includes(attribute.attrName) && !LOCAL_IMAGE.test(attribute.attrValue.trim())) {
    attribute.keepAttr = false;
  }
});

purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName !== 'A') return;
  const target = node.getAttribute('href') ?? '';
  if (target.startsWith('#')) return;
  node.setAttribute('rel', 'noopener noreferrer nofollow');
  node.setAttribute('target', '_blank');
});

/** Characters of the private use area that stand for the n-th expression while Markdown is read. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const EXPRESSION = /\{\{\s*([^{}]+?)\s*\}\}/g;

/**
 * Markdown as a tree that is safe to show: no script, no style, nothing fetched from elsewhere, links that open apart.
 * Each `{{expression}}` becomes a `<span class="value">` with `values[expression]` as text, or an empty
 * `<span class="waiting">` where there is none.
 */
export function renderMarkdown(
  markdown: string,
  values: Readonly<Record<string, string>> = {},
): DocumentFragment {
  const expressions: string[] = [];
  const marked_ = markdown
    .replaceAll(/[\uE000\uE001]/g, '')
    .replace(EXPRESSION, (_, expression: string) => {
      expressions.push(expression);
      return `${OPEN}${expressions.length - 1}${CLOSE}`;
    });
  const html = marked.parse(marked_, { async: false });
  const tree = purifier.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'select',
      'textarea',
      'iframe',
      'audio',
      'video',
      'picture',
      'source',
    ],
    FORBID_ATTR: ['style', 'class', 'id', 'name'],
  });
  fill(tree, expressions, values);
  return tree;
}

function fill(
  tree: DocumentFragment,
  expressions: readonly string[],
  values: Readonly<Record<string, string>>,
): void {
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  for (const text of texts) {
    const parts = text.data.split(/(\uE000\d+\uE001)/);
    if (parts.length === 1) continue;
    text.replaceWith(
      ...parts.map((part) =>
        part.startsWith(OPEN)
          ? valueNode(expressions[Number(part.slice(1, -1))] ?? '', values)
          : part,
      ),
    );
  }
}

function valueNode(expression: string, values: Readonly<Record<string, string>>): HTMLElement {
  const node = document.createElement('span');
  const value = values[expression];
  node.className = value === undefined ? 'waiting' : 'value';
  node.textContent = value ?? '';
  return node;
}
