import { PortableMigration } from './portable-migration';

/** The first schema: identity, integrations, contacts, channels, inbox, agents, event log and jobs. */
export class Migration20261101000000Init extends PortableMigration {
  override up(): void {
    this.ddl(`create table "agent" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "name" {string:80} not null,
      "type" {string:10} not null,
      "status" {string:6} not null,
      "config" {json} not null,
      "tools" {json} not null,
      "client_key" {string:120} null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      "updated_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "agent_tenant_index" on "agent" ("tenant_id", "id")`);
    this.unique('agent', 'agent_client_key_unique', 'tenant_id, client_key');

    this.ddl(`create table "agent_run" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "agent_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "inbound_key" {string:60} not null,
      "status" {string:10} not null,
      "reason" {string:60} null,
      "model" {string:80} null,
      "input_tokens" {int} not null default 0,
      "output_tokens" {int} not null default 0,
      "started_at" bigint null,
      "finished_at" bigint null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "agent_run_agent_index" on "agent_run" ("tenant_id", "agent_id", "id")`);
    this.unique('agent_run', 'agent_run_turn_unique', 'tenant_id, conversation_id, inbound_key');

    this.ddl(`create table "async_job" (
      "id" {uuid} not null,
      "tenant_id" {uuid} null,
      "kind" {string:60} not null,
      "key" {string:120} not null,
      "payload" text not null,
      "status" {string:12} not null,
      "attempts" {int} not null,
      "max_attempts" {int} not null,
      "run_at" bigint not null,
      "lease_until" bigint null,
      "lease_token" {uuid} null,
      "started_at" bigint null,
      "finished_at" bigint null,
      "last_error" text null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "async_job_due_index" on "async_job" ("status", "run_at")`);
    this.ddl(`create index "async_job_tenant_index" on "async_job" ("tenant_id", "id")`);
    this.ddl(`create index "async_job_lease_index" on "async_job" ("lease_until")`);
    this.ddl(`create unique index "async_job_waiting_unique" on "async_job" ("kind", "key") where "status" in ('WAITING', 'RETRYING')`);

    this.ddl(`create table "channel" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "instance_name" {string:80} not null,
      "webhook_key" {string:64} not null,
      "webhook_secret_sealed" text not null,
      "state" {string:16} not null,
      "state_since" bigint not null,
      "state_reason" text null,
      "last_evidence_at" bigint null,
      "evidence" {string:120} null,
      "connect_attempt" {int} not null default 0,
      "connect_requested_at" bigint null,
      "pairing_phone" {string:20} null,
      "check_at" bigint null,
      "logout_requested_at" bigint null,
      "heard_at" bigint null,
      "unreachable_since" bigint null,
      "qr_code_sealed" text null,
      "qr_attempt" {int} not null default 0,
      "qr_expires_at" bigint null,
      "phone_number" {string:20} null,
      "profile_name" {string:200} null,
      "profile_picture_url" text null,
      "audience" {string:14} not null,
      "test_numbers" {json} not null,
      "groups" {bool} not null,
      "first_connected_at" bigint null,
      "deleted_at" bigint null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('channel', 'channel_instance_name_unique', 'instance_name');
    this.unique('channel', 'channel_webhook_key_unique', 'webhook_key');
    this.ddl(`create index "channel_tenant_index" on "channel" ("tenant_id", "id")`);
    this.ddl(`create index "channel_check_index" on "channel" ("check_at")`);

    this.ddl(`create table "channel_state_change" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "state" {string:16} not null,
      "since" bigint not null,
      "reason" text null,
      "evidence" {string:120} null,
      "evidence_at" bigint null,
      primary key ("id")
    )`);
    this.ddl(`create index "channel_state_change_channel_index" on "channel_state_change" ("tenant_id", "channel_id", "id")`);

    this.ddl(`create table "contact" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "name" {string:200} not null,
      "name_source" {string:12} not null,
      "owner_id" {uuid} null,
      "team_id" {uuid} null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      "updated_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "contact_tenant_index" on "contact" ("tenant_id", "id")`);
    this.ddl(`create index "contact_owner_index" on "contact" ("tenant_id", "owner_id")`);

    this.ddl(`create table "contact_identity" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "contact_id" {uuid} not null,
      "kind" {string:6} not null,
      "value" {string:120} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "contact_identity_contact_index" on "contact_identity" ("tenant_id", "contact_id")`);
    this.unique('contact_identity', 'contact_identity_value_unique', 'tenant_id, kind, value');

    this.ddl(`create table "conversation" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "contact_id" {uuid} not null,
      "remote_jid" {string:120} not null,
      "is_group" {bool} not null,
      "status" {string:8} not null,
      "handler" {string:6} not null,
      "agent_id" {uuid} null,
      "assignee_id" {uuid} null,
      "team_id" {uuid} null,
      "unread_count" {int} not null default 0,
      "labels" {json} not null,
      "snoozed_until" bigint null,
      "last_message_id" {uuid} null,
      "last_message_key" {string:60} null,
      "last_activity_at" bigint not null,
      "last_inbound_at" bigint null,
      "last_inbound_key" {string:60} null,
      "agent_answered_key" {string:60} null,
      "agent_due_at" bigint null,
      "handoff_reason" {string:40} null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "conversation_activity_index" on "conversation" ("tenant_id", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_status_index" on "conversation" ("tenant_id", "status", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_assignee_index" on "conversation" ("tenant_id", "assignee_id", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_channel_index" on "conversation" ("tenant_id", "channel_id", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_handler_index" on "conversation" ("tenant_id", "handler", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_team_index" on "conversation" ("tenant_id", "team_id", "last_activity_at", "id") where "team_id" is not null`);
    this.ddl(`create index "conversation_unread_index" on "conversation" ("tenant_id", "last_activity_at", "id") where "unread_count" > 0`);
    this.ddl(`create index "conversation_contact_index" on "conversation" ("tenant_id", "contact_id", "last_activity_at", "id")`);
    this.ddl(`create index "conversation_snoozed_index" on "conversation" ("snoozed_until") where "status" = 'SNOOZED'`);
    this.ddl(`create index "conversation_agent_due_index" on "conversation" ("agent_due_at")`);
    this.unique('conversation', 'conversation_contact_unique', 'tenant_id, channel_id, contact_id');

    this.ddl(`create table "event_head" (
      "tenant_id" {uuid} not null,
      "seq" bigint not null,
      primary key ("tenant_id")
    )`);

    this.ddl(`create table "event_log" (
      "tenant_id" {uuid} not null,
      "seq" bigint not null,
      "type" {string:40} not null,
      "node_type" {string:40} null,
      "node_id" {uuid} null,
      "version" {int} null,
      "actor" {string:60} null,
      "changes" text null,
      "audience" text not null,
      "conversation_id" {uuid} null,
      "at" bigint not null,
      primary key ("tenant_id", "seq")
    )`);

    this.ddl(`create table "inbound_event" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "integration_id" {uuid} not null,
      "provider" {string:20} not null,
      "event" {string:60} not null,
      "status" {string:12} not null,
      "attempts" {int} not null default 0,
      "problem" text null,
      "body_hash" {string:64} not null,
      "payload" text not null,
      "received_at" bigint not null,
      "processed_at" bigint null,
      "next_attempt_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "inbound_event_due_index" on "inbound_event" ("integration_id", "status", "id")`);
    this.ddl(`create index "inbound_event_tenant_index" on "inbound_event" ("tenant_id", "id")`);
    this.ddl(`create index "inbound_event_status_index" on "inbound_event" ("status", "next_attempt_at")`);
    this.unique('inbound_event', 'inbound_event_body_unique', 'integration_id, body_hash');

    this.ddl(`create table "integration_binding" (
      "integration_id" {uuid} not null,
      "agent_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "created_at" bigint not null,
      primary key ("integration_id", "agent_id")
    )`);
    this.ddl(`create index "integration_binding_agent_index" on "integration_binding" ("tenant_id", "agent_id")`);

    this.ddl(`create table "integration" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "provider" {string:20} not null,
      "status" {string:16} not null,
      "display_name" {string:120} not null,
      "connected_at" bigint null,
      "last_success_at" bigint null,
      "problem" text null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "integration_tenant_index" on "integration" ("tenant_id", "provider")`);

    this.ddl(`create table "login_throttle" (
      "key" {string:64} not null,
      "failures" {int} not null,
      "window_start" bigint not null,
      "blocked_until" bigint null,
      primary key ("key")
    )`);

    this.ddl(`create table "member" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "user_id" {uuid} not null,
      "role" {string:10} not null,
      "visibility" {string:6} not null,
      "active" {bool} not null,
      "version" {int} not null default 1,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "member_user_index" on "member" ("user_id")`);
    this.unique('member', 'member_tenant_user_unique', 'tenant_id, user_id');

    this.ddl(`create table "message" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "direction" {string:8} not null,
      "kind" {string:12} not null,
      "status" {string:12} not null,
      "text" text null,
      "author_kind" {string:8} not null,
      "author_id" {uuid} null,
      "client_key" {string:120} null,
      "provider_id" {string:120} null,
      "sort_key" {string:60} not null,
      "sent_at" bigint not null,
      "delivered_at" bigint null,
      "read_at" bigint null,
      "edited_at" bigint null,
      "deleted_at" bigint null,
      "failure_code" {string:40} null,
      "failure_message" text null,
      "failure_retryable" {bool} null,
      "reply_to_provider_id" {string:120} null,
      "detail" {json} null,
      "agent_run_id" {uuid} null,
      "queued_at" bigint null,
      "send_after" bigint null,
      "send_attempts" {int} not null default 0,
      "sending_at" bigint null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "message_timeline_index" on "message" ("tenant_id", "conversation_id", "sort_key")`);
    this.ddl(
      `create index "message_outgoing_index" on "message" ("tenant_id", "conversation_id", "sort_key") where "status" in ('QUEUED', 'SENDING', 'UNCONFIRMED')`,
    );
    this.ddl(
      `create index "message_unread_index" on "message" ("tenant_id", "conversation_id", "sort_key") where "direction" = 'INBOUND' and "read_at" is null`,
    );
    this.unique('message', 'message_client_key_unique', 'tenant_id, client_key');
    this.unique('message', 'message_provider_id_unique', 'tenant_id, channel_id, provider_id');

    this.ddl(`create table "message_ack" (
      "tenant_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "provider_id" {string:120} not null,
      "status" {string:12} null,
      "delivered_at" bigint null,
      "read_at" bigint null,
      "edited_text" text null,
      "edited_at" bigint null,
      "deleted_at" bigint null,
      "reactions" {json} null,
      "seen_at" bigint not null,
      primary key ("tenant_id", "channel_id", "provider_id")
    )`);

    this.ddl(`create table "prior_chat" (
      "channel_id" {uuid} not null,
      "value" {string:120} not null,
      "tenant_id" {uuid} not null,
      "seen_at" bigint not null,
      primary key ("channel_id", "value")
    )`);

    this.ddl(`create table "session" (
      "id" {uuid} not null,
      "token_hash" {string:64} not null,
      "user_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "created_at" bigint not null,
      "last_seen_at" bigint not null,
      "expires_at" bigint not null,
      "revoked_at" bigint null,
      "ip" {string:64} null,
      "user_agent" {string:300} null,
      primary key ("id")
    )`);
    this.unique('session', 'session_token_hash_unique', 'token_hash');
    this.ddl(`create index "session_user_index" on "session" ("user_id")`);

    this.ddl(`create table "team" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "name" {string:80} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "team_tenant_index" on "team" ("tenant_id")`);

    this.ddl(`create table "team_member" (
      "team_id" {uuid} not null,
      "member_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      primary key ("team_id", "member_id")
    )`);
    this.ddl(`create index "team_member_member_index" on "team_member" ("tenant_id", "member_id")`);

    this.ddl(`create table "tenant" (
      "id" {uuid} not null,
      "name" {string:120} not null,
      "time_zone" {string:64} not null,
      "locale" {string:10} not null,
      "currency" {string:3} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);

    this.ddl(`create table "user_account" (
      "id" {uuid} not null,
      "name" {string:120} not null,
      "email" {string:254} not null,
      "password_hash" {string:255} not null,
      "locale" {string:10} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('user_account', 'user_account_email_unique', 'email');
  }

  override down(): void {
    const tables = [
      'agent',
      'agent_run',
      'async_job',
      'channel',
      'channel_state_change',
      'contact',
      'contact_identity',
      'conversation',
      'event_head',
      'event_log',
      'inbound_event',
      'integration_binding',
      'integration',
      'login_throttle',
      'member',
      'message',
      'message_ack',
      'prior_chat',
      'session',
      'team',
      'team_member',
      'tenant',
      'user_account',
    ];
    for (const table of tables) this.ddl(`drop table "${table}"`);
  }
}
