export * from './fake-job-queue';
export * from './manual-clock';
export * from './test-databases';
export * from './test-platform';
