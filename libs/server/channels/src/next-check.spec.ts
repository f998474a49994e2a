import { nextCheck, PROOF_SPREAD_MS, PROVEN_FOR_MS } from './next-check';

describe('when a connected channel is looked at again', () => {
  const proven = new Date('2026-11-27T12:00:00Z');
  const later = (ms: number) => new Date(proven.getTime() + ms);
  const channel = (more: object = {}) => ({
    state: 'CONNECTED' as const,
    stateReason: null,
    stateSince: proven,
    qrExpiresAt: null,
    firstConnectedAt: proven,
    lastEvidenceAt: proven,
    auditAt: null,
    ...more,
  });

  it('is five minutes after its last proof, whatever was done for it in between', () => {
    const at = nextCheck(channel(), later(4 * 60_000)) as Date;
    expect(at.getTime()).toBeGreaterThanOrEqual(later(PROVEN_FOR_MS - PROOF_SPREAD_MS).getTime());
    expect(at.getTime()).toBeLessThanOrEqual(later(PROVEN_FOR_MS).getTime());
  });

  it('is the audit when that comes first', () => {
    const auditAt = later(60_000);
    expect(nextCheck(channel({ auditAt }), later(1_000))).toEqual(auditAt);
  });

  it('is not at once again while it is being asked for', () => {
    const now = later(2 * PROVEN_FOR_MS);
    expect((nextCheck(channel(), now) as Date).getTime()).toBeGreaterThan(now.getTime());
  });
});
