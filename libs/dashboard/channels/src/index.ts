export { CHANNEL_ROUTES, CONNECT_ROUTES, INTEGRATIONS_ROUTES } from './channels.routes';
