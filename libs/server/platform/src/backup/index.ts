export { createBackup, type Backup, type BackupRequest } from './create-backup';
export { shareData, type DataLock } from './data-lock';

export { restoreBackup, type Restored, type RestoreRequest } from './restore-backup';
