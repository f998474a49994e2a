import { PortableMigration } from './portable-migration';

/** How a recording is shown: as a voice message with its wave form, or as a round video. */
export class Migration20261128000400MessageKinds extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "attachment" add column "voice" {bool} not null default false`);
    this.ddl(`alter table "attachment" add column "video_note" {bool} not null default false`);
    this.ddl(`alter table "attachment" add column "waveform" {json} null`);
  }
}
