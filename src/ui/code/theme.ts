import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The same colours as SQL that is only read (`th-sql`), so that nothing jumps when a cell is opened for editing. */
const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: 'var(--th-accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--th-good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--th-warn)' },
  { tag: [tags.comment, tags.meta], color: 'var(--th-muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--th-c5)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--th-accent)' },
  { tag: [tags.special(tags.name), tags.labelName], color: 'var(--th-accent)' },
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--th-accent)', textDecoration: 'underline' },
  { tag: tags.monospace, fontFamily: 'var(--th-mono)' },
]);

const PANEL = {
  border: '1px solid var(--th-border)',
  borderRadius: 'var(--th-radius-2)',
  backgroundColor: 'var(--th-raised)',
  color: 'var(--th-text)',
  boxShadow: 'var(--th-shadow-2)',
};

const look = EditorView.theme({
  '&': { color: 'var(--th-text)', fontSize: 'var(--th-code-size, var(--th-size-13))' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--th-mono)', lineHeight: '1.6', maxBlockSize: '70vh' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--th-text)' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--th-text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--th-accent) 24%, transparent)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, var(--th-text) 4%, transparent)',
  },
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'transparent',
    color: 'var(--th-faint)',
    fontSize: 'var(--th-size-12)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--th-muted)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 6px 0 0' },
  '.cm-placeholder': { color: 'var(--th-muted)' },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--th-accent) 20%, transparent)',
  },
  '.cm-nonmatchingBracket': { backgroundColor: 'var(--th-bad-soft)' },
  '.cm-selectionMatch': {
    backgroundColor: 'color-mix(in srgb, var(--th-accent) 12%, transparent)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--th-warn-soft)' },
  '.cm-searchMatch-selected': {
    backgroundColor: 'color-mix(in srgb, var(--th-warn) 45%, transparent)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--th-bad) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--th-warn) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    ...PANEL,
    maxInlineSize: 'min(520px, calc(100vw - 24px))',
    fontSize: 'var(--th-size-13)',
    pointerEvents: 'auto',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxBlockSize: '15em',
    minInlineSize: 'min(280px, calc(100vw - 24px))',
    padding: '4px',
    fontFamily: 'var(--th-mono)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '16px',
    alignItems: 'baseline',
    padding: '3px 8px',
    borderRadius: 'var(--th-radius-1)',
    lineHeight: '1.6',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--th-accent-soft)',
    color: 'var(--th-text)',
  },
  '.cm-completionMatchedText': {
    color: 'var(--th-accent)',
    fontWeight: '600',
    textDecoration: 'none',
  },
  '.cm-completionDetail': {
    flex: '1',
    marginInlineStart: '0',
    overflow: 'hidden',
    color: 'var(--th-muted)',
    fontSize: 'var(--th-size-12)',
    fontStyle: 'normal',
    textAlign: 'end',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-completionInfo': {
    padding: '8px 12px',
    maxInlineSize: 'min(360px, calc(100vw - 24px))',
    fontFamily: 'var(--th-font)',
    lineHeight: '1.5',
    whiteSpace: 'pre-line',
  },
  '.cm-diagnostic': { padding: '6px 12px', borderInlineStart: '0', fontFamily: 'var(--th-font)' },
  '.cm-diagnostic-error': { borderInlineStart: '3px solid var(--th-bad)' },
  '.cm-diagnostic-warning': { borderInlineStart: '3px solid var(--th-warn)' },
  '.cm-panels': { backgroundColor: 'var(--th-sunken)', color: 'var(--th-text)' },
  '.cm-panels-top': { borderBlockEnd: '1px solid var(--th-border)' },
  '.cm-panel.cm-search': { padding: '8px 12px', fontFamily: 'var(--th-font)' },
  '.cm-textfield': {
    border: '1px solid var(--th-strong)',
    borderRadius: 'var(--th-radius-1)',
    backgroundColor: 'var(--th-surface)',
  },
  '.cm-button': {
    border: '1px solid var(--th-strong)',
    borderRadius: 'var(--th-radius-1)',
    backgroundColor: 'var(--th-surface)',
    backgroundImage: 'none',
  },
  '@media (pointer: coarse)': {
    // Smaller type makes some phones zoom into what is edited.
    '&': { fontSize: 'var(--th-size-16)' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '9px 10px' },
  },
  '@media (max-width: 640px)': {
    '.cm-gutters': { display: 'none' },
    // It would cover the list that it belongs to.
    '.cm-tooltip.cm-completionInfo': { display: 'none' },
    '.cm-line': { padding: '0 12px' },
  },
});

export const codeTheme = [look, syntaxHighlighting(highlight)];
