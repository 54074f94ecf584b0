/**
 * Families of near-twins: a checker whose `check` is the same sentence for many products is declared through one of
 * these, so that a product's file holds only facts.
 */
export * from './expiry';
export * from './metric';
export * from './past';
export * from './state';
export * from './renewed';
