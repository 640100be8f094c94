/** Changes of training pictures as nested loops over plain numbers in 0…1. */
export * from './affine'
export * from './colours'
export * from './resample'
export * from './spots'
