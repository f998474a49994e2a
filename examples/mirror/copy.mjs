import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * The mirrored rows and the cursor that they are as of, in one file: they are written together or not at all, so that whatever
 * ends the process, the next one goes on exactly where the file says. A database with a transaction does the same.
 */
export class Copy {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.clear();
    try {
      Object.assign(this, JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }

  clear() {
    /** @type {string | null} */
    this.cursor = null;
    /** @type {Record<string, object>} */
    this.conversations = {};
    /** @type {Record<string, object>} */
    this.messages = {};
  }

  /** @param {string} cursor */
  save(cursor) {
    this.cursor = cursor;
    const { conversations, messages } = this;
    writeFileSync(`${this.file}.new`, JSON.stringify({ cursor, conversations, messages }), {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${this.file}.new`, this.file);
  }

  putMessage(message) {
    this.messages[message.id] = { ...message, conversation: { id: message.conversation.id } };
  }

  /** It is gone, or somebody else's by now: its messages are, too. */
  dropConversation(id) {
    delete this.conversations[id];
    for (const message of Object.values(this.messages))
      if (message.conversation.id === id) delete this.messages[message.id];
  }

  /** A contact's new name stands with each of its conversations. */
  putContact(contact) {
    for (const conversation of Object.values(this.conversations))
      if (conversation.contact.id === contact.id) conversation.contact = contact;
  }
}
