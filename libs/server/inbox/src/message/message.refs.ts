import { builder } from '@prosa/server/platform';
import type { MessageRow } from './message.read';

export const MessageRef = builder.objectRef<MessageRow>('Message');
