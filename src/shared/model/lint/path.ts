import { traitsOf } from '../../layers'
import type { ResolvedLayer } from '../resolve'
import { INPUT_ID } from '../spec'
import type { LintContext } from './rule'

const merges = (layer: ResolvedLayer): boolean => layer.inputs.length > 1

/**
 * The next layer with weights along the single path from a layer; undefined where the path ends,
 * splits or merges before.
 */
export function weightedAfter({ readers }: LintContext, id: string): ResolvedLayer | undefined {
  let at = id
  for (;;) {
    const [next, ...others] = readers(at)
    if (!next || others.length > 0 || merges(next)) return undefined
    if (traitsOf(next.layer).width) return next
    at = next.layer.id
  }
}

/** A layer and all before it that it depends on, the network's input left out. */
export function ancestors({ at }: LintContext, id: string): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === INPUT_ID || found.has(next)) continue
    found.add(next)
    waiting.push(...(at(next)?.resolved.inputs ?? []))
  }
  return found
}

/** An id that no layer has: the wanted one where it is free. */
export function freshId(taken: Set<string>, wish: string): string {
  const stem = wish.slice(0, 60)
  let id = stem
  for (let n = 2; taken.has(id); n++) id = `${stem}${n}`
  taken.add(id)
  return id
}
