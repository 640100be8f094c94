import { useElementSize, useScroll } from '@vueuse/core'
import { computed, type Ref } from 'vue'

export const ROW = 32
/** Rows drawn beyond what is in sight, so that scrolling shows no gap. */
const SPARE = 8

/** The rows of a long table that are in sight, and the height of those above and below. */
export function useRows(scroller: Readonly<Ref<HTMLElement | null>>, count: () => number) {
  const { y } = useScroll(scroller)
  const { height, width } = useElementSize(scroller)
  const first = computed(() =>
    Math.max(0, Math.min(count() - 1, Math.floor(y.value / ROW) - SPARE)),
  )
  const last = computed(() =>
    Math.min(count(), first.value + Math.ceil((height.value || 800) / ROW) + 2 * SPARE),
  )
  return {
    /** Of the table's pane, in CSS pixels. */
    width,
    first,
    last,
    above: computed(() => first.value * ROW),
    below: computed(() => Math.max(0, (count() - last.value) * ROW)),
    /** Scrolls a row into sight. */
    reveal(index: number): void {
      const element = scroller.value
      if (!element) return
      const top = index * ROW
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + 2 * ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = top + 2 * ROW - element.clientHeight
    },
  }
}
