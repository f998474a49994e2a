import { inject, Injectable } from '@angular/core';
import type { InboxUnreadQuery } from '@prosa/dashboard/data-access';
import { Apollo } from 'apollo-angular';
import { UnreadDocument } from '../inbox.documents';
import type { UnreadLine } from './thread-rows';

type Unread = Extract<NonNullable<InboxUnreadQuery['node']>, { __typename: 'Conversation' }>['messages'];

const PAGE = 100;
/** Further back nobody looks for where they left off. */
const MOST_PAGES = 20;

/** Finds the first message that nobody of the team has read where it is further back than what is loaded. */
@Injectable()
export class FirstUnread {
  private readonly apollo = inject(Apollo);

  async find(id: string, count: number): Promise<UnreadLine | null> {
    let left = count;
    let after: string | null | undefined = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const read: Unread | null = await this.read(id, after).catch(() => null);
      if (!read) return null;
      for (const { node } of read.edges) {
        if (node.direction === 'INBOUND' && --left === 0) return { messageId: node.id, count };
      }
      if (!read.pageInfo.hasNextPage) return null;
      after = read.pageInfo.endCursor;
    }
    return null;
  }

  private async read(id: string, after: string | null | undefined): Promise<Unread | null> {
    const variables = { id, first: PAGE, after: after ?? null };
    const { data } = await this.apollo.client.query({ query: UnreadDocument, variables, fetchPolicy: 'no-cache' });
    return data?.node?.__typename === 'Conversation' ? data.node.messages : null;
  }
}
