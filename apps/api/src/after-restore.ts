/**
 * What a restore changes, so that nobody gets a message twice and no client misses an event: between the backup and the restore the
 * product went on. Backups of every version come here: only columns that the first schema has.
 */
export const AFTER_RESTORE = [
  // What waited then may have been sent since: as after a crash, it is looked for on WhatsApp, and else a person decides.
  `update message set status = 'SENDING', sending_at = coalesce(queued_at, created_at) where status = 'QUEUED'`,
  // What the agent was about to answer may have been answered: people look at it.
  `update conversation set handler = 'HUMAN', handoff_reason = 'OUTCOME_UNKNOWN', agent_due_at = null where agent_due_at is not null`,
  // Clients may hold positions that are ahead of the restored log: its numbers go on beyond them.
  `update event_head set seq = seq + 1000000`,
];
