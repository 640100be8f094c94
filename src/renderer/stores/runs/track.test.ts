import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import { emptyTrack, hasGap, restarted, withEvents, withSnapshot } from './track'

const event = (step: number): TrainEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  loss: step,
  accuracy: 0,
  examplesPerSecond: 1,
  learningRate: 0.9,
  etaSeconds: 0,
})
const steps = (events: readonly TrainEvent[]): number[] =>
  events.map((each) => (each.type === 'done' ? -1 : each.step))

describe('the points of a run', () => {
  it('keeps events that came before the snapshot, but not those that are in it', () => {
    const early = [3, 4, 5].reduce(
      (track, sequence) => withEvents(track, [{ sequence, event: event(sequence) }]),
      emptyTrack,
    )
    expect(early.events).toEqual([])
    const track = withSnapshot(early, { events: [0, 1, 2, 3, 4].map(event), sequence: 4 })
    expect(steps(track.events)).toEqual([0, 1, 2, 3, 4, 5])
    expect(track.sequence).toBe(5)
    expect(hasGap(track)).toBe(false)
  })

  it('says that an event is missing, and a new snapshot fills the hole', () => {
    const track = withEvents(withSnapshot(emptyTrack, { events: [event(0)], sequence: 0 }), [
      { sequence: 2, event: event(2) },
    ])
    expect(steps(track.events)).toEqual([0])
    expect(hasGap(track)).toBe(true)
    const whole = withSnapshot(track, { events: [event(0), event(1)], sequence: 1 })
    expect(steps(whole.events)).toEqual([0, 1, 2])
    expect(hasGap(whole)).toBe(false)
  })

  it('takes no step back for a snapshot that is older than what is known, unless the engine counts anew', () => {
    const track = withSnapshot(emptyTrack, { events: [0, 1, 2].map(event), sequence: 2 })
    const older = { events: [event(0)], sequence: 0 }
    expect(steps(withSnapshot(track, older).events)).toEqual([0, 1, 2])
    expect(steps(restarted(track).events)).toEqual([0, 1, 2])
    expect(steps(withSnapshot(restarted(track), older).events)).toEqual([0])
  })

  it('ends with every point once and in order, whenever the snapshot is taken and whatever was said twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(29),
        fc.nat(29),
        fc.array(fc.nat(29)),
        (total, takenAt, heardFrom, repeats) => {
          const snapshotAt = Math.min(takenAt, total - 1)
          const from = Math.min(heardFrom, snapshotAt + 1)
          const heard = Array.from({ length: total - from }, (_, i) => from + i)
          const place = Math.floor(heard.length / 2)
          const again = repeats.filter((sequence) => sequence < total)
          const before = heard
            .slice(0, place)
            .reduce(
              (track, sequence) => withEvents(track, [{ sequence, event: event(sequence) }]),
              emptyTrack,
            )
          const joined = withSnapshot(before, {
            events: Array.from({ length: snapshotAt + 1 }, (_, i) => event(i)),
            sequence: snapshotAt,
          })
          const after = [...heard.slice(place), ...again].reduce(
            (track, sequence) => withEvents(track, [{ sequence, event: event(sequence) }]),
            joined,
          )
          expect(steps(after.events)).toEqual(Array.from({ length: total }, (_, i) => i))
          expect(hasGap(after)).toBe(false)
        },
      ),
    )
  })
})
