/**
 * The editor of scripts, a bundle of its own that the page of scripts alone loads. It lives in a shadow tree: there its
 * styles are objects, so that the page's Content-Security-Policy needs no exception for them.
 */
import { autocompletion } from '@codemirror/autocomplete';
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { HighlightStyle, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { ScriptProblem, ScriptWord } from '../api/api';

export interface EditorOptions {
  readonly parent: HTMLElement;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly check: (text: string) => Promise<readonly ScriptProblem[]>;
  readonly complete: (text: string, at: number) => Promise<readonly ScriptWord[]>;
}

/** What is open in its place, until it is closed. */
export interface Opened {
  close(): void;
}

const CHECK_MS = 600;

/** The colours of the page, in both themes. */
const COLOURS: Readonly<Record<string, string>> = {
  '#404740': 'var(--muted)',
  '#708': 'var(--critical)',
  '#219': 'var(--info)',
  '#164': 'var(--info)',
  '#a11': 'var(--good)',
  '#e40': 'var(--warning)',
  '#00f': 'var(--link)',
  '#30a': 'var(--link)',
  '#085': 'var(--warning)',
  '#167': 'var(--warning)',
  '#256': 'var(--link)',
  '#00c': 'var(--link)',
  '#940': 'var(--muted)',
  '#f00': 'var(--error)',
};
const highlighting = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) => {
    const { color } = spec as { readonly color?: string };
    return color === undefined ? spec : { ...spec, color: COLOURS[color] ?? 'inherit' };
  }),
);

const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: '13px', border: '1px solid var(--control)' },
  '&.cm-focused': { outline: '3px solid var(--link)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Consolas, Menlo, monospace', maxHeight: '70vh', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', minHeight: '300px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--muted)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { color: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--info-tint)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--info-tint)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--good-tint)' },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--text)', border: '1px solid var(--control)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--link)', color: 'var(--on-link)' },
  '.cm-panels': { backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
  '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--good-tint)' },
  '.cm-deletedChunk, .cm-deletedLine, &.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--error-tint)' },
  '.cm-changedText, .cm-deletedText': { background: 'none', textDecoration: 'underline' },
  '.cm-collapsedLines': { background: 'var(--bg)', color: 'var(--muted)' },
});

const rootOf = (parent: HTMLElement): ShadowRoot => parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });

/** What an editor is called, and that the keyboard reaches it when nothing in it can be changed. */
const named = (label: string): Extension => EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' });

const looks: Extension = [javascript({ typescript: true }), syntaxHighlighting(highlighting), theme];

function placeOf(state: EditorState, { line, column, length }: ScriptProblem): { from: number; to: number } {
  const { doc } = state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const from = Math.min(at.from + Math.max(0, column - 1), at.to);
  return { from, to: Math.min(doc.length, from + Math.max(1, length)) };
}

const checking = (check: EditorOptions['check']): Extension =>
  linter(
    async ({ state }): Promise<Diagnostic[]> => {
      const problems = await check(state.doc.toString());
      return problems.map((one) => ({ ...placeOf(state, one), severity: 'error', message: one.message }));
    },
    { delay: CHECK_MS },
  );

/** What TypeScript calls a word, as the icons of the list know it. */
const KINDS: Readonly<Record<string, string>> = {
  const: 'constant',
  let: 'variable',
  var: 'variable',
  alias: 'variable',
  function: 'function',
  method: 'method',
  property: 'property',
  getter: 'property',
  class: 'class',
  interface: 'interface',
  type: 'type',
  keyword: 'keyword',
  string: 'text',
};

const completing = (complete: EditorOptions['complete']): Extension =>
  autocompletion({
    override: [
      async (context: CompletionContext): Promise<CompletionResult | null> => {
        const word = context.matchBefore(/[\w$]*/);
        const from = word?.from ?? context.pos;
        const before = context.state.sliceDoc(from - 1, from);
        if (!context.explicit && from === context.pos && before !== '.') return null;
        const words = await complete(context.state.doc.toString(), context.pos);
        const options = words.map(({ label, kind }) => ({ label, type: KINDS[kind] ?? 'variable' }));
        return { from, options, validFor: /^[\w$]*$/ };
      },
    ],
  });

/** Escape, then Tab, leaves the editor; Tab by itself indents. */
export function openEditor({ parent, label, text, onChange, check, complete }: EditorOptions): Opened {
  const root = rootOf(parent);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        basicSetup,
        keymap.of([indentWithTab]),
        looks,
        named(label),
        lintGutter(),
        checking(check),
        completing(complete),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return { close: () => view.destroy() };
}

/** Two texts beside each other, or in one where there is no room; nothing in them can be changed. */
export function openDifference({
  parent,
  before,
  after,
  narrow,
}: {
  readonly parent: HTMLElement;
  readonly before: { readonly label: string; readonly text: string };
  readonly after: { readonly label: string; readonly text: string };
  readonly narrow: boolean;
}): Opened {
  const root = rootOf(parent);
  const fixed = ({ label }: { readonly label: string }): Extension => [
    basicSetup,
    looks,
    named(label),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
  ];
  if (narrow) {
    const together = unifiedMergeView({ original: before.text, mergeControls: false, collapseUnchanged: {} });
    const view = new EditorView({ doc: after.text, extensions: [fixed(after), together], root, parent: root });
    return { close: () => view.destroy() };
  }
  const view = new MergeView({
    a: { doc: before.text, extensions: fixed(before) },
    b: { doc: after.text, extensions: fixed(after) },
    root,
    parent: root,
    collapseUnchanged: {},
  });
  return { close: () => view.destroy() };
}
