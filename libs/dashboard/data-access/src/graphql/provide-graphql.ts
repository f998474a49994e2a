import type { EnvironmentProviders, Provider } from '@angular/core';
import { inject, makeEnvironmentProviders } from '@angular/core';
import { ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { CSRF_HEADER } from '@prosa/shared/contracts';
import { provideApollo } from 'apollo-angular';
import type { Client } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import { LiveSocket } from '../live/live-socket';
import { SessionEnd } from '../session/session-end';
import { createCache } from './cache';
import { NewestLink } from './newest-link';
import { patientFetch } from './patient-fetch';
import { hasCode } from './problem';
import { ResumableLink } from './resumable-link';

/** Queries and mutations by HTTP, subscriptions by the live socket, one cache for all. */
export function provideGraphql(): EnvironmentProviders {
  const apollo: Provider = provideApollo(() => {
    const socket = inject(LiveSocket);
    const sessionEnd = inject(SessionEnd);
    const http = new HttpLink({
      uri: '/graphql',
      credentials: 'same-origin',
      headers: { [CSRF_HEADER]: '1' },
      fetch: patientFetch(socket.deaths),
    });
    const live = new ResumableLink(socket as unknown as Client);
    const watchSession = new ErrorLink(({ error }) => {
      if (hasCode(error, 'UNAUTHENTICATED')) sessionEnd.announce();
    });
    const split = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, http);
    return {
      link: ApolloLink.from([watchSession, new NewestLink(), split]),
      cache: createCache(),
      defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
    };
  });
  return makeEnvironmentProviders([apollo]);
}
