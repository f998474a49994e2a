/** Sent with every POST of the browser: another site cannot set it, so a cookie alone opens nothing. */
export const CSRF_HEADER = 'x-prosa-csrf';

/** `<meta>` names by which the server tells the dashboard's page what the operator set. */
export const TEST_PHONE_META = 'prosa-test-phone';
export const SANDBOX_META = 'prosa-sandbox';
