export * from './damaged-json';
export * from './fake-job-queue';
export * from './manual-clock';
export * from './property-runs';
export * from './test-databases';
export * from './test-platform';
export { createUpload } from '../uploads/create-upload';
export { storeUpload } from '../uploads/store-upload';
