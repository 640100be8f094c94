import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { errors } from './zh/errors'

const SOURCES = import.meta.glob<string>(
  [
    '../../{engine,main,shared}/**/*.ts',
    '../**/*.ts',
    '!../locales/**',
    '!**/*.test.ts',
    '!**/testing/**',
  ],
  { query: '?raw', import: 'default', eager: true },
)
/** Faults of the program itself, which no user can repair: they keep their English words. */
const UNFORESEEN = "'internal'"

interface Found {
  /** Texts of phrases. */
  readonly texts: string[]
  /** Errors that are thrown with a bare sentence. */
  readonly bare: string[]
}

const isLiteral = (node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteral =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateExpression(node)

const textOf = (literal: ts.StringLiteral | ts.TemplateLiteral): string =>
  ts.isTemplateExpression(literal)
    ? literal.head.text +
      literal.templateSpans.map((span, index) => `{${index}}${span.literal.text}`).join('')
    : literal.text

function look(file: string, text: string): Found {
  const found: Found = { texts: [], bare: [] }
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'phrase')
      found.texts.push(textOf(node.template))
    if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') {
      const [code, message] = node.arguments ?? []
      if (code?.getText() !== UNFORESEEN && message && isLiteral(message) && textOf(message) !== '')
        found.bare.push(textOf(message))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const found = Object.entries(SOURCES).map(([file, text]) => ({ file, ...look(file, text) }))
const texts = new Set(found.flatMap((each) => each.texts))

const places = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort()

describe('errors from outside the window', () => {
  it('are found in the sources', () => {
    expect(texts.size).toBeGreaterThan(200)
  })

  it('have a Chinese sentence each', () => {
    expect([...texts].filter((text) => !(text in errors))).toEqual([])
  })

  it('are thrown as phrases, so that they can be said in another language', () => {
    expect(
      found.filter(({ bare }) => bare.length > 0).map(({ file, bare }) => [file, bare]),
    ).toEqual([])
  })

  it('have no translation that nothing says any more', () => {
    expect(Object.keys(errors).filter((text) => !texts.has(text))).toEqual([])
  })

  it('fill the same places in both languages', () => {
    for (const [english, chinese] of Object.entries(errors))
      expect([english, places(chinese)]).toEqual([english, places(english)])
  })
})
