import './notification/notification.graphql';
import './notification/settings.graphql';
import './push/push.graphql';

export * from './notification/notification.entities';
export { notificationPosition, tellMembersJob, tellMembersSweep } from './notification/notification.jobs';
export { tellMembers, type OnTold } from './notification/tell-members';
export { outboundEntities } from './outbound.entities';
export { pushSweep, queuePush, sendPushJob } from './push/send-push';
export { vapidKeys } from './push/vapid-keys';
export { webPushSender, type SendPush } from './push/web-push-sender';
