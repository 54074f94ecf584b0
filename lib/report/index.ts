export * from './files';
export * from './lines';
export * from './reporter';
