import { AppError, phrase, type Phrase } from '@shared/errors'
import type { Words } from '@shared/errors'
import type { Node } from './node'

/** An operator that can't be taken, and why. */
interface Fault {
  readonly node: Node
  readonly words: Words
}

/** Every operator of a graph that can't be taken; nothing is imported if there is one. */
export class Faults {
  private readonly all: Fault[] = []

  add(node: Node, words: Words): void {
    this.all.push({ node, words })
  }

  /** @throws AppError `unsupported` with the complete list */
  throwIfAny(file: string): void {
    if (this.all.length === 0) return
    const lines = this.all.map(({ node, words }) => phrase`${node.op} "${node.name}" ${words}`)
    const list = lines.reduce((text: Phrase, line) => phrase`${text}; ${line}`)
    throw new AppError(
      'unsupported',
      phrase`${file} has ${this.all.length} operators that can't be taken over, so nothing was imported: ${list}.`,
      {
        nodes: this.all.map(({ node, words }) => ({
          name: node.name,
          operator: node.op,
          reason: typeof words === 'string' ? words : phraseText(words),
        })),
      },
    )
  }
}

const phraseText = (words: Phrase): string => new AppError('unsupported', words).message
