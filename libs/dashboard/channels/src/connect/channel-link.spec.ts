import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveEvents } from '@prosa/dashboard/data-access';
import { Apollo } from 'apollo-angular';
import { Subject } from 'rxjs';
import type { ChannelLink } from './channel-link';
import { channelLink } from './channel-link';

describe('channelLink', () => {
  let states: Subject<unknown>;
  let codes: Subject<unknown>[];
  let link: ChannelLink;

  beforeEach(() => {
    states = new Subject();
    codes = [];
    const watch = (_document: unknown, _variables: unknown, options?: { ends?: boolean }) => {
      if (!options?.ends) return states;
      const stream = new Subject();
      codes.push(stream);
      return stream;
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: LiveEvents, useValue: { watch } },
        { provide: Apollo, useValue: { client: { cache: { modify: jest.fn(), identify: jest.fn() } } } },
      ],
    });
    link = TestBed.runInInjectionContext(() => channelLink(signal('c1')));
    TestBed.tick();
  });

  const state = (name: string) => {
    states.next({ channelConnection: { state: name, since: 's', channel: { id: 'c1' } } });
    TestBed.tick();
  };
  const code = (attempt: number) => {
    codes.at(-1)?.next({ channelQrCode: { code: `code ${attempt}`, attempt } });
    TestBed.tick();
  };

  it('listens for codes while the channel pairs, and shows each as it comes', () => {
    state('NOT_CONNECTED');
    expect(codes).toHaveLength(0);
    state('CREATING');
    state('WAITING_QR');
    state('WAITING_SCAN');
    expect(codes).toHaveLength(1);
    code(1);
    code(2);
    expect(link.code()?.attempt).toBe(2);
  });

  it('keeps a code that came before its state', () => {
    state('CREATING');
    code(1);
    state('WAITING_QR');
    state('WAITING_SCAN');
    expect(link.code()?.attempt).toBe(1);
  });

  it('takes the code off the screen as soon as it was used', () => {
    state('WAITING_SCAN');
    code(1);
    state('CONNECTING');
    expect(link.code()).toBeUndefined();
    state('CONNECTED');
    expect(codes.every((stream) => !stream.observed)).toBe(true);
  });

  it('opens the code’s stream again for a new attempt, also when the old one did not end as failed', () => {
    state('CREATING');
    state('WAITING_SCAN');
    codes[0]?.complete();
    state('CREATING');
    expect(codes).toHaveLength(2);
    state('WAITING_SCAN');
    code(1);
    expect(link.code()?.code).toBe('code 1');
  });
});
