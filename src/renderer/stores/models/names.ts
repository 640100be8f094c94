import type { ModelEntry, ModelRef } from '@shared/contract/models'
import { t } from '@renderer/i18n'
import { weightsText } from '@renderer/i18n/weights-text'

/** A title with what it is of: a copy that was edited, the weights of a run's best epoch. */
function baseOf({ origin, title, weights }: ModelEntry): string {
  if (origin === 'edited') return t('models.editedOf', { title })
  return weights ? `${title} · ${weightsText(weights)}` : title
}

function grouped<K>(
  entries: readonly ModelEntry[],
  keyOf: (entry: ModelEntry) => K,
): readonly (readonly ModelEntry[])[] {
  const groups = new Map<K, ModelEntry[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()]
}

/**
 * Names that tell models apart: their titles; where several have one title, where each comes from
 * is said too, and of several of one origin the later ones are numbered.
 */
export function namesOf(entries: readonly ModelEntry[]): ReadonlyMap<ModelRef, string> {
  const names = new Map<ModelRef, string>()
  for (const same of grouped(entries, baseOf)) {
    const origins = grouped(same, ({ origin }) => origin)
    for (const siblings of origins) {
      const inTime = [...siblings].sort((a, b) => (a.modified ?? 0) - (b.modified ?? 0))
      inTime.forEach((entry, index) => {
        const origin = origins.length > 1 ? ` (${t(`models.originNames.${entry.origin}`)})` : ''
        const number = index > 0 ? ` (${index + 1})` : ''
        names.set(entry.ref, `${baseOf(entry)}${origin}${number}`)
      })
    }
  }
  return names
}
