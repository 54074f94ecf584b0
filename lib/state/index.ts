export * from './file';
export * from './memory';
export * from './store';
