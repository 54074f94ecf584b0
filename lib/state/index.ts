export * from './directory';
export * from './file';
export * from './keyed';
export type { Lease, LeaseStore } from './lease';
export * from './memory';
export * from './store';
export * from './waiting';
export type { KeyedStore } from './texts';
