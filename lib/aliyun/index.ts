export * from './client';
export * from './codes';
export * from './endpoint';
export * from './limiter';
export * from './paging';
export * from './products';
export * from './regions';
export * from './transport';
