export * from './asset';
export * from './event';
export * from './finding';
export * from './forecast';
export * from './severity';
export * from './summary';
export * from './text';
export * from './time';
