export * from './configs';
export * from './define';
export * from './schedule';
export * from './directory';
export * from './plan';
export { DEFAULT_STATE_DIR } from './prepare';
export * from './types';
