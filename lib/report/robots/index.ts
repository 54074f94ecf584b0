export * from './brands';
export * from './markdown';
export type { Brand, ChatMessage, RobotOptions } from './robot';
