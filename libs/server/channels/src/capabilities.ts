import type { IntegrationProvider } from '@prosa/server/integrations';

export const CHANNEL_CAPABILITIES = [
  'QR_CODE', 'PAIRING_CODE', 'EDIT', 'DELETE', 'REACT', 'TYPING', 'GROUPS', 'TEMPLATES', 'REPLY_WINDOW',
] as const;
export type ChannelCapability = (typeof CHANNEL_CAPABILITIES)[number];

const BY_PROVIDER: Partial<Record<IntegrationProvider, readonly ChannelCapability[]>> = {
  EVOLUTION: ['QR_CODE', 'PAIRING_CODE', 'EDIT', 'DELETE', 'REACT', 'TYPING', 'GROUPS'],
};

/** What a channel by this provider can do, of what this product already does with it. Domain code asks this, never which provider it is. */
export const capabilitiesOf = (provider: IntegrationProvider): readonly ChannelCapability[] => BY_PROVIDER[provider] ?? [];
