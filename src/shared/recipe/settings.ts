import { OPTIMIZERS, type OptimizerKind } from './optimizers'
import { SCHEDULES, type ScheduleKind } from './schedules'
import type { Setting } from './setting'

type Kinds = (typeof OPTIMIZERS)[number] | (typeof SCHEDULES)[number]
type SettingsOfAll<D> = D extends { readonly settings: infer S } ? S : never
type KeysOfAll<S> = S extends unknown ? keyof S & string : never
type ValueOf<S, K extends string> = S extends {
  readonly [F in K]: { readonly schema: { readonly _zod: { output: infer V } } }
}
  ? V
  : never

/** The name of a setting of any optimizer or schedule. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- a kind may have none
export type SettingName = KeysOfAll<SettingsOfAll<Kinds>>
/** The value of a setting: a number, or whether it is on. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- a kind may have none
export type SettingValue<K extends SettingName> = ValueOf<SettingsOfAll<Kinds>, K>

const namesIn = (kinds: readonly Kinds[]): readonly SettingName[] => [
  ...new Set(kinds.flatMap(({ settings }) => Object.keys(settings) as SettingName[])),
]

/** Settings of optimizers and of schedules, in the order in which they are listed. */
export const OPTIMIZER_SETTINGS = namesIn(OPTIMIZERS)
export const SCHEDULE_SETTINGS = namesIn(SCHEDULES)

const all: readonly Kinds[] = [...OPTIMIZERS, ...SCHEDULES]

/** Every setting by its name; where several kinds have it, it is the same setting. */
export const SETTINGS = Object.assign({}, ...all.map(({ settings }) => settings)) as Readonly<
  Record<SettingName, Setting>
>

/** The settings that an optimizer or a schedule has. */
export const settingsOf = (kind: OptimizerKind | ScheduleKind): readonly SettingName[] =>
  namesIn(all.filter((each) => each.kind === kind))

/** The value of a setting in a form before the user chooses one. */
export function startOf(name: SettingName): unknown {
  const { schema, start } = SETTINGS[name]
  return start ?? schema.parse(undefined)
}
