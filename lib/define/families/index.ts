/**
 * Families of near-twins: a checker whose `check` is the same sentence for many products is declared through one of
 * these, so that a product's file holds only facts.
 */
export * from './backup';
export * from './change';
export * from './daily';
export * from './expiry';
export * from './forecast';
export * from './idle';
export * from './import';
export * from './metric';
export * from './money';
export { NO_FIX } from './no-fix';
export * from './quota';
export * from './rate';
export * from './state';
export * from './status';
export * from './subscription';
export * from './switch';
export { budgetParam } from './unusual';
