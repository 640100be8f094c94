import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch, type ComputedRef } from 'vue'
import type { ModelDraft } from '@shared/model/draft'
import type { Examination } from '@shared/model/examine'
import { lint, type Finding } from '@shared/model/lint'

/** Warnings may come a moment after the edit; results may not. */
const LINT_MS = 150

/** The warnings about a network, a moment after each edit. */
export function createFindings(examination: ComputedRef<Examination>) {
  const findings = shallowRef<readonly Finding[]>([])
  /** The network that the warnings are about: for a moment after an edit, the one before it. */
  const linted = shallowRef<ModelDraft>()

  const check = useDebounceFn(() => {
    const { model, draft } = examination.value
    findings.value = model ? lint(model) : []
    linted.value = draft
  }, LINT_MS)
  watch(examination, () => void check(), { immediate: true })

  return { findings, linted }
}
