export * from './configs';
export * from './define';
export * from './feedback';
export * from './schedule';
export * from './directory';
export * from './plan';
export * from './types';
