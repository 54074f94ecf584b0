export * from './directory';
export * from './file';
export * from './keyed';
export { LEASE_MS, type Lease, type LeaseStore } from './lease';
export * from './memory';
export * from './store';
export * from './waiting';
