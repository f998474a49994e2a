export * from './whatsapp-event';
export * from './whatsapp-gateway';
export * from './gateway-error';
export { EvolutionClient, type EvolutionClientOptions, type GatewayCall } from './evolution-client';
export { normaliseEvolution, type NormalisedDelivery } from './normalise-evolution';
export { FOUND_EVENT, foundDelivery } from './normalise-found';
export { redactEnvelope, redactQrCode } from './redact-envelope';
export { furthest } from './delivery-status';
export { lidOfJid, parseJid, phoneOfJid, sameJid, toRecipient, type Jid, type JidKind } from './jid';
