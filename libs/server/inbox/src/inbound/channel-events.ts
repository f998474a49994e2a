import type { Channel, WhatsAppEvent } from '@prosa/server/channels';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';

/** What a delivery says of the connection itself; also a message, which proves that the channel is connected. */
export type ChannelEvent = Extract<
  WhatsAppEvent,
  {
    type: 'ConnectionChanged' | 'QrCodeIssued' | 'QrLimitReached' | 'LoggedOut' | 'InstanceDeleted' | 'MessageReceived';
  }
>;

/** Implemented by the channels domain; called inside the unit of work that takes the batch in. */
export interface ChannelEvents {
  /** `at`: when our door took the delivery. */
  apply(ctx: TenantContext, unit: UnitOfWork, channel: Channel, event: ChannelEvent, at: Date): Promise<void>;
  /** Something came in, whatever it means. */
  heard(ctx: TenantContext, unit: UnitOfWork, channel: Channel, at: Date): Promise<void>;
}

const TYPES: ReadonlySet<WhatsAppEvent['type']> = new Set([
  'ConnectionChanged',
  'QrCodeIssued',
  'QrLimitReached',
  'LoggedOut',
  'InstanceDeleted',
]);
export const isChannelEvent = (event: WhatsAppEvent): event is ChannelEvent => TYPES.has(event.type);
