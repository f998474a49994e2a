import { Migration20261101000000Init } from './20261101000000-init';
import { Migration20261128000100Attachments } from './20261128000100-attachments';
import { Migration20261128000200MessageActs } from './20261128000200-message-acts';
import { Migration20261128000300ChannelGap } from './20261128000300-channel-gap';
import { Migration20261128000400MessageKinds } from './20261128000400-message-kinds';
import { Migration20261128000410MessageReferral } from './20261128000410-message-referral';
import { Migration20261128000500ChannelPacing } from './20261128000500-channel-pacing';
import { Migration20261128000510Uploads } from './20261128000510-uploads';
import { Migration20261128000520PaceAndReceipts } from './20261128000520-pace-and-receipts';
import { Migration20261128000600FirstContacts } from './20261128000600-first-contacts';
import { Migration20261128000610OnePerson } from './20261128000610-one-person';
import { Migration20261128000700ChannelAudit } from './20261128000700-channel-audit';
import { Migration20261128000800EvolutionServer } from './20261128000800-evolution-server';
import { Migration20261128000900ContactPictures } from './20261128000900-contact-pictures';
import { Migration20261129000100TeamWork } from './20261129000100-team-work';
import { Migration20261129000200Labels } from './20261129000200-labels';
import { Migration20261129000210ConversationActivity } from './20261129000210-conversation-activity';
import { Migration20261129000220SavedViews } from './20261129000220-saved-views';
import { Migration20261129000230TeamTurns } from './20261129000230-team-turns';
import { Migration20261129000300CannedReplies } from './20261129000300-canned-replies';
import { Migration20261129000310ScheduledMessages } from './20261129000310-scheduled-messages';
import { Migration20261129000650ContactSearchName } from './20261129000650-contact-search-name';

/** Every migration, oldest first: one set for SQLite and PostgreSQL. */
export const migrations = [
  { name: '20261101000000-init', class: Migration20261101000000Init },
  { name: '20261128000100-attachments', class: Migration20261128000100Attachments },
  { name: '20261128000200-message-acts', class: Migration20261128000200MessageActs },
  { name: '20261128000300-channel-gap', class: Migration20261128000300ChannelGap },
  { name: '20261128000400-message-kinds', class: Migration20261128000400MessageKinds },
  { name: '20261128000410-message-referral', class: Migration20261128000410MessageReferral },
  { name: '20261128000500-channel-pacing', class: Migration20261128000500ChannelPacing },
  { name: '20261128000510-uploads', class: Migration20261128000510Uploads },
  { name: '20261128000520-pace-and-receipts', class: Migration20261128000520PaceAndReceipts },
  { name: '20261128000600-first-contacts', class: Migration20261128000600FirstContacts },
  { name: '20261128000610-one-person', class: Migration20261128000610OnePerson },
  { name: '20261128000700-channel-audit', class: Migration20261128000700ChannelAudit },
  { name: '20261128000800-evolution-server', class: Migration20261128000800EvolutionServer },
  { name: '20261128000900-contact-pictures', class: Migration20261128000900ContactPictures },
  { name: '20261129000100-team-work', class: Migration20261129000100TeamWork },
  { name: '20261129000200-labels', class: Migration20261129000200Labels },
  { name: '20261129000210-conversation-activity', class: Migration20261129000210ConversationActivity },
  { name: '20261129000220-saved-views', class: Migration20261129000220SavedViews },
  { name: '20261129000230-team-turns', class: Migration20261129000230TeamTurns },
  { name: '20261129000300-canned-replies', class: Migration20261129000300CannedReplies },
  { name: '20261129000310-scheduled-messages', class: Migration20261129000310ScheduledMessages },
  { name: '20261129000650-contact-search-name', class: Migration20261129000650ContactSearchName },
];
