import { computed, ref } from 'vue'
import { AppError, phrase, type Words } from '@shared/errors'
import { parseLabels } from '@shared/model/preprocessing'

/** What is typed as names, or what is wrong with it; nothing typed names nothing. */
type Read = { readonly names?: readonly string[] } | { readonly problem: Words }

function read(text: string, needed: number): Read {
  if (text.trim() === '') return {}
  try {
    const names = parseLabels(text)
    if (names.length === needed) return { names }
    const problem = phrase`There are ${names.length} labels, and the model has ${needed} outputs to name.`
    return { problem }
  } catch (thrown) {
    return { problem: AppError.from(thrown).words }
  }
}

/**
 * A form for the names of classes.
 * @param needed how many the model has
 */
export function useLabelsForm(needed: () => number) {
  const text = ref('')
  return {
    text,
    type: (typed: string): void => void (text.value = typed),
    result: computed(() => read(text.value, needed())),
  }
}

export type LabelsForm = ReturnType<typeof useLabelsForm>
