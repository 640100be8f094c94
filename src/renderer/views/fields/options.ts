import { ref, type Ref } from 'vue'

interface PictureOptions {
  readonly theoretical: Ref<boolean>
  readonly allUnits: Ref<boolean>
  readonly radii: Ref<boolean>
  /** Above 1 lifts what is dim in the heat. */
  readonly gamma: Ref<number>
  /** Which drawing of the cone is shown. */
  readonly cone: Ref<'maps' | 'space'>
  /** What stands below: all layers, or all epochs. */
  readonly below: Ref<'layers' | 'epochs'>
}

const options: PictureOptions = {
  theoretical: ref(true),
  allUnits: ref(false),
  radii: ref(true),
  gamma: ref(1.6),
  cone: ref('maps'),
  below: ref('layers'),
}

/**
 * What is drawn over the picture, and which drawings stand beside it; the same until the window
 * closes.
 */
export const usePictureOptions = (): PictureOptions => options
