import { t } from '@renderer/i18n'
import { wordsText } from '@renderer/i18n/error-text'
import type { FaultField } from './recipe-check'
import { useRecipeForm } from './recipe-store'

/** What is wrong with a field of the recipe, in the present language. */
export function useFaultText(): (field: FaultField) => string | undefined {
  const form = useRecipeForm()
  return (field) => {
    const fault = form.checked?.faults[field]
    if (!fault) return undefined
    return fault.kind === 'other'
      ? wordsText(fault.words)
      : t(`train.faults.${fault.kind}`, { limit: fault.limit ?? 0 })
  }
}
