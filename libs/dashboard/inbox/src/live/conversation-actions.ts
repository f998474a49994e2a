import { inject, Injectable } from '@angular/core';
import { GraphqlClient, problemOf } from '@prosa/dashboard/data-access';
import {
  CancelMessageDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  MarkReadDocument,
  MarkUnreadDocument,
  ReactToMessageDocument,
  RetryMessageDocument,
  ReturnToAgentDocument,
  TakeOverDocument,
} from './actions.documents';
import { InboxLive } from './inbox-live';
import type { Conversation } from '../inbox.model';

/** What became of an action: nothing to say, somebody was faster, or a reason the person must read. */
export type Outcome =
  { readonly ok: true } | { readonly ok: false; readonly stale: boolean; readonly reason: string | null };

type Problems = readonly { code: string; message: string }[];

const DONE: Outcome = { ok: true };

/** The writes of the inbox. Shown at once where they can be taken back; the answer, or the old values, follow. */
@Injectable({ providedIn: 'root' })
export class ConversationActions {
  private readonly client = inject(GraphqlClient);
  private readonly live = inject(InboxLive);

  takeOver(id: string): Promise<Outcome> {
    return this.attempt(async () => {
      const { takeOverConversation } = await this.client.mutate(TakeOverDocument, { input: { id } });
      return takeOverConversation.userErrors;
    });
  }

  returnToAgent(id: string): Promise<Outcome> {
    return this.attempt(async () => {
      const { returnConversationToAgent } = await this.client.mutate(ReturnToAgentDocument, { input: { id } });
      return returnConversationToAgent.userErrors;
    });
  }

  markRead(conversation: Conversation): Promise<Outcome> {
    return this.attempt(async () => {
      const { markConversationRead } = await this.client.mutate(
        MarkReadDocument,
        { input: { id: conversation.id, upToMessageId: conversation.lastMessage?.id ?? null } },
        {
          optimisticResponse: {
            markConversationRead: {
              __typename: 'ConversationPayload',
              conversation: {
                __typename: 'Conversation',
                id: conversation.id,
                unreadCount: 0,
                version: conversation.version,
              },
              userErrors: [],
            },
          },
        },
      );
      return markConversationRead.userErrors;
    });
  }

  markUnread({ id }: Conversation): Promise<Outcome> {
    return this.attempt(
      async () => (await this.client.mutate(MarkUnreadDocument, { input: { id } })).markConversationUnread.userErrors,
    );
  }

  retry(messageId: string): Promise<Outcome> {
    return this.attempt(async () => {
      const { retryMessage } = await this.client.mutate(RetryMessageDocument, { input: { id: messageId } });
      return retryMessage.userErrors;
    });
  }

  /** Takes a message back that waits for its time. */
  cancelMessage(id: string): Promise<Outcome> {
    return this.attempt(async () => {
      const { cancelMessage } = await this.client.mutate(CancelMessageDocument, { input: { id } });
      if (cancelMessage.userErrors.length === 0) this.live.forget('Message', id);
      return cancelMessage.userErrors;
    });
  }

  // Shown when the server has stored it: until WhatsApp has done it, it is only under way.
  edit(id: string, text: string): Promise<Outcome> {
    return this.attempt(
      async () => (await this.client.mutate(EditMessageDocument, { input: { id, text } })).editMessage.userErrors,
    );
  }

  deleteForEveryone(id: string): Promise<Outcome> {
    return this.attempt(
      async () => (await this.client.mutate(DeleteMessageDocument, { input: { id } })).deleteMessage.userErrors,
    );
  }

  /** Null takes the reaction back. */
  react(id: string, emoji: string | null): Promise<Outcome> {
    return this.attempt(
      async () =>
        (await this.client.mutate(ReactToMessageDocument, { input: { id, emoji } })).reactToMessage.userErrors,
    );
  }

  private async attempt(run: () => Promise<Problems>): Promise<Outcome> {
    try {
      const problem = (await run())[0];
      if (!problem) return DONE;
      return { ok: false, stale: problem.code === 'STALE', reason: problem.message };
    } catch (error) {
      const { code, message } = problemOf(error);
      const silent = code === 'OFFLINE' || code === 'UNREACHABLE' || code === 'INTERNAL';
      return { ok: false, stale: code === 'STALE', reason: silent ? null : message };
    }
  }
}
