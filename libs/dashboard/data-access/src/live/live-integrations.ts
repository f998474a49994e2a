import { inject, Injectable } from '@angular/core';
import { share } from 'rxjs';
import { graphql } from '../generated';
import { LiveEvents } from './live-events';

/** A connected number as lists and cards show it; whatever carries it keeps every view of the number fresh. */
export const ChannelParts = graphql(`
  fragment ChannelParts on Channel {
    id
    provider
    displayName
    instanceName
    phoneNumber
    profileName
    profilePictureUrl
    status
    problem
    connectedAt
    lastSuccessAt
    audience
    testNumbers
    capabilities
    connection {
      state
      since
      reason
      evidence
      lastEvidenceAt
    }
    agents {
      id
      name
      status
    }
  }
`);

export const IntegrationChangedSubscription = graphql(`
  subscription IntegrationChanged {
    integrationChanged {
      id
      ... on Channel {
        ...ChannelParts
      }
    }
  }
`);

/** One subscription for every screen that shows the state of numbers, open while any of them is. */
@Injectable({ providedIn: 'root' })
export class LiveIntegrations {
  private readonly live = inject(LiveEvents);
  readonly changes = this.live.watch(IntegrationChangedSubscription, {}).pipe(share());
}
