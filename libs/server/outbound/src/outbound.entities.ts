import { notificationEntities } from './notification/notification.entities';
import { pushEntities } from './push/push.entities';

export const outboundEntities = [...notificationEntities, ...pushEntities];
