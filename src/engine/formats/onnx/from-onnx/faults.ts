import { AppError, inEnglish, listOfPhrases, phrase, type Phrase } from '@shared/errors'
import type { Node } from './node'

/** An operator that can't be taken, and why. */
interface Fault {
  readonly node: Node
  readonly words: Phrase
}

/** Every operator of a graph that can't be taken; nothing is imported if there is one. */
export class Faults {
  private readonly all: Fault[] = []

  add(node: Node, words: Phrase): void {
    this.all.push({ node, words })
  }

  /**
   * @throws AppError `unsupported` with the complete list: operators of one kind that are refused
   *   for one reason stand together, each by its name
   */
  throwIfAny(file: string): void {
    if (this.all.length === 0) return
    const list = listOfPhrases(this.groups().map(lineOf))
    throw new AppError(
      'unsupported',
      phrase`${file} has ${this.all.length} operators that can't be taken over, so nothing was imported: ${list}.`,
      {
        nodes: this.all.map(({ node, words }) => ({
          name: node.name,
          operator: node.op,
          reason: inEnglish(words),
          words,
        })),
      },
    )
  }

  private groups(): readonly (readonly Fault[])[] {
    const groups = new Map<string, Fault[]>()
    for (const fault of this.all) {
      const key = JSON.stringify([fault.node.op, fault.words])
      const group = groups.get(key)
      if (group) group.push(fault)
      else groups.set(key, [fault])
    }
    return [...groups.values()]
  }
}

function lineOf(group: readonly Fault[]): Phrase {
  const [first] = group
  const names = group.map(({ node }) => `"${node.name}"`).join(', ')
  return phrase`${first?.node.op ?? ''} ${names} ${first?.words ?? ''}`
}
