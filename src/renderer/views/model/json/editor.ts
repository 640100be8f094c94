import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { completeNetwork } from './complete'

/** All colours are the window's own, so that both themes fit. */
const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text-muted)',
    borderRight: '1px solid var(--border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--accent-soft)' },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-muted)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
  '.cm-diagnostic': { userSelect: 'text' },
})

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warning)' },
])

interface Options {
  readonly parent: HTMLElement
  readonly root: ShadowRoot
  readonly text: string
  readonly label: string
  readonly ids: () => readonly string[]
  /** `about`: keystrokes that join into one step of undo have the same. */
  readonly onType: (text: string, about: string) => void
  readonly undo: () => void
  readonly redo: () => void
}

/**
 * The text editor. It lives in a shadow root, where CodeMirror adopts constructed style sheets: the
 * window's policy lets no style element be made. It has no history of its own, since the document
 * has one for all ways of editing.
 */
export function createEditor({ parent, root, text, label, ids, onType, undo, redo }: Options) {
  let setting = false
  let line = -1
  let burst = 0
  const command = (run: () => void) => () => {
    run()
    return true
  }
  const listener = EditorView.updateListener.of((update) => {
    if (!update.docChanged || setting) return
    const now = update.state.doc.lineAt(update.state.selection.main.head).number
    if (now !== line) burst++
    line = now
    onType(update.state.doc.toString(), `text ${burst}`)
  })
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completeNetwork(ids)], icons: false }),
        json(),
        lintGutter(),
        syntaxHighlighting(colours),
        look,
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        keymap.of([
          { key: 'Mod-z', run: command(undo), preventDefault: true },
          { key: 'Mod-y', run: command(redo), preventDefault: true },
          { key: 'Mod-Shift-z', run: command(redo), preventDefault: true },
          ...closeBracketsKeymap,
          ...completionKeymap,
        ]),
        listener,
      ],
    }),
  })

  return {
    view,
    /** Another text from outside; the cursor stays on its line. */
    set(next: string): void {
      const before = view.state.doc.toString()
      if (next === before) return
      // Only what differs is replaced, so that cursor and folds stay.
      let start = 0
      while (start < before.length && start < next.length && before[start] === next[start]) start++
      let end = 0
      while (
        end < before.length - start &&
        end < next.length - start &&
        before[before.length - 1 - end] === next[next.length - 1 - end]
      )
        end++
      setting = true
      view.dispatch({
        changes: {
          from: start,
          to: before.length - end,
          insert: next.slice(start, next.length - end),
        },
      })
      setting = false
    },
    mark(diagnostics: readonly Diagnostic[]): void {
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
  }
}
