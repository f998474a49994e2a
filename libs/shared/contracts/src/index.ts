export { foldName } from './fold-name';
export { CSRF_HEADER, SANDBOX_META, TEST_PHONE_META } from './http';
export { splitText } from './split-text';
export {
  fillVariables,
  firstNameOf,
  REPLY_VARIABLES,
  unknownVariables,
  type ReplyValues,
  type ReplyVariable,
} from './reply-variables';
