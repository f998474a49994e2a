export { CSRF_HEADER, SANDBOX_META, TEST_PHONE_META } from './http';
export { splitText } from './split-text';
