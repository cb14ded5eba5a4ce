import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  isolateHistory,
} from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, Transaction } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
  tooltips,
} from '@codemirror/view';
import { t } from '../../i18n/index.ts';
import { languageOf } from './languages.ts';
import { codeTheme } from './theme.ts';
import type { CodeLanguage, CodeProblem, CodeSupport } from './types.ts';

export interface EditorOptions {
  readonly text: string;
  readonly language: CodeLanguage;
  readonly label: string;
  readonly placeholder: string;
  readonly parent: Element;
  readonly root: ShadowRoot;
  /** Where lists and hints are put, above all that would cut them off. */
  readonly tooltips: HTMLElement;
  readonly support: () => CodeSupport;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
}

/** CodeMirror with this page's languages and look. */
export interface CodeEditor {
  readonly view: EditorView;
  text(): string;
  /** Makes the text so; the change can be taken back unless it is the text of something else. */
  setText(text: string, foreign?: boolean): void;
  setProblems(problems: readonly CodeProblem[]): void;
  /** Takes away a list of completions that is open. */
  closeList(): void;
}

const phrases = (): Record<string, string> => ({
  Find: t('code.find'),
  Replace: t('code.replace'),
  next: t('code.find.next'),
  previous: t('code.find.previous'),
  all: t('code.find.all'),
  'match case': t('code.find.case'),
  regexp: t('code.find.pattern'),
  'by word': t('code.find.word'),
  replace: t('code.replace'),
  'replace all': t('code.replace.all'),
  close: t('common.close'),
  Completions: t('code.completions'),
  Diagnostics: t('code.problems'),
});

export async function createEditor(options: EditorOptions): Promise<CodeEditor> {
  const grammar = await languageOf(options.language);
  const prose = options.language === 'markdown';
  const view = new EditorView({
    parent: options.parent,
    root: options.root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorView.lineWrapping,
        prose ? [] : [lineNumbers(), highlightActiveLineGutter()],
        placeholder(options.placeholder),
        EditorState.phrases.of(phrases()),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-description': t('code.leave'),
          spellcheck: prose ? 'true' : 'false',
          tabindex: '0',
        }),
        tooltips({ parent: options.tooltips }),
        autocompletion({
          icons: false,
          ...(options.support().complete
            ? { override: [(context) => options.support().complete?.(context) ?? null] }
            : {}),
        }),
        hoverTooltip(
          async ({ state }, position) => {
            const found = await options.support().hint?.(state.doc.toString(), position);
            if (!found) return null;
            const { from, to, dom } = found;
            return { pos: from, end: to, above: true, create: () => ({ dom }) };
          },
          { hideOnChange: true },
        ),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          indentWithTab,
          ...defaultKeymap,
        ]),
        grammar,
        codeTheme,
        EditorView.updateListener.of((update) => {
          const foreign = update.transactions.some((one) => one.annotation(FOREIGN));
          if (update.docChanged && !foreign) options.onChange(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: () => options.onBlur() }),
      ],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    setText: (text, foreign = true) => setText(view, text, foreign),
    setProblems: (problems) => setProblems(view, problems),
    closeList: () => void closeCompletion(view),
  };
}

/** The text comes from outside: nobody needs to be told of it. */
const FOREIGN = Transaction.remote;

/** Changes what lies between the common start and end, so that the cursor stays where it can. */
function setText(view: EditorView, text: string, foreign: boolean): void {
  const before = view.state.doc.toString();
  if (before === text) return;
  let from = 0;
  while (from < before.length && before[from] === text[from]) from++;
  let end = 0;
  const most = Math.min(before.length, text.length) - from;
  while (end < most && before.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from, to: before.length - end, insert: text.slice(from, text.length - end) },
    annotations: foreign ? FOREIGN.of(true) : isolateHistory.of('full'),
  });
}

function setProblems(view: EditorView, problems: readonly CodeProblem[]): void {
  const { doc } = view.state;
  const diagnostics = problems.map(({ from, to, message, severity }) => {
    const start = Math.min(Math.max(0, from), doc.length);
    return {
      from: start,
      to: Math.min(to ?? wordEnd(doc.toString(), start), doc.length),
      message,
      severity,
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** The end of the word at `from`, or of the sign there. */
const wordEnd = (text: string, from: number): number =>
  from + (/^(?:[\p{L}\p{N}_$]+|\S)/u.exec(text.slice(from))?.[0].length ?? 0);
