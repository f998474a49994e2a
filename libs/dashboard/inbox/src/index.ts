export { INBOX_ROUTES } from './inbox.routes';
