export { IDENTITY_ROUTES } from './identity.routes';
