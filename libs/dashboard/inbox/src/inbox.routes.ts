import type { Route, UrlMatcher } from '@angular/router';
import { typeOfId } from '@prosa/dashboard/data-access';
import { provideTranslations } from '@prosa/dashboard/ui';
import { InboxPage } from './inbox-page';

/** One route for the list and for an open conversation: the list stays as it is while conversations change. */
const listOrConversation: UrlMatcher = (segments) => {
  if (segments.length > 1) return null;
  const [conversationId] = segments;
  if (conversationId && typeOfId(conversationId.path) !== 'Conversation') return null;
  return conversationId ? { consumed: segments, posParams: { conversationId } } : { consumed: segments };
};

export const INBOX_ROUTES: Route[] = [
  {
    matcher: listOrConversation,
    component: InboxPage,
    providers: [
      provideTranslations('inbox', {
        'pt-BR': () => import('./i18n/pt-BR.json'),
        en: () => import('./i18n/en.json'),
      }),
    ],
  },
];
