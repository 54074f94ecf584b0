export type { Problem } from './point';
export * from './read';
