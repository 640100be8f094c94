import { computed, reactive } from 'vue'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'

/** Side of the pictures that are taken. */
export const SHOT_SIDE = 128
/** Bytes of all pictures together: what one message to the engine can well have. */
const MOST_BYTES = 128 * 1024 * 1024
/** Pictures that fit into a data set. */
export const MOST_SHOTS = Math.floor(MOST_BYTES / (3 * SHOT_SIDE ** 2))
const FEWEST_SHOTS = 5

/** A class that pictures are taken of. */
export interface ShotClass {
  readonly key: number
  name: string
  shots: readonly Uint8Array[]
}

/** Classes and the pictures that have been taken of them; nothing is kept beyond the window. */
export function useShots() {
  const classes: ShotClass[] = reactive([])
  let next = 1

  function add(): void {
    const key = next++
    classes.push({ key, name: t('camera.set.className', { n: formatInteger(key) }), shots: [] })
  }

  function reset(): void {
    classes.splice(0)
    next = 1
    add()
    add()
  }
  reset()

  const total = computed(() => classes.reduce((sum, { shots }) => sum + shots.length, 0))
  const isFull = computed(() => total.value >= MOST_SHOTS)

  /** What is missing before it can be a data set, as the end of a key. */
  const needs = computed((): 'names' | 'classes' | undefined => {
    const filled = classes.filter(({ shots }) => shots.length > 0)
    const names = filled.map(({ name }) => name.trim().toLowerCase())
    if (names.includes('') || new Set(names).size < names.length) return 'names'
    const enough = filled.every(({ shots }) => shots.length >= FEWEST_SHOTS)
    return filled.length < 2 || !enough ? 'classes' : undefined
  })

  /** Classes as the engine takes them: their pictures' bytes one after the other. */
  const packed = (): { name: string; pixels: Uint8Array }[] =>
    classes
      .filter(({ shots }) => shots.length > 0)
      .map(({ name, shots }) => {
        const pixels = new Uint8Array(shots.length * 3 * SHOT_SIDE ** 2)
        shots.forEach((shot, index) => pixels.set(shot, index * shot.length))
        return { name: name.trim(), pixels }
      })

  return {
    classes,
    total,
    isFull,
    needs,
    ...{ add, reset, packed },
    take(of: ShotClass, shot: Uint8Array): void {
      if (!isFull.value) of.shots = [...of.shots, shot]
    },
    undo: (of: ShotClass): void => void (of.shots = of.shots.slice(0, -1)),
    remove: (of: ShotClass): void => void classes.splice(classes.indexOf(of), 1),
  }
}
