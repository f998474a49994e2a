import type { AgentStatus } from '@prosa/dashboard/data-access';
import type { IconName, Tone } from '@prosa/dashboard/ui';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const LOOKS: Record<AgentStatus, Look> = {
  ACTIVE: { tone: 'success', icon: 'play' },
  PAUSED: { tone: 'warning', icon: 'pause' },
  DRAFT: { tone: 'neutral', icon: 'edit' },
};

/** A status of a newer server still has a look. */
export const statusLook = (status: AgentStatus): Look => LOOKS[status] ?? { tone: 'neutral', icon: 'info' };
