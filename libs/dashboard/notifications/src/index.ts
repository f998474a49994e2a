export { NotificationBell } from './notification-bell';
export { NotificationStore } from './notification-store';
