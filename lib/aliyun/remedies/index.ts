export * from './deep-page';
export * from './expired-token';
export * from './moved-host';
export * from './other-site';
export * from './remedy';
export * from './throttled';
export * from './transient';
