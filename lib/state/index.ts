export * from './file';
export * from './keyed';
export * from './memory';
export * from './store';
