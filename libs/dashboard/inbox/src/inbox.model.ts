import type { ConversationPartsFragment, MessagePartsFragment, InboxMembersQuery } from '@prosa/dashboard/data-access';

export type Conversation = ConversationPartsFragment;
export type Message = MessagePartsFragment;
export type MemberOption = InboxMembersQuery['members']['edges'][number]['node'];
