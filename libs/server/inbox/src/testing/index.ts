export * from './test-inbox';
export * from './test-message';
