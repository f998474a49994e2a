export * from './manual-clock';
export * from './test-databases';
