export * from './alerting';
export * from './files';
export * from './lines';
export * from './reporter';
export * from './spoken';
export * from './strategy';
