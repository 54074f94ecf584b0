export type { Brand, ChatMessage, RobotAccess } from './brand';
export * from './brands';
export { robotClient, type RobotClient, type RobotClientOptions } from './client';
export * from './markdown';
export * from './message';
export type { RobotOptions } from './robot';
